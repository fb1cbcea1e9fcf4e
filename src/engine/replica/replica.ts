import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workspace } from '../../domain/workspace.ts';
import type { Database, OpenOptions } from '../../duckdb/database.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import { tableNames } from '../../log/schema.ts';
import { firstInstant, relations } from '../resolve/index.ts';
import { findAffected } from './affected.ts';
import { buildBeside, buildFile, fillLog, type Load } from './build.ts';
import { resolvePart } from './resolve-part.ts';
import type { Changes } from './rows.ts';
import { Sets } from './sets.ts';
import { stageChanges, type Staged, stageLabels } from './stage.ts';
import type { ReplicaState } from './state.ts';
import { earlierOf } from './valid-until.ts';
import { clearPart, type Reading, Store } from './store.ts';
import { holdsAt, writePart, type Written } from './write.ts';

export type ReplicaOptions = Pick<OpenOptions, 'memoryLimit' | 'threads'>;

/** What is to be followed: changed rows, and what else holds from now on. */
export type Step = {
  readonly changes: Changes;
  /** The new "now". */
  readonly asOf: Temporal.Instant;
  readonly watermark: string;
  /** The settings, when they have changed. */
  readonly workspace?: Workspace;
};

/** How a step was taken: by resolving what it affects, or everything. */
export type Taken = {
  readonly how: 'part' | 'whole' /** Activities that were resolved anew. */;
  readonly activities: number;
};

/** A step that affects more than this share of the activities, and than this number, resolves everything: that is less work then. */
const limit = { share: 0.25, number: 20_000 };

/**
 * A sales log and its facts in a file of one's own, which follows changes of the log: only what they affect is resolved anew. It
 * answers as a log that is read and resolved from the start. One process holds the folder at a time.
 */
export class Replica {
  readonly #dir: string;
  readonly #options: OpenOptions;
  #store: Store;
  #state: ReplicaState;
  #work: Promise<unknown> = Promise.resolve();
  /** Looked for once. */
  #first: { readonly at: Temporal.Instant | null } | null = null;

  private constructor(dir: string, options: OpenOptions, store: Store, state: ReplicaState) {
    this.#dir = dir;
    this.#options = options;
    this.#store = store;
    this.#state = state;
  }

  /**
   * Opens the replica that a folder holds. Files that are torn, foreign, unfinished or of another version are removed.
   * @returns null when there is none
   */
  static async open(dir: string, options: ReplicaOptions = {}): Promise<Replica | null> {
    await mkdir(dir, { recursive: true });
    const settings = { ...options, spillTo: join(dir, 'spill') };
    let found: Replica | null = null;
    for (const file of (await readdir(dir)).sort((a, b) => numberOf(b) - numberOf(a))) {
      const path = join(dir, file);
      if (found === null && numberOf(file) > 0) {
        const opened = await Store.open(path, settings);
        if (opened !== null) {
          found = new Replica(dir, settings, opened.store, opened.state);
          continue;
        }
      }
      const isLive = found !== null && path === `${found.#store.file}.wal`;
      if (ours.test(file) && !isLive) await rm(path, { recursive: true, force: true });
    }
    return found;
  }

  /**
   * Builds a replica anew, in place of any that the folder holds.
   * @throws UserError `too_much_money`
   */
  static async build(dir: string, load: Load, options: ReplicaOptions = {}): Promise<Replica> {
    await mkdir(dir, { recursive: true });
    for (const file of await readdir(dir))
      if (ours.test(file)) await rm(join(dir, file), { recursive: true, force: true });
    const settings = { ...options, spillTo: join(dir, 'spill') };
    const { store, state } = await put(dir, numberAfter(0), settings, (file) => buildFile(file, load, 1, settings));
    return new Replica(dir, settings, store, state);
  }

  /** The last state that was written. */
  get state(): ReplicaState {
    return this.#state;
  }

  /** Facts to ask: all of them of one moment, whatever is written meanwhile. Let them go after use. */
  read(now: Temporal.Instant): Promise<Reading> {
    return this.#store.read(now);
  }

