import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterStages, answerDoubt, type DoubtAnswer } from '../../crm/propose/answer-doubt.ts';
import { UserError } from '../../domain/errors.ts';
import type { Tx } from '../../record/record.ts';
import type { Services } from '../services.ts';
import { contentOf, keepFile } from './files.ts';
import { changeImport, getImport } from './import.ts';
import { waiting } from './kinds.ts';

/** What somebody says of the doubts about one column of a proposed map, null: about a whole table. */
export type Settled = {
  readonly file: string;
  readonly column: string | null;
  /** Null: it is right as it is. */
  readonly answer: DoubtAnswer | null;
};

/**
 * Settles doubts of a proposed map: what is answered is written into its files, and is doubtful no longer.
 * @throws UserError `no_such_row`, `wrong_state`, `bad_answer`, `map_changed`
 */
export async function settleByAnswers(
  { record, spool }: Pick<Services, 'record' | 'spool'>,
  tx: Tx,
  id: string,
  answers: readonly Settled[],
): Promise<void> {
  const { proposal, files } = await getImport(tx, id);
  await changeImport(tx, id, waiting, { state: 'uploading', problem: null });
  let doubts = proposal?.doubts ?? [];
  const names = files.filter(({ place }) => place === 'map').map(({ name }) => name);
  const before = new Map<string, string>();
  for (const name of names) {
    const parts: Buffer[] = [];
    for await (const part of contentOf(record, tx.actor.org, { id, place: 'map', name })) parts.push(part);
    before.set(name, Buffer.concat(parts).toString());
  }
  const after = new Map(before);
  // What a line says of closed stages changes with the stages, so they come last.
  const inOrder = answers.toSorted((a, b) => Number(isOfStages(a)) - Number(isOfStages(b)));
  for (const { file, column, answer } of inOrder) {
    const about = doubts.filter((doubt) => doubt.file === file && doubt.column === column);
    if (about.length === 0) throw noSuchDoubt(file, column);
    if (answer === null) continue;
    const ask = about.find((doubt) => doubt.ask !== undefined)?.ask;
    if (ask === undefined) throw noSuchDoubt(file, column);
    for (const [name, text] of answerDoubt(after, file, ask, answer)) after.set(name, text);
    doubts = doubts.map((doubt) => afterStages(doubt, ask, answer));
  }
  const isSettled = (doubt: { readonly file: string; readonly column: string | null }): boolean =>
    answers.some(({ file, column }) => file === doubt.file && column === doubt.column);
  if (proposal !== null) {
    const left = { ...proposal, doubts: doubts.filter((doubt) => !isSettled(doubt)) };
    await changeImport(tx, id, waiting, { proposal: JSON.stringify(left) });
  }
  const path = join(spool, `settled-${randomUUID()}`);
  await mkdir(spool, { recursive: true, mode: 0o700 });
  try {
    for (const [name, text] of after) {
      if (text === before.get(name)) continue;
      await writeFile(path, text, { mode: 0o600 });
      await keepFile(tx, { id, place: 'map', name }, path);
    }
  } finally {
    await rm(path, { force: true });
  }
}

const isOfStages = ({ answer }: Settled): boolean => answer !== null && 'stages' in answer;

function noSuchDoubt(file: string, column: string | null): UserError {
  const where = column === null ? file : `${file}, ${column}`;
  return new UserError({
    code: 'no_such_row',
    message: {
      en: `Nothing of ${where} is doubtful that could be answered so.`,
      es: `No hay ninguna duda sobre ${where} que se pueda responder así.`,
    },
  });
}
