import { sql } from '../../duckdb/sql.ts';
import type { SalesRecord } from '../../record/record.ts';
import { keptHours } from '../http/idempotency.ts';
import { factsOf, type Log } from '../log.ts';

const hour = 3_600_000;

/** Removes each hour what is kept for a while only: answers to repeated requests, failed sign-ins, invitations that ran out. @returns how to end it */
export function keepTidy(record: SalesRecord, log: Log): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const work = (): void => {
    running = tidy(record).catch((error: unknown) => log.warn('tidying failed', factsOf(error)));
  };
  const timer = setInterval(work, hour);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function tidy(record: SalesRecord): Promise<void> {
  await record.everywhere(async (tx) => {
    await tx.run(sql`DELETE FROM tacto.idempotency WHERE created_at < now() - make_interval(hours => ${keptHours})`);
    await tx.run(sql`DELETE FROM tacto.sign_in_attempt WHERE since < now() - interval '1 day'`);
    await tx.run(
      sql`DELETE FROM tacto.invitation WHERE accepted_at IS NULL AND expires_at < now() - interval '30 days'`,
    );
  });
}