  /**
   * Follows changes of the log and of time. All of it is written in one transaction, or nothing.
   * @throws UserError `too_much_money`
   */
  apply(step: Step): Promise<Taken> {
    return this.#alone(async () => {
      const taken = await this.#take(step);
      // What the first reader would look up is there when they come.
      (await this.read(step.asOf)).release();
      return taken;
    });
  }

  /** Resolves everything again and writes it in order. */
  renew(): Promise<void> {
    return this.#alone(async () => {
      await clearPart(this.#store.db);
      const staged = await stageChanges(this.#store.db, new Sets(this.#store.db), new Map(), this.#state, null);
      await this.#takeWhole(staged, { changes: new Map(), asOf: this.#state.asOf, watermark: this.#state.watermark });
    });
  }

  /**
   * Loads everything anew; readers keep what they see.
   * @throws UserError `too_much_money`
   */
  rebuild(load: Load): Promise<void> {
    return this.#alone(async () => {
      const generation = this.#state.generation + 1;
      await this.#replace((file) => buildFile(file, load, generation, this.#options));
    });
  }

  /** How many activities the log has. */
  size(): Promise<number> {
    return countActivities(this.#store.db);
  }

  /** Closes the file once the step that is being taken is done; readers must have let go. */
  async close(): Promise<void> {
    await this.#work.catch(() => undefined);
    this.#store.close();
  }

  /** Gives the file up: it goes when nobody reads it any more. */
  async abandon(): Promise<void> {
    await this.#work.catch(() => undefined);
    await this.#store.retire();
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#work.catch(() => undefined).then(work);
    this.#work = mine;
    return mine;
  }

  async #take(step: Step): Promise<Taken> {
    const { db } = this.#store;
    const state = this.#state;
    await clearPart(db);
    const sets = new Sets(db);
    const before = { ...state, holdsUntil: await this.#store.holdsUntil(state) };
    const isCalm = holdsAt(before.holdsUntil, step.asOf);
    const staged = await stageChanges(db, sets, step.changes, state, isCalm ? null : step.asOf);
    const isOther =
      (step.workspace !== undefined && JSON.stringify(step.workspace) !== JSON.stringify(state.workspace)) ||
      Temporal.Instant.compare(step.asOf, state.asOf) < 0;
    if (isOther || staged.needsWider) return this.#takeWhole(staged, step);
    const isTooMuch = async (activities: number): Promise<boolean> =>
      activities > limit.number && activities > (await countActivities(db)) * limit.share;
    const hasLabels = await stageLabels(db, staged);
    await findAffected(sets, staged, raw('part.facts.label'));
    if (await isTooMuch(sets.size('activity'))) return this.#takeWhole(staged, step);
    const all = relations(state.workspace, await this.#firstInstant(staged), step.asOf);
    if (!(await resolvePart(db, sets, staged, all, isTooMuch))) return this.#takeWhole(staged, step);
    const rewritten = sets.size('rewritten');
    await this.#write((next) => writePart(db, sets, staged, hasLabels, before, next), step, rewritten);
    await db.run(sql`DETACH part`);
    return { how: 'part', activities: rewritten };
  }

  async #write(write: (next: ReplicaState) => Promise<Written>, step: Step, rewritten: number): Promise<void> {
    const { generation, workspace, rewritten: before } = this.#state;
    const next = {
      generation: generation + 1,
      workspace,
      asOf: step.asOf,
      watermark: step.watermark,
      rewritten: before + rewritten,
    };
    this.#store.stepped(next.generation, await write(next));
    this.#state = next;
  }

  /** The first instant of the log, or an earlier one that it once had. */
  async #firstInstant({ tables: staged }: Staged): Promise<Temporal.Instant | null> {
    this.#first ??= { at: await firstInstant(this.#store.db, (table) => raw(`log.${table}`)) };
    const { at } = this.#first;
    this.#first = {
      at: earlierOf(
        at,
        await firstInstant(this.#store.db, (table) => (staged.has(table) ? raw(`part.stage.${table}`) : null)),
      ),
    };
    return this.#first.at;
  }

  async #takeWhole(staged: Staged, step: Step): Promise<Taken> {
    const { db } = this.#store;
    const { generation, workspace } = this.#state;
    const load: Load = async (fresh) => {
      await fillLog(fresh, new Map(tableNames.map((table) => [table, staged.now(table)])));
      return { workspace: step.workspace ?? workspace, asOf: step.asOf, watermark: step.watermark };
    };
    await this.#replace((file) => buildBeside(db, file, load, generation + 1));
    return { how: 'whole', activities: await countActivities(this.#store.db) };
  }

  /** Puts a file that `build` makes in place of the one that is open, which goes when nobody reads it. */
  async #replace(build: (file: string) => Promise<void>): Promise<void> {
    const before = this.#store;
    const { store, state } = await put(this.#dir, numberAfter(numberOf(before.file)), this.#options, build);
    this.#store = store;
    this.#state = state;
    this.#first = null;
    await before.retire();
  }
}

/** Files of a replica: `replica-N.duckdb`, of which the highest N counts, and those that are being built. */
const ours = /^(replica-\d+|building-[0-9a-f]+)\.duckdb(\.wal)?$|^spill$/;

function numberOf(file: string): number {
  return Number(/replica-(\d+)\.duckdb$/.exec(file)?.[1] ?? 0);
}

/** A number that no file of the folder has had, not even one that somebody still reads after it was removed. */
function numberAfter(last: number): number {
  return Math.max(Date.now(), last + 1);
}

async function countActivities(db: Database): Promise<number> {
  const { activities } = await db.row<{ activities: number }>(
    sql`SELECT count(*)::DOUBLE AS activities FROM log.activities`,
  );
  return activities;
}

/** Builds a file, gives it its name when it is whole, and opens it. */
async function put(
  dir: string,
  number: number,
  options: OpenOptions,
  build: (file: string) => Promise<void>,
): Promise<{ store: Store; state: ReplicaState }> {
  const building = join(dir, `building-${randomBytes(6).toString('hex')}.duckdb`);
  try {
    await build(building);
    const file = join(dir, `replica-${number}.duckdb`);
    await rename(building, file);
    const opened = await Store.open(file, options);
    if (opened === null) throw new Error(`IO Error: ${file} cannot be opened although it was just written`);
    return opened;
  } catch (error) {
    await rm(building, { force: true });
    await rm(`${building}.wal`, { force: true });
    throw error;
  }
}
