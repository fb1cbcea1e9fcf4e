import { rm } from 'node:fs/promises';
import { parseInstant } from '../../domain/calendar.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Load } from '../../engine/replica/build.ts';
import { Replica, type ReplicaOptions } from '../../engine/replica/replica.ts';
import type { Changes as EngineChanges, TableChange } from '../../engine/replica/rows.ts';
import type { Reading } from '../../engine/replica/store.ts';
import { isDamage } from '../../engine/cache.ts';
import { type TableName, tables } from '../../log/schema.ts';
import { loadLog } from '../bulk/load-log.ts';
import { type Changes, readChanges, type TableChanges } from '../changes/read-changes.ts';
import { includes, type Watermark } from '../changes/watermark.ts';
import type { SalesRecord } from '../record.ts';

/** What a follower may be told. */
export type FollowerOptions = ReplicaOptions & {
  /** The present; the clock's when absent. */
  readonly now?: () => Temporal.Instant;
};

/** How fresh facts must be. */
export type Freshness = {
  /** Milliseconds that they may be behind the record. */
  readonly maxAge: number;
  /** They have seen what was committed by then, by `performance.now()`. */
  readonly since: number;
  /** Whether what was committed since is not waited for, since they are fresh enough without it. */
  readonly isHurried: boolean;
  /** A transaction that they must have seen. */
  readonly atLeast: string | null;
};

/** To follow a log of so many activities takes a while: whoever reads it does not wait while its facts are fresh enough. */
const manyActivities = 200_000;

/** A share of the activities that were resolved again one by one; from then on they lie too much out of order. */
const wornShare = 0.3;
const fewest = 50_000;

/** How many times as long as a round took following rests after it, and how many milliseconds at most. */
const rests = { times: 4, most: 500 };

/** A replica that was closed, since the server ends, is asked to follow. */
export class ReplicaClosed extends Error {
  override readonly name = 'ReplicaClosed';

  constructor() {
    super('a closed replica was asked to follow');
  }
}

/**
 * One organisation's replica, and how it follows the record. It is opened or built when first needed, built again when it is damaged or
 * when what changed can no longer be told.
 */
export class Follower {
  readonly #record: SalesRecord;
  readonly #org: string;
  /** The folder of its files. */
  readonly dir: string;
  readonly #options: FollowerOptions;
  #replica: Replica | null = null;
  /** What was seen last; the replica's own watermark may be older when nothing of the organisation has changed since. */
  #seen: Watermark = '';
  #inStepAt = -Infinity;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #readers = 0;
  #usedAt = performance.now();
  #isClosed = false;
  #isLarge = false;
  #waitsSince: number | null = null;
  /** Until then it does not follow of itself. */
  #restsUntil = -Infinity;
  #rest: NodeJS.Timeout | null = null;

  constructor(record: SalesRecord, org: string, dir: string, options: FollowerOptions) {
    this.#record = record;
    this.#org = org;
    this.dir = dir;
    this.#options = options;
  }

  get isInUse(): boolean {
    return this.#readers > 0 || this.#running !== null;
  }

  /** When it was last asked for, by `performance.now()`. */
  get usedAt(): number {
    return this.#usedAt;
  }

  /** Keeps it from being closed until `letGo`. */
  hold(): void {
    this.#readers += 1;
    this.#usedAt = performance.now();
  }

  letGo(): void {
    this.#readers -= 1;
    this.#usedAt = performance.now();
  }

  /**
   * Facts as fresh as is asked for. It must be held until they are released.
   * @throws UserError `no_such_organisation`, `too_much_money`
   */
  async read(asked: Freshness): Promise<Reading> {
    await this.#catchUp(asked);
    for (let tries = 0; ; tries++) {
      // It may have been forgotten meanwhile.
      if (this.#replica === null) await this.follow();
      const replica = this.#replica;
      if (replica === null) continue;
      try {
        const now = this.#nowOf(replica.state.workspace);
        const watermark = this.#seen;
        const reading = await replica.read(now);
        // Something has begun, ended or matured since: the facts are brought to the present first.
        if (tries > 0 || Temporal.Instant.compare(reading.asOf, now) >= 0) return { ...reading, watermark };
        reading.release();
        await this.follow();
      } catch (error) {
        if (!isDamage(error) || tries > 1) throw error;
        await this.forget();
      }
    }
  }

  async #catchUp({ maxAge, since, isHurried, atLeast }: Freshness): Promise<void> {
    const isBehind = (): boolean => atLeast !== null && (this.#seen === '' || !includes(this.#seen, atLeast));
    const isTooOld = (): boolean => this.#inStepAt < Math.max(since, performance.now() - maxAge);
    const mayWait = !isHurried && !this.#isLarge;
    if (this.#replica === null || mayWait || isTooOld() || isBehind()) await this.follow();
  }

  /** Seconds for which it has known of a change without having it. */
  get lag(): number {
    return this.#waitsSince === null ? 0 : (performance.now() - this.#waitsSince) / 1000;
  }

  /**
   * Follows a change that was heard of; what goes wrong is told to the next who asks. Of a large log it rests after a round, so that it takes a
   * fifth of the time; whoever needs what is newer does not wait for that.
   */
  heard(): void {
    this.#waitsSince ??= performance.now();
    const rest = this.#isLarge ? Math.min(this.#restsUntil - performance.now(), rests.most) : 0;
    if (rest <= 0 || this.#isClosed) {
      void this.follow().catch(() => undefined);
    } else {
      this.#rest ??= setTimeout(() => {
        this.#rest = null;
        void this.follow().catch(() => undefined);
      }, rest);
    }
  }

