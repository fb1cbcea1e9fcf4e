import type { ReactNode } from 'react';
import { type Say, useWords } from '../../i18n/use-words.ts';
import { Check } from '../../parts/form/checks.tsx';
import { Choice } from '../../parts/form/choice.tsx';
import { StageOrder } from './among/stage-order.tsx';
import { WordList } from './among/word-list.tsx';
import { type Group, right } from './doubt-groups.ts';
import { logColumns } from './words.ts';

/** What is doubtful about one column of the log, with what settles it. */
export function DoubtField({ group, name }: { readonly group: Group; readonly name: string }): ReactNode {
  const { t, say } = useWords();
  const { file, column, texts, ask } = group;
  const text = texts.map((each) => sentence(say(each).replace(ask === null ? /$^/ : hint, ''))).join(' ');
  const label = column === null ? text : `${columnName(t, column)}: ${text}`;
  switch (ask?.by) {
    case 'choice':
      return (
        <Choice
          label={label}
          name={name}
          start=""
          options={[
            { value: '', label: t('import.leaveOpen') },
            ...(ask.is_said ? [{ value: right, label: t('import.doubt.right') }] : []),
            ...ask.choices.map((choice, i) => ({ value: String(i), label: sentence(say(choice)) })),
          ]}
        />
      );
    case 'words':
      return <WordList name={name} label={label} list={ask.list} words={ask.words} />;
    case 'stages':
      return (
        <StageOrder
          name={name}
          label={label}
          stages={ask.stages.map(({ id, name: title, kind }) => ({
            value: id,
            name: title,
            records: 0,
            means: { kind, probability: null },
          }))}
        />
      );
    default:
      return (
        <>
          <p>{label}</p>
          <Check
            label={t(file === 'map.yaml' ? 'import.doubt.sheet' : 'import.doubt.right')}
            name={name}
            value={right}
          />
        </>
      );
  }
}

/** How one would write it into the map by hand. */
const hint = / (Write|Escriba) to_\w+\(.*$/;

/** The server begins what stands behind a name with a small letter; the name of a file stays as it is. */
function sentence(text: string): string {
  return /^\S+\.(csv|tsv)\b/i.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a column of the log is called; of the sheet of a map its key. */
function columnName(t: Say['t'], column: string): string {
  return column in logColumns ? t(`import.column.${column as keyof typeof logColumns}`) : column;
}
