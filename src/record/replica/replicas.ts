import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import type { Resolved } from '../../engine/question.ts';
import { type FileLock, lockFile } from '../../log/file-lock.ts';
import { listOrganisations } from '../organisation.ts';
import type { SalesRecord } from '../record.ts';
import { Follower, type FollowerOptions } from './follower.ts';
import { listenForChanges, type Listener } from '../changes/listen.ts';

/** An organisation's facts at one moment. Until `release` they do not change and stay open. */
export type OrganisationFacts = {
  readonly resolved: Resolved;
  /** The state of the record that the facts are of. */
  readonly watermark: string;
  readonly release: () => void;
};

export type ReplicasOptions = FollowerOptions & {
  /** Where the files are; each process takes a folder of its own in it. */
  readonly folder: string;
  /** Most organisations that are open at a time; 10 when absent. One that nobody reads makes room for another. */
  readonly mostOpen?: number;
  /** Milliseconds after which one that nobody asked for is closed; ten minutes when absent. */
  readonly idleAfter?: number;
  /** Milliseconds between looks for changes while none can be heard of; 500 when absent. */
  readonly lookEvery?: number;
  /** Whether to listen for changes; false where a pooler of connections passes none on. True when absent. */
  readonly listens?: boolean;
};

export type OpenFactsOptions = {
  /** The transaction (`transactionId`) that the facts must have seen: one's own write. */
  readonly atLeast?: string | null;
  /** Milliseconds that they may be behind the record; 500 when absent, 0: they have seen all that was committed before. */
  readonly maxAge?: number;
  /** They must have seen what was committed by then, by `performance.now()`. */
  readonly since?: number;
  /** Whether what was committed since is not waited for while they are fresh enough without it; true when absent. */
  readonly isHurried?: boolean;
};

/**
 * Usual memory of an open organisation; what needs more spills to disk. Half of the cores: small questions take longer on several than on one, and
 * the others have work to do meanwhile.
 */
const usual = {
  memoryLimit: '1GB',
  threads: Math.max(1, Math.floor(availableParallelism() / 2)),
  mostOpen: 10,
  idleAfter: 600_000,
  lookEvery: 500,
  maxAge: 500,
};

/**
 * The facts of organisations, each in a DuckDB file that follows the record: within a second of a commit, whichever process made it. Files
 * are replicas; whatever is wrong with one, it is built again from the record.
 */
export class Replicas {
  readonly #record: SalesRecord;
  readonly #options: ReplicasOptions;
  readonly #dir: string;
  readonly #lock: FileLock;
  readonly #followers = new Map<string, Follower>();
  readonly #listener: Listener | null;
  readonly #timers: readonly NodeJS.Timeout[];
  /** Folders that organisations may have now, by organisation: another one after every erasure. */
  #names: ReadonlyMap<string, string> = new Map();
  #sweeping: Promise<void> | null = null;
  #soon: NodeJS.Timeout | undefined;
  #closing: Promise<unknown> = Promise.resolve();

