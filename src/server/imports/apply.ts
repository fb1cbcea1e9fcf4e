import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { TableChange } from '../../crm/report/model.ts';
import { Database } from '../../duckdb/database.ts';
import { name, sql } from '../../duckdb/sql.ts';
import { catalogueIds } from '../../kpi/catalogue/index.ts';
import { ownKpisFile } from '../../kpi/own/file.ts';
import { parseOwnKpis } from '../../kpi/own/read.ts';
import { readOptional } from '../../log/optional-file.ts';
import { readLog } from '../../log/read.ts';
import type { Actor } from '../../record/actor.ts';
import { importLog } from '../../record/bulk/import-log.ts';
import { hasChangedSince } from '../../record/changes/watermark.ts';
import { layOut } from './files.ts';
import { changeImport, getImport, type Import, removeFiles } from './import.ts';
import { knownKpis as knownKpisOf, replaceOwnKpis } from '../insight/own-kpis.ts';
import { places } from './made.ts';
import { keepMadeOf } from './made-of.ts';
import { keepApplied } from './settings-before.ts';
import { forgetClosedInvitations, strandedBy } from './stranded.ts';
import { readUpload, type Work } from './run.ts';

/** How often what was sent is compared with a record that does not hold still. */
const mostTries = 3;

/** The record changed since the import was compared with it. */
class Changed extends Error {}

/**
 * Brings the sales log of an import into the record, all or nothing, and nothing but what was told before: when the record has changed
 * since, it is compared again, and where more would be gone or changed than was told the import waits for a person again.
 */
export async function applyImport(work: Work): Promise<void> {
  const { record, org, id, worker } = work;
  try {
    let told = await record.system(org, (tx) => getImport(tx, id));
    for (let tries = 1; ; tries++) {
      try {
        await bringIn(work, told);
        return;
      } catch (error) {
        if (!(error instanceof Changed)) throw error;
        const now = await readUpload(work, 'applying');
        if (tries === mostTries || losesMore(told, now)) throw recordChanged();
        told = now;
      }
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await record.system(org, (tx) => waitAgain(tx, id, error.fault, worker));
  }
}

/** Lets an import that was being applied wait for a person again, with what kept it from being so. */
export async function waitAgain(
  tx: Parameters<typeof getImport>[0],
  id: string,
  problem: UserError['fault'],
  worker: string | null = null,
): Promise<void> {
  const { report, proposal } = await getImport(tx, id);
  const isAsking = (report?.questions.length ?? 0) + (proposal?.doubts.length ?? 0) > 0;
  const state = isAsking ? 'questions' : 'ready';
  await changeImport(tx, id, ['applying'], { state, step: null, problem: JSON.stringify(problem) }, worker);
}

async function bringIn({ record, org, id, worker, spool, signal }: Work, told: Import): Promise<void> {
  const dir = join(spool, `import-${id}`);
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const db = await Database.open(join(dir, 'apply.duckdb'), { memoryLimit: '1GB', spillTo: join(dir, 'spill') });
  try {
    await layOut(record, org, id, 'log', join(dir, places.log));
    const own = await readOptional(join(dir, places.log, ownKpisFile));
    const ids =
      own === null ? await record.system(org, knownKpisOf) : parseOwnKpis(own, catalogueIds).map(({ id: kpi }) => kpi);
    const knownKpis = new Set([...catalogueIds, ...ids]);
    const { workspace } = await readLog(db, join(dir, places.log), { knownKpis });
    signal.throwIfAborted();
    const idsOf = async (table: 'reps' | 'teams'): Promise<readonly string[]> =>
      (await db.rows<{ id: string }>(sql`SELECT id FROM log.${name(table)}`)).map((row) => row.id);
    const fresh = { reps: await idsOf('reps'), teams: await idsOf('teams'), kpis: own === null ? null : [...ids] };
    const actor: Actor = { org, user: told.created_by, role: 'administrator', rep: null, teams: [] };
    await importLog(record, actor, db, workspace, {
      mode: told.mode,
      first: async (tx) => {
        if (told.mode === 'replace' && (told.watermark === null || (await hasChangedSince(tx, told.watermark))))
          throw new Changed();
        if (told.mode !== 'replace') return;
        await forgetClosedInvitations(tx);
        const problem = await strandedBy(tx, fresh);
        if (problem !== null) throw problem;
      },
      last: async (tx, there) => {
        if (own !== null && told.mode === 'replace') await replaceOwnKpis(tx, own);
        await keepApplied(tx, told);
        await keepMadeOf(tx, told);
        await changeImport(
          tx,
          id,
          ['applying'],
          { state: 'applied', step: null, problem: null, rows_there: String(there) },
          worker,
        );
        await removeFiles(tx, id);
      },
    });
  } finally {
    db.close();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Whether more rows of a table would be gone or changed than was told. */
function losesMore({ report: told }: Import, { report: now }: Import): boolean {
  const before = new Map((told?.changes ?? []).map((change): [string, TableChange] => [change.table, change]));
  return (now?.changes ?? []).some(({ table, gone, changed }) => {
    const known = before.get(table);
    return gone > (known?.gone ?? 0) || changed > (known?.changed ?? 0);
  });
}

function recordChanged(): UserError {
  return new UserError({
    code: 'record_changed',
    message: {
      en: 'The record has changed since, and more of it would be lost than was told. Nothing was applied.',
      es: 'El registro ha cambiado desde entonces y se perdería más de lo que se había dicho. No se ha aplicado nada.',
    },
    fix: {
      en: 'The report compares with the record as it is now: look at what changes, and apply again.',
      es: 'El informe compara con el registro tal como está ahora: mire qué cambia y vuelva a aplicar.',
    },
  });
}
