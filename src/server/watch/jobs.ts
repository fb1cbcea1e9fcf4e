import type { Pool } from 'pg';
import { jobSchema } from '../jobs/jobs.ts';
import type { Metrics } from './metrics.ts';

/** States of jobs in the queue, and what the metrics call them. */
const states = {
  waiting: ['created', 'retry'],
  running: ['active'],
  failed: ['failed'],
} as const;

/** Adds how many jobs wait, run and have failed, of all servers together. */
export function measureJobs(metrics: Metrics, pool: Pool): void {
  for (const [name, own] of Object.entries(states)) {
    metrics.gauge(`tacto_jobs_${name}`, `Jobs that are ${name}, of all servers together`, async () => {
      const { rows } = await pool.query<{ jobs: number }>(
        `SELECT count(*)::int AS jobs FROM ${jobSchema}.job WHERE state::text = ANY($1) AND start_after <= now()`,
        [own],
      );
      return rows[0]!.jobs;
    });
  }
}
