import { UserError } from '../../domain/errors.ts';
import type { WrittenAsk } from './ask.ts';
import { type Doubt, quoted } from './draft.ts';

/** A stage as somebody says it is; stages come in their order. */
export type ToldStage = {
  readonly id: string;
  readonly kind: 'open' | 'won' | 'lost';
  readonly probability: number | null;
};

/** What somebody says of a doubt. */
export type DoubtAnswer =
  | { readonly choice: number }
  | { readonly words: Readonly<Record<string, string>> }
  | { readonly stages: readonly ToldStage[] };

/**
 * Files of a map with a doubt settled.
 * @param texts the files by name
 * @returns those that changed
 * @throws UserError `bad_answer`, `map_changed`
 */
export function answerDoubt(
  texts: ReadonlyMap<string, string>,
  file: string,
  ask: WrittenAsk,
  answer: DoubtAnswer,
): ReadonlyMap<string, string> {
  if (ask.by === 'choice' && 'choice' in answer) {
    const chosen = ask.choices[answer.choice];
    if (chosen === undefined) throw badAnswer(file);
    return new Map([[file, inText(texts, file, ask.line, chosen.line)]]);
  }
  if (ask.by === 'words' && 'words' in answer) {
    const cases = ask.words.flatMap(({ value, means }) => {
      const told = answer.words[value] ?? means;
      return told === null ? [] : [` WHEN ${ask.of} = ${quoted(value)} THEN ${quoted(told)}`];
    });
    const otherwise = ask.list === 'channel' ? " ELSE 'other'" : '';
    const sql =
      cases.length === 0 ? (ask.list === 'channel' ? "'other'" : 'NULL') : `CASE${cases.join('')}${otherwise} END`;
    return new Map([[file, inText(texts, file, ask.line, `  ${sql} AS ${ask.as}${ask.end}`)]]);
  }
  if (ask.by === 'stages' && 'stages' in answer) return stagesAs(texts, file, ask, answer.stages);
  throw badAnswer(file);
}

function stagesAs(
  texts: ReadonlyMap<string, string>,
  file: string,
  { stages, closed }: WrittenAsk & { readonly by: 'stages' },
  told: readonly ToldStage[],
): ReadonlyMap<string, string> {
  const names = new Map(stages.map(({ id, name }) => [id, name]));
  const ids = new Set(told.map(({ id }) => id));
  if (ids.size !== told.length || told.length !== stages.length || !told.every(({ id }) => names.has(id)))
    throw badAnswer(file);
  const rows = told.map(
    ({ id, kind, probability }, i) =>
      `  (${quoted(id)}, ${quoted(names.get(id)!)}, ${i + 1}, '${kind}', ${probability ?? 'NULL'})`,
  );
  const text = [
    'SELECT id, name, position, kind, probability',
    `FROM (VALUES\n${rows.join(',\n')}\n) AS stage(id, name, position, kind, probability)`,
    'ORDER BY position\n',
  ].join('\n');
  const changed = new Map([[file, text]]);
  const list = closedList(told);
  if (closed !== null && list !== null) changed.set(closed.file, inText(texts, closed.file, closed.list, list));
  return changed;
}

/** The closed stages as SQL lists them; null where none is. */
function closedList(stages: readonly ToldStage[]): string | null {
  const closed = stages.filter(({ kind }) => kind !== 'open').map(({ id }) => quoted(id));
  return closed.length === 0 ? null : `IN (${closed.join(', ')})`;
}

/** A doubt that stays, with its lines as they are once the stages were told. */
export function afterStages(doubt: Doubt, ask: WrittenAsk, answer: DoubtAnswer): Doubt {
  if (ask.by !== 'stages' || !('stages' in answer) || doubt.ask?.by !== 'choice') return doubt;
  const [{ closed }, list] = [ask, closedList(answer.stages)];
  if (closed === null || list === null || doubt.file !== closed.file) return doubt;
  const told = (line: string): string => line.replace(closed.list, () => list);
  const choices = doubt.ask.choices.map(({ text, line }) => ({ text, line: told(line) }));
  return { ...doubt, ask: { ...doubt.ask, line: told(doubt.ask.line), choices } };
}

function inText(texts: ReadonlyMap<string, string>, file: string, from: string, to: string): string {
  const text = texts.get(file) ?? '';
  if (!text.includes(from)) throw mapChanged(file);
  return text.replace(from, () => to);
}

function badAnswer(file: string): UserError {
  return new UserError({
    code: 'bad_answer',
    message: {
      en: `${file}: this is no answer to what is asked of it.`,
      es: `${file}: esto no responde a lo que se pregunta.`,
    },
    fix: {
      en: 'Give the number of a choice, a meaning for each word, or all stages in their order, as the doubt asks.',
      es: 'Dé el número de una opción, un significado por palabra o todas las etapas en orden, según pida la duda.',
    },
  });
}

function mapChanged(file: string): UserError {
  return new UserError({
    code: 'map_changed',
    message: {
      en: `${file} is no longer as it was proposed.`,
      es: `${file} ya no está como se propuso.`,
    },
    fix: { en: 'Change its text instead.', es: 'Cambie su texto.' },
  });
}
