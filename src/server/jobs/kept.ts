import { sql } from '../../duckdb/sql.ts';
import type { SalesRecord } from '../../record/record.ts';
import { forgetOldWords } from '../mail/old-words.ts';
import type { Log } from '../log.ts';
import type { AnyJob, JobOf } from './job.ts';
import type { Jobs } from './jobs.ts';

type Kept = { readonly name: string; readonly payload: unknown; readonly key: string | null; readonly sent_at: string };

/**
 * Sends the jobs that came with a backup anew, each once, whichever of several servers starts first. A letter that is too old by then is not sent;
 * a job that this version does not know, or would do otherwise, is told of and left.
 * @returns how many
 */
export async function takeUpKept<C>(
  record: SalesRecord,
  jobs: Jobs,
  known: readonly AnyJob<C>[],
  log: Log,
): Promise<number> {
  return record.everywhere(async (tx) => {
    const waiting = await tx.rows<Kept>(sql`DELETE FROM tacto.kept_job RETURNING name, payload, key, sent_at`);
    if (waiting.length === 0) return 0;
    await forgetOldWords(tx);
    let taken = 0;
    for (const { name, payload, key } of waiting.toSorted((a, b) => a.sent_at.localeCompare(b.sent_at))) {
      const job = known.find((one) => one.name === name) as unknown as JobOf<unknown> | undefined;
      if (job?.payload.safeParse(payload).success !== true) {
        log.warn('a job of the backup is not known here', { job: name });
        continue;
      }
      await jobs.send(job, payload, { tx, ...(key === null ? {} : { key }) });
      taken += 1;
    }
    return taken;
  });
}