  private constructor(record: SalesRecord, options: ReplicasOptions, dir: string, lock: FileLock) {
    this.#record = record;
    this.#options = options;
    this.#dir = dir;
    this.#lock = lock;
    this.#listener = options.listens === false ? null : listenForChanges(record.place, (org) => this.#heard(org));
    const every = (milliseconds: number, work: () => void): NodeJS.Timeout => setInterval(work, milliseconds).unref();
    const idleAfter = options.idleAfter ?? usual.idleAfter;
    this.#timers = [
      every(options.lookEvery ?? usual.lookEvery, () => {
        if (this.#listener?.isListening() !== true) this.#heard(null);
      }),
      every(Math.max(20, Math.min(30_000, idleAfter / 4)), () => this.#closeIdle()),
      every(60_000, () => void this.#sweep()),
    ];
  }

  /** Takes a folder for this process and begins to listen. */
  static async open(record: SalesRecord, options: ReplicasOptions): Promise<Replicas> {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    for (let place = 1; ; place++) {
      const dir = join(options.folder, String(place));
      const lock = lockFile(`${dir}.lock`);
      if (lock === 'read_only') throw new Error(`${options.folder} cannot be written`);
      if (lock === null) continue;
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const replicas = new Replicas(record, options, dir, lock);
      await replicas.#sweep();
      return replicas;
    }
  }

  /**
   * Opens an organisation's facts.
   * @throws UserError `no_such_organisation`, `too_much_money`
   */
  async open(
    org: string,
    { atLeast = null, maxAge = usual.maxAge, since = -Infinity, isHurried = true }: OpenFactsOptions = {},
  ): Promise<OrganisationFacts> {
    const follower = await this.#hold(org);
    try {
      const reading = await follower.read({ atLeast, maxAge, since, isHurried });
      const { db, workspace, asOf, another, past, watermark } = reading;
      let isHeld = true;
      const letGo = (): void => {
        if (!isHeld) return;
        isHeld = false;
        reading.release();
        follower.letGo();
      };
      return { resolved: { db, workspace, asOf, another, past }, watermark, release: letGo };
    } catch (error) {
      follower.letGo();
      throw error;
    }
  }

  /**
   * Removes what this process keeps of an organisation, so that nothing that was erased stays; the next one who asks gets it built
   * anew. Whoever reads goes on reading what they have.
   */
  async forget(org: string): Promise<void> {
    await this.#followers.get(org)?.forget();
    await this.#closing;
    await this.#sweep();
    if (!this.#followers.has(org)) await rm(this.#dirOf(org), { recursive: true, force: true });
  }

  /** How many organisations are open. */
  get size(): number {
    return this.#followers.size;
  }

  /** Seconds for which the replica furthest behind has known of a change without having it. */
  get lag(): number {
    return Math.max(0, ...[...this.#followers.values()].map(({ lag }) => lag));
  }

  /** Closes all files; whoever reads must have let go. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#soon);
    await this.#sweeping;
    await this.#listener?.close();
    await Promise.all([...this.#followers].map(([org, follower]) => this.#drop(org, follower)));
    await this.#closing;
    this.#lock.release();
  }

  /** The follower of an organisation, held for whoever asks. */
  async #hold(org: string): Promise<Follower> {
    const most = this.#options.mostOpen ?? usual.mostOpen;
    for (;;) {
      const known = this.#followers.get(org);
      if (known !== undefined) {
        known.hold();
        return known;
      }
      await this.#closing;
      if (this.#followers.size < most) break;
      const idle = [...this.#followers].filter(([, follower]) => !follower.isInUse);
      const [oldest] = idle.sort(([, a], [, b]) => a.usedAt - b.usedAt);
      if (oldest === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
      else await this.#drop(...oldest);
    }
    const { memoryLimit = usual.memoryLimit, threads = usual.threads, now } = this.#options;
    const follower = new Follower(this.#record, org, this.#dirOf(org), {
      memoryLimit,
      threads,
      ...(now === undefined ? {} : { now }),
    });
    this.#followers.set(org, follower);
    follower.hold();
    return follower;
  }

  #heard(org: string | null): void {
    // Of an organisation that is not open something may have been erased.
    if (org !== null && !this.#followers.has(org)) this.#sweepSoon();
    for (const [name, follower] of this.#followers) {
      // What goes wrong is told to the next who asks.
      if (org === null || org === name) follower.heard();
    }
  }

  #closeIdle(): void {
    const since = performance.now() - (this.#options.idleAfter ?? usual.idleAfter);
    for (const [org, follower] of this.#followers) {
      if (!follower.isInUse && follower.usedAt < since) void this.#drop(org, follower);
    }
  }

  /** Closes one. Whoever asks for it meanwhile waits until its file is free. */
  #drop(org: string, follower: Follower): Promise<void> {
    this.#followers.delete(org);
    const closed = follower.close().catch(() => undefined);
    this.#closing = Promise.all([this.#closing, closed]);
    return closed;
  }

  #sweepSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      void this.#sweep();
    }, 1000).unref();
  }

  /** Removes files that must not stay; who asks while it runs waits for the same run. What fails is tried again by the next. */
  #sweep(): Promise<void> {
    this.#sweeping ??= this.#removeStrangers()
      .catch(() => undefined)
      .finally(() => {
        this.#sweeping = null;
      });
    return this.#sweeping;
  }

  /** Removes the files of organisations that are gone, and those of before an erasure. */
  async #removeStrangers(): Promise<void> {
    this.#names = new Map(
      (await listOrganisations(this.#record)).map(({ id, erasures }) => [id, nameOf(id, erasures)]),
    );
    const known = new Set(this.#names.values());
    for (const [org, follower] of this.#followers) {
      // One that is being read has been built anew since the erasure: it moves when it is next closed.
      const mayGo = !this.#names.has(org) || (follower.dir !== this.#dirOf(org) && !follower.isInUse);
      if (mayGo) await this.#drop(org, follower);
      else known.add(basename(follower.dir));
    }
    for (const name of await readdir(this.#dir))
      if (!known.has(name)) await rm(join(this.#dir, name), { recursive: true, force: true });
  }

  #dirOf(org: string): string {
    return join(this.#dir, this.#names.get(org) ?? nameOf(org, 0));
  }
}

/** The name of an organisation's folder: it tells nothing of its id, and none from before an erasure is taken for one of after it. */
function nameOf(org: string, erasures: number): string {
  return createHash('sha256').update(`${erasures}/${org}`).digest('hex').slice(0, 32);
}