  /** Brings the replica into step with what has been committed when this is called. Calls that come meanwhile share the next round. */
  follow(): Promise<void> {
    if (this.#running === null) {
      this.#running = this.#round().finally(() => {
        this.#running = null;
      });
      return this.#running;
    }
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.follow();
      });
    return this.#next;
  }

  /** Forgets the replica and its files: the next one is built anew. Nothing of what they held stays but for those who read it now. */
  async forget(): Promise<void> {
    while (this.#running !== null) await this.#running.catch(() => undefined);
    this.#running = this.#discard().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }

  async #discard(): Promise<void> {
    const replica = this.#replica;
    this.#replica = null;
    this.#seen = '';
    await replica?.abandon();
    await rm(this.dir, { recursive: true, force: true });
  }

  /** Closes the file, with a note of how far it has come. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#rest ?? undefined);
    await this.#running?.catch(() => undefined);
    const replica = this.#replica;
    this.#replica = null;
    if (replica === null) return;
    if (replica.state.watermark !== this.#seen) {
      const { asOf } = replica.state;
      await replica.apply({ changes: new Map(), asOf, watermark: this.#seen }).catch(() => undefined);
    }
    await replica.close();
  }

  async #round(): Promise<void> {
    if (this.#isClosed) throw new ReplicaClosed();
    const startedAt = performance.now();
    try {
      await this.#take();
    } catch (error) {
      if (!isDamage(error)) throw error;
      await this.#discard();
      await this.#take();
    }
    this.#inStepAt = startedAt;
    this.#restsUntil = performance.now() + rests.times * (performance.now() - startedAt);
    if (this.#waitsSince !== null && this.#waitsSince <= startedAt) this.#waitsSince = null;
  }

  async #take(): Promise<void> {
    this.#replica ??= await this.#open();
    const replica = this.#replica;
    const changes = await readChanges(this.#record, this.#org, this.#seen);
    if (changes === null) {
      await replica.rebuild(this.#load);
      this.#seen = replica.state.watermark;
      await this.#weigh(replica);
      return;
    }
    const workspace = changes.workspace ?? replica.state.workspace;
    const asOf = later(this.#nowOf(workspace), replica.state, workspace);
    const isStill = changes.tables.size === 0 && changes.workspace === null;
    if (!isStill || (await isDue(replica, asOf))) await this.#apply(replica, changes, workspace, asOf);
    this.#seen = changes.watermark;
  }

  async #apply(replica: Replica, changes: Changes, workspace: Workspace, asOf: Temporal.Instant): Promise<void> {
    const { activities } = await replica.apply({
      changes: forEngine(changes),
      asOf,
      watermark: changes.watermark,
      workspace,
    });
    const { rewritten } = replica.state;
    if (activities > 0 && rewritten > fewest && rewritten > wornShare * (await replica.size())) await replica.renew();
  }

  async #open(): Promise<Replica> {
    const { now: _, ...options } = this.#options;
    const replica = (await Replica.open(this.dir, options)) ?? (await Replica.build(this.dir, this.#load, options));
    this.#seen = replica.state.watermark;
    await this.#weigh(replica);
    return replica;
  }

  async #weigh(replica: Replica): Promise<void> {
    this.#isLarge = (await replica.size()) >= manyActivities;
  }

  readonly #load: Load = async (db) => {
    const { workspace, watermark } = await loadLog(this.#record, this.#org, db);
    return { workspace, watermark, asOf: this.#nowOf(workspace) };
  };

  /** The "now" of an organisation: the one of its settings, else the present. */
  #nowOf(workspace: Workspace): Temporal.Instant {
    const own = workspace.as_of === null ? null : parseInstant(workspace.as_of, workspace.timezone);
    return (
      own ??
      this.#options.now?.() ??
      Temporal.Now.instant().round({ smallestUnit: 'microsecond', roundingMode: 'floor' })
    );
  }
}

/** A clock that was set back does not undo what has begun; a "now" that was set does. */
function later(now: Temporal.Instant, state: Replica['state'], workspace: Workspace): Temporal.Instant {
  const isSet = workspace.as_of !== null || state.workspace.as_of !== null;
  return isSet || Temporal.Instant.compare(now, state.asOf) > 0 ? now : state.asOf;
}

/** Whether the passing of time alone has changed facts. */
async function isDue(replica: Replica, asOf: Temporal.Instant): Promise<boolean> {
  if (Temporal.Instant.compare(asOf, replica.state.asOf) === 0) return false;
  const reading = await replica.read(asOf);
  reading.release();
  return Temporal.Instant.compare(reading.asOf, asOf) !== 0;
}

function forEngine(changes: Changes): EngineChanges {
  return new Map([...changes.tables].map(([table, change]) => [table, asText(table, change)]));
}

function asText(table: TableName, { rows, gone }: TableChanges): TableChange {
  const { columns } = tables[table];
  const text = (value: string | number | null | undefined): string | null =>
    value === null || value === undefined ? null : String(value);
  return { rows: rows.map((row) => [String(row.seq), ...columns.map(({ name }) => text(row[name]))]), gone };
}
