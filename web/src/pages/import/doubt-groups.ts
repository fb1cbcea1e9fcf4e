import type { Doubt, DoubtAsk, SettledDoubt } from '../../api/imports.ts';
import type { Text } from '../../i18n/words.ts';
import { formValue } from '../../parts/form/read-form.ts';

/** The doubts about one column of the log, or about a whole table. */
export type Group = {
  readonly file: string;
  readonly column: string | null;
  readonly texts: readonly Text[];
  readonly ask: DoubtAsk | null;
};

/** Says that something is right as it is. */
export const right = 'right';

/** Doubts by what they are about, in their order. */
export function groupsOf(doubts: readonly Doubt[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { file, column, text, ask } of doubts) {
    const key = JSON.stringify([file, column]);
    const group = groups.get(key) ?? { file, column, texts: [], ask: null };
    groups.set(key, { ...group, texts: [...group.texts, text], ask: group.ask ?? ask });
  }
  return [...groups.values()];
}

/** What a form says of them; what it leaves open is not in it. */
export function settledOf(form: FormData, groups: readonly Group[]): readonly SettledDoubt[] {
  return groups.flatMap(({ file, column, ask }, nth): readonly SettledDoubt[] => {
    const said = formValue(form, `doubt.${nth}`);
    if (said === null) return [];
    if (said === right) return [{ file, column, answer: null }];
    switch (ask?.by) {
      case 'choice':
        return [{ file, column, answer: { choice: Number(said) } }];
      case 'words':
        return [{ file, column, answer: { words: JSON.parse(said) as Record<string, string> } }];
      case 'stages': {
        const stages = JSON.parse(said) as { value: string; kind: string; probability: number | null }[];
        return [{ file, column, answer: { stages: stages.map(({ value, ...rest }) => ({ id: value, ...rest })) } }];
      }
      default:
        return [];
    }
  });
}
