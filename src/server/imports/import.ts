import { type Fault, UserError } from '../../domain/errors.ts';
import type { Language } from '../../domain/text.ts';
import { join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { ImportReport } from '../../crm/report/model.ts';
import { textArray } from '../../record/tx.ts';
import type { Tx } from '../../record/record.ts';
import { newId } from '../people/secrets.ts';
import { busy, type Kind, type Mode, type State, waiting } from './kinds.ts';
import type { Proposal } from './made.ts';

/** An import as it is kept. */
export type Import = {
  readonly id: string;
  readonly kind: Kind | null;
  readonly mode: Mode;
  readonly state: State;
  readonly step: string | null;
  readonly version: number;
  readonly settings: string | null;
  /** When the settings were applied that it has taken over; null: they are its own. */
  readonly settings_from: string | null;
  readonly report: ImportReport | null;
  readonly proposal: Proposal | null;
  readonly problem: Fault | null;
  readonly watermark: string | null;
  /** How many of its rows were there already and stayed as they were; null: it has not been applied. */
  readonly rows_there: number | null;
  readonly language: Language;
  readonly created_by: string;
  readonly created_at: string;
  readonly changed_at: string;
  readonly files: readonly ImportFile[];
};

export type ImportFile = { readonly place: 'upload' | 'map' | 'log'; readonly name: string; readonly bytes: number };

/** How many imports of an organisation may be open at a time. */
const mostOpen = 20;

/** Begins an import. @throws UserError `too_many_imports` */
export async function newImport(
  tx: Tx,
  { kind, mode, language }: { readonly kind: Kind | null; readonly mode: Mode; readonly language: Language },
): Promise<Import> {
  const { open } = await tx.row<{ open: number }>(
    sql`SELECT count(*) AS open FROM tacto.import WHERE org = ${tx.actor.org} AND state NOT IN ('applied', 'discarded')`,
  );
  if (open >= mostOpen) throw tooManyImports();
  const id = newId();
  await tx.run(sql`INSERT INTO tacto.import (org, id, kind, mode, language, created_by)
    VALUES (${tx.actor.org}, ${id}, ${kind}, ${mode}, ${language}, ${tx.actor.user})`);
  return getImport(tx, id);
}

/** An import. @throws UserError `no_such_row` */
export async function getImport(tx: Tx, id: string): Promise<Import> {
  const [found] = await read(tx, sql`i.id = ${id}`);
  if (found === undefined) throw noSuchImport(id);
  return found;
}

/** The imports of an organisation, the latest first, without their reports. */
export async function listImports(tx: Tx): Promise<readonly Import[]> {
  return read(tx, raw('true'), raw('NULL::text AS report, NULL::text AS proposal'));
}

async function read(tx: Tx, which: Sql, large: Sql = raw('report, proposal')): Promise<readonly Import[]> {
  const rows = await tx.rows<Kept>(sql`
    SELECT id, kind, mode, state, step, version, settings, settings_from, problem, watermark, rows_there, language, created_by, created_at, changed_at, ${large},
      coalesce((SELECT jsonb_agg(jsonb_build_object('place', f.place, 'name', f.name, 'bytes', f.bytes) ORDER BY f.place, f.name)
        FROM tacto.import_file f WHERE f.org = i.org AND f.import_id = i.id), '[]') AS files
    FROM tacto.import i WHERE i.org = ${tx.actor.org} AND ${which} ORDER BY created_at DESC, id LIMIT 200`);
  return rows.map(({ report, proposal, problem, ...rest }) => ({
    ...rest,
    report: parsed(report) as ImportReport | null,
    proposal: parsed(proposal) as Proposal | null,
    problem: parsed(problem) as Fault | null,
  }));
}

type Kept = Omit<Import, 'report' | 'proposal' | 'problem'> &
  Readonly<Record<'report' | 'proposal' | 'problem', string | null>>;

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

/** What may be changed of an import; texts of JSON as they are kept. */
export type ImportChanges = Partial<
  Readonly<
    Record<
      | 'kind'
      | 'mode'
      | 'state'
      | 'step'
      | 'settings'
      | 'settings_from'
      | 'report'
      | 'proposal'
      | 'problem'
      | 'watermark'
      | 'rows_there',
      string | null
    >
  >
>;

/**
 * Changes an import that stands in one of some states.
 * @param worker only while this one has it
 * @throws UserError `no_such_row`, `wrong_state`
 */
export async function changeImport(
  tx: Tx,
  id: string,
  from: readonly State[],
  changes: ImportChanges,
  worker: string | null = null,
): Promise<void> {
  const given = Object.entries(changes).map(([column, value]) => sql`${raw(column)} = ${value}`);
  const changed = await tx.run(sql`
    UPDATE tacto.import SET ${join([...given, raw('version = version + 1, changed_at = now()')])}
    WHERE org = ${tx.actor.org} AND id = ${id} AND state = ANY(${textArray(from)}) ${worker === null ? raw('') : sql`AND worker = ${worker}`}`);
  if (changed === 0) throw wrongState((await getImport(tx, id)).state);
}

/** What was doubtful in a file of a proposed map is settled when somebody sends their own. */
export async function settleDoubts(tx: Tx, id: string, file: string): Promise<void> {
  const { proposal } = await getImport(tx, id);
  if (proposal === null) return;
  const left = { ...proposal, doubts: proposal.doubts.filter((doubt) => doubt.file !== file) };
  await changeImport(tx, id, waiting, { proposal: JSON.stringify(left) });
}

/** Removes the files of an import, all or those of one place. */
export async function removeFiles(tx: Tx, id: string, place: ImportFile['place'] | null = null): Promise<void> {
  await tx.run(sql`DELETE FROM tacto.import_file WHERE org = ${tx.actor.org} AND import_id = ${id}
    ${place === null ? raw('') : sql`AND place = ${place}`}`);
}

function noSuchImport(id: string): UserError {
  return new UserError({
    code: 'no_such_row',
    message: { en: `There is no import “${id.slice(0, 60)}”.`, es: `No existe la importación «${id.slice(0, 60)}».` },
  });
}

const stateWords: Readonly<Record<State, readonly [en: string, es: string]>> = {
  uploading: ['is waiting for its files', 'espera sus archivos'],
  running: ['is being read', 'se está leyendo'],
  questions: ['has questions', 'tiene preguntas'],
  ready: ['is ready', 'está lista'],
  applying: ['is being applied', 'se está aplicando'],
  applied: ['has been applied', 'ya se ha aplicado'],
  discarded: ['has been discarded', 'se ha descartado'],
  failed: ['has failed', 'ha fallado'],
};

/** Says that an import does not stand where this can be done. */
export function wrongState(state: State): UserError {
  const [en, es] = stateWords[state];
  return new UserError({
    code: 'wrong_state',
    message: {
      en: `The import ${en}: this cannot be done now.`,
      es: `La importación ${es}: ahora no se puede hacer esto.`,
    },
    ...(busy.includes(state)
      ? { fix: { en: 'Wait until it is done.', es: 'Espere a que termine.' } }
      : state === 'applied' || state === 'discarded'
        ? { fix: { en: 'Begin a new one.', es: 'Empiece otra.' } }
        : {}),
  });
}

function tooManyImports(): UserError {
  return new UserError({
    code: 'too_many_imports',
    message: {
      en: `There are ${mostOpen} imports already that are neither applied nor discarded.`,
      es: `Ya hay ${mostOpen} importaciones sin aplicar ni descartar.`,
    },
    fix: { en: 'Discard some.', es: 'Descarte alguna.' },
  });
}
