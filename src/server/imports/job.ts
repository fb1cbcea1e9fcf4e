import { z } from 'zod';
import { UserError } from '../../domain/errors.ts';
import { sql } from '../../duckdb/sql.ts';
import type { SalesRecord, Tx } from '../../record/record.ts';
import { defineJob } from '../jobs/job.ts';
import { factsOf } from '../log.ts';
import type { Services } from '../services.ts';
import { applyImport, waitAgain } from './apply.ts';
import { changeImport } from './import.ts';
import { runImport } from './run.ts';

const payload = z.strictObject({ org: z.string(), id: z.string() });

/** How often it is looked whether an import is still wanted, in milliseconds. */
const lookEvery = 2000;

/**
 * Reads an import, or applies it, as its state says. One whose server was killed is read again by another; one that was being applied waits for a
 * person, for nothing of it has been applied.
 */
export const importJob = defineJob<z.infer<typeof payload>, Services>({
  name: 'import',
  payload,
  isKept: true,
  retries: 2,
  pause: 1,
  longest: 4 * 3600,
  work: async ({ org, id }, { record, log, spool }, attempt) => {
    const worker = `${attempt.id}.${attempt.before}`;
    const state = await take(record, org, id, worker);
    if (state === null) return;
    if (state === 'applying' && attempt.before > 0) {
      await record.system(org, (tx) => giveUp(tx, id, state, worker));
      return;
    }
    const lost = new AbortController();
    const looking = setInterval(() => {
      void isOurs(record, org, id, worker).then((ours) => ours || lost.abort());
    }, lookEvery);
    const started = performance.now();
    try {
      const work = { record, org, id, worker, spool, signal: AbortSignal.any([attempt.signal, lost.signal]) };
      await (state === 'running' ? runImport(work) : applyImport(work));
      log.info('import', { state, ms: Math.round(performance.now() - started) });
    } catch (error) {
      // Nobody wants it any more, or another server goes on with it.
      if (lost.signal.aborted) return;
      log.warn('import failed', { state, ...factsOf(error) });
      if (!attempt.isLast && state === 'running') throw error;
      await record.system(org, (tx) => giveUp(tx, id, state, worker));
    } finally {
      clearInterval(looking);
    }
  },
});

type Busy = 'running' | 'applying';

/** Takes an import from whoever had it before. @returns what is to be done with it; null: nothing any more */
async function take(record: SalesRecord, org: string, id: string, worker: string): Promise<Busy | null> {
  const [taken] = await record.system(org, (tx) =>
    tx.rows<{ state: Busy }>(sql`UPDATE tacto.import SET worker = ${worker}
      WHERE org = ${org} AND id = ${id} AND state IN ('running', 'applying') RETURNING state`),
  );
  return taken?.state ?? null;
}

/** Whether an import is still this worker's; also while that cannot be told. */
async function isOurs(record: SalesRecord, org: string, id: string, worker: string): Promise<boolean> {
  try {
    const found = await record.system(org, (tx) =>
      tx.rows(sql`SELECT FROM tacto.import
        WHERE org = ${org} AND id = ${id} AND worker = ${worker} AND state IN ('running', 'applying')`),
    );
    return found.length > 0;
  } catch {
    return true;
  }
}

async function giveUp(tx: Tx, id: string, state: Busy, worker: string): Promise<void> {
  const { fault } = interrupted[state];
  if (state === 'applying') await waitAgain(tx, id, fault, worker);
  else await changeImport(tx, id, ['running'], { state: 'failed', step: null, problem: JSON.stringify(fault) }, worker);
}

const interrupted: Readonly<Record<Busy, UserError>> = {
  applying: new UserError({
    code: 'import_interrupted',
    message: {
      en: 'The server was interrupted while it applied this import. Nothing of it was applied.',
      es: 'El servidor se interrumpió mientras aplicaba esta importación. No se ha aplicado nada de ella.',
    },
    fix: { en: 'Apply it again.', es: 'Vuelva a aplicarla.' },
  }),
  running: new UserError({
    code: 'import_interrupted',
    message: {
      en: 'Something went wrong while the import was read; it has been written down.',
      es: 'Algo falló mientras se leía la importación; ha quedado anotado.',
    },
    fix: {
      en: 'Try again; if it stays, tell whoever runs this server.',
      es: 'Inténtelo de nuevo; si sigue igual, avise a quien lleva este servidor.',
    },
  }),
};
