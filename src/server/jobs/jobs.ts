import { type ConstructorOptions, type JobWithMetadata, PgBoss, type Queue } from 'pg-boss';
import type { Place } from '../../record/connect.ts';
import type { Tx } from '../../record/record.ts';
import { underStartLock } from '../../record/start-lock.ts';
import { openEnding } from '../http/ending.ts';
import { factsOf, type Log } from '../log.ts';
import type { AnyJob, Job, JobOf } from './job.ts';
import { within } from './within.ts';

/** The schema of the queue, in the database of the record. */
export const jobSchema = 'tacto_jobs';

/** How a job is sent. */
export type SendOptions = {
  /** Sent if and only if this transaction commits. */
  readonly tx?: Tx;
  /** What it is single by (see `Job.single`). */
  readonly key?: string;
  /** Not begun before. */
  readonly after?: Temporal.Instant;
};

/** Sends jobs. */
export type Jobs = {
  /**
   * Sends a job to whichever server takes it.
   * @returns its id; null when there is one already and the job is single
   * @throws when the payload does not fit
   */
  readonly send: <P>(job: JobOf<P>, payload: P, options?: SendOptions) => Promise<string | null>;
};

/** The queue of one server. */
export type JobQueue<C> = Jobs & {
  /** Begins to work on jobs. Before that they can be sent. */
  readonly start: (context: C) => Promise<void>;
  /** Takes no more jobs and waits for those that run; what is not done within some seconds is begun again by another server. */
  readonly stop: () => Promise<void>;
};

/** How long jobs that run may take when the server ends, in milliseconds. */
const patience = 10_000;
/** Seconds without a sign of life after which a job is given to another server. */
const silence = 20;
/** Seconds between looks for jobs that nobody is told of: those that are begun again, or not before a time. */
const glance = 5;
const day = 86_400;

/**
 * Opens the queue and brings it up to date with the jobs that there are. Servers that start at once do so one after another.
 * @throws when two jobs have one name
 */
export async function openJobs<C>(place: Place, jobs: readonly AnyJob<C>[], log: Log): Promise<JobQueue<C>> {
  const names = new Set(jobs.map(({ name }) => name));
  if (names.size < jobs.length) throw new Error('two jobs have one name');
  const ending = openEnding();
  const boss = new PgBoss(settingsOf(place));
  boss.on('error', (error) => log.warn('queue', factsOf(error)));
  boss.on('warning', ({ message }) => log.warn('queue', { message }));
  const begin = async (): Promise<void> => {
    await boss.start();
    for (const job of jobs) await settle(boss, job);
    for (const { name, key } of await boss.getSchedules()) if (!names.has(name)) await boss.unschedule(name, key);
  };
  await underStartLock(place, begin).catch(async (error: unknown) => {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  });
  return {
    send: async (job, payload, { tx, key, after } = {}) =>
      boss.send(
        job.name,
        { payload: job.payload.parse(payload) },
        {
          ...(tx === undefined ? {} : { db: within(tx) }),
          ...(key === undefined ? {} : { singletonKey: key }),
          ...(after === undefined ? {} : { startAfter: after.toString() }),
        },
      ),
    start: async (context) => {
      for (const job of jobs) {
        for (let worker = 0; worker < (job.atOnce ?? 1); worker++) await work(boss, job, context, log, ending.begun);
      }
    },
    stop: () => {
      ending.begin();
      return boss.stop({ graceful: true, timeout: patience });
    },
  };
}

function settingsOf({ connection, databaseUrl }: Place): ConstructorOptions {
  return {
    ...(connection === undefined ? { connectionString: databaseUrl } : connection),
    schema: jobSchema,
    application_name: 'tacto jobs',
    max: 4,
    useListenNotify: true,
    superviseIntervalSeconds: silence,
    monitorIntervalSeconds: silence,
    maintenanceIntervalSeconds: 3600,
    persistWarnings: false,
    openTelemetry: { enabled: false },
  };
}

/** The queue and the clock of a job, as it is defined now. */
async function settle<C>(boss: PgBoss, job: AnyJob<C>): Promise<void> {
  const { name, single, schedule, retries = 5, pause = 5, longestPause = 3600, longest = 300 } = job;
  const settings: Omit<Queue, 'name'> = {
    retryLimit: retries,
    retryDelay: pause,
    retryBackoff: true,
    retryDelayMax: longestPause,
    expireInSeconds: longest,
    heartbeatSeconds: silence,
    retentionSeconds: 14 * day,
    deleteAfterSeconds: day,
    notify: true,
  };
  await boss.createQueue(name, { ...settings, policy: policies[single ?? 'any'] });
  await boss.updateQueue(name, settings);
  if (schedule === undefined) await boss.unschedule(name);
  else await boss.schedule(name, schedule.cron, { payload: schedule.payload }, { tz: 'UTC' });
}

const policies = { any: 'standard', waiting: 'short', 'waiting or running': 'exclusive' } as const;

/** Begins to work on a job, one at a time. */
async function work<C>(boss: PgBoss, job: AnyJob<C>, context: C, log: Log, ending: AbortSignal): Promise<void> {
  const { name, payload, work: handle } = job as unknown as Job<unknown, C>;
  let worker: string | null = null;
  worker = await boss.work(
    name,
    { includeMetadata: true, batchSize: 1, notifyPollingIntervalSeconds: glance },
    async ([taken]: JobWithMetadata<{ payload: unknown }>[]) => {
      if (taken === undefined) return;
      const { id, retryCount: before, retryLimit, signal } = taken;
      const isLast = before >= retryLimit;
      const started = performance.now();
      try {
        await handle(payload.parse(taken.data.payload), context, { id, before, isLast, signal });
        log.debug('job', { job: name, ms: Math.round(performance.now() - started) });
      } catch (error) {
        const facts = { job: name, id, before, ...factsOf(error) };
        // Another server, or this one when it starts again, begins it anew.
        if (ending.aborted && !isLast) log.debug('job broken off', facts);
        else log[isLast ? 'error' : 'warn']('job failed', facts);
        throw kindOf(error);
      } finally {
        // There may be more: only who is told so looks at once.
        if (worker !== null) boss.notifyWorker(worker);
      }
    },
  );
}

/** What the queue keeps of a fault: its kind, not its message, which may quote people. */
function kindOf(error: unknown): Error {
  const { error: name, code } = factsOf(error);
  return new Error([name, code].filter((part) => part !== undefined).join(' '));
}
