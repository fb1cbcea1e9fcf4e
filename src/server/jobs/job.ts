import type { z } from 'zod';

/** What a job's work is told besides its payload. */
export type Attempt = {
  readonly id: string;
  /** How many times the work was begun before. */
  readonly before: number;
  /** Whether it is not begun again when it fails now. */
  readonly isLast: boolean;
  /** Aborted when the server ends or the job has been given to another one. */
  readonly signal: AbortSignal;
};

/**
 * Work that is done later, by any server on the same database. It is begun at least once: after a failure, or when the server that had it was
 * killed, it is begun again. Work that must not be done twice guards itself by a row that it commits.
 */
export type Job<P, C> = {
  /** Its queue: letters, digits, `.`, `-`. */
  readonly name: string;
  /** What it is sent with: ids rather than what they stand for, so that nothing personal lies in the queue. */
  readonly payload: z.ZodType<P>;
  /** How many times it is begun again; 5 when absent. */
  readonly retries?: number;
  /** Seconds until it is begun again for the first time, then about twice as many each time up to `longestPause`; 5 and an hour when absent. */
  readonly pause?: number;
  readonly longestPause?: number;
  /** Seconds that the work may take; 300 when absent. */
  readonly longest?: number;
  /** How many of them one server works on at a time; 1 when absent. */
  readonly atOnce?: number;
  /** Of those sent with one key (or with none): one waits at a time, or one waits or runs. Absent: as many as are sent. */
  readonly single?: 'waiting' | 'waiting or running';
  /** One that waits or runs is part of a backup: what gave cause for it does not come again. */
  readonly isKept?: boolean;
  /** Sent by the clock too, in UTC, once for all servers. */
  readonly schedule?: { readonly cron: string; readonly payload: P };
  readonly work: (payload: P, context: C, attempt: Attempt) => Promise<void>;
};

/** What one needs to send a job. */
export type JobOf<P> = Pick<Job<P, never>, 'name' | 'payload'>;

/** Any job, its payload known to itself alone. */
export type AnyJob<C> = Job<never, C>;

/** Defines a job. What runs by the clock waits or runs once, unless it says otherwise. */
export function defineJob<P, C>(job: Job<P, C>): Job<P, C> {
  return job.schedule === undefined ? job : { single: 'waiting or running', ...job };
}
