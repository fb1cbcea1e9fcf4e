import { rm } from 'node:fs/promises';
import { dayOf } from '../../domain/calendar.ts';
import { Database, type OpenOptions } from '../../duckdb/database.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import type { AnswerRow } from '../answer-row.ts';
import { stateAfter } from '../looked-up.ts';
import { type Past, PastAnswers } from '../past.ts';
import type { Resolved, View } from '../question.ts';
import { readGeneration, readState, type ReplicaState } from './state.ts';
import { validUntil } from './valid-until.ts';
import type { Written } from './write.ts';

/** Facts to ask, as they were at one moment; they stay so until they are let go. */
export type Reading = Resolved & {
  readonly watermark: string;
  readonly generation: number;
  readonly another: () => Promise<View | null>;
  readonly past: Past<readonly AnswerRow[]>;
  /** Call it when nothing more is asked: what is held keeps the file from being tidied. */
  readonly release: () => void;
};

/** What readers of one generation share. */
type Seen = {
  readonly generation: number;
  readonly state: object;
  readonly until: Promise<Temporal.Instant | null>;
};

/** One open file of a replica, with those who read it. A file that has been replaced goes when its last reader has. */
export class Store {
  readonly file: string;
  readonly db: Database;
  readonly #past = new PastAnswers<readonly AnswerRow[]>();
  /** The last generation of which it is known how it came about, and the last that came about by changing or removing a row of the log. */
  readonly #steps = { known: 0, changed: 0 };
  /** The last generation that came about by writing to a relation. */
  readonly #written = new Map<string, number>();
  #readers = 0;
  #isRetired = false;
  #seen: Seen | null = null;
  /** The state that was read last. */
  #read: ReplicaState | null = null;
  /** What was told of the last step: until when its facts hold. */
  #told: { readonly generation: number; readonly until: Temporal.Instant | null } | null = null;

  private constructor(file: string, db: Database) {
    this.file = file;
    this.db = db;
  }

  /** @returns null when the file holds no replica of this version, or is damaged */
  static async open(file: string, options: OpenOptions): Promise<{ store: Store; state: ReplicaState } | null> {
    const db = await Database.open(file, options).catch(() => null);
    if (db === null) return null;
    const state = await readState(db).catch(() => null);
    if (state !== null) return { store: new Store(file, db), state };
    db.close();
    return null;
  }

  /**
   * Opens a view of what has been committed.
   * @param now the answer is as of this, or of the last moment before it for which the facts are known to be right
   */
  async read(now: Temporal.Instant): Promise<Reading> {
    const { db, state, release } = await this.#view();
    try {
      const seen = this.#see(db, state);
      db.state = seen.state;
      const until = await seen.until;
      const latest = until !== null && Temporal.Instant.compare(until, now) < 0 ? until : now;
      const asOf = Temporal.Instant.compare(latest, state.asOf) < 0 ? state.asOf : latest;
      const { workspace, watermark, generation } = state;
      const past = this.#past.at(generation, dayOf(state.asOf, workspace.timezone));
      return { db, workspace, asOf, watermark, generation, release, another: () => this.#another(seen), past };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Another connection that sees what has been seen; null when something has been written since. */
  async #another({ generation, state: shared }: Seen): Promise<View | null> {
    const { db, state, release } = await this.#view();
    db.state = shared;
    if (state.generation === generation) return { db, release };
    release();
    return null;
  }

  async #view(): Promise<View & { readonly state: ReplicaState }> {
    this.#readers += 1;
    let db: Database | null = null;
    let isOpen = true;
    const release = (): void => {
      if (!isOpen) return;
      isOpen = false;
      db?.close();
      this.#readers -= 1;
      if (this.#isRetired && this.#readers === 0) void this.#remove();
    };
    try {
      db = await this.db.beside();
      await db.run(raw('BEGIN TRANSACTION READ ONLY'));
      return { db, state: await this.#stateOf(db), release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** The state that a view sees: the one seen last, as a rule, which need not be read again. */
  async #stateOf(db: Database): Promise<ReplicaState> {
    const generation = await readGeneration(db);
    if (this.#read !== null && this.#read.generation === generation) return this.#read;
    const state = generation === null ? null : await readState(db);
    if (state === null) throw new Error('IO Error: the replica has lost its state');
    if (this.#read === null || this.#read.generation < state.generation) this.#read = state;
    return state;
  }

  /** Told of each step when it is written: what was known before it and still holds need not be looked for again. */
  stepped(generation: number, { since, onlyAdds, relations, until }: Written): void {
    this.#past.changed(generation, since);
    this.#told = until === undefined ? null : { generation, until };
    this.#steps.known = generation;
    if (!onlyAdds) this.#steps.changed = generation;
    for (const relation of relations) this.#written.set(relation, generation);
  }

  /** The last "now" for which the facts hold as they stand, of the state that was written last; null: they always do. */
  async holdsUntil(state: ReplicaState): Promise<Temporal.Instant | null> {
    return this.#seen?.generation === state.generation ? this.#seen.until : validUntil(this.db, state);
  }

  /** Takes the file away as soon as nobody reads it. */
  async retire(): Promise<void> {
    this.#isRetired = true;
    if (this.#readers === 0) await this.#remove();
  }

  close(): void {
    this.db.close();
  }

  /** Readers of one generation share what they look up. */
  #see(db: Database, state: ReplicaState): Seen {
    const { generation } = state;
    if (this.#seen?.generation === generation) return this.#seen;
    const told = this.#told?.generation === generation ? this.#told : null;
    const until = told === null ? validUntil(db, state) : Promise.resolve(told.until);
    until.catch(() => undefined);
    const seen = { generation, state: this.#stateAt(generation), until };
    if (this.#seen === null || this.#seen.generation < generation) this.#seen = seen;
    until.catch(() => {
      if (this.#seen === seen) this.#seen = null;
    });
    return seen;
  }

  #stateAt(generation: number): object {
    const before = this.#seen;
    if (before === null || before.generation > generation || generation > this.#steps.known) return {};
    return stateAfter(before.state, {
      isWritten: (relation) => (this.#written.get(relation) ?? 0) > before.generation,
      onlyAdds: this.#steps.changed <= before.generation,
    });
  }

  async #remove(): Promise<void> {
    this.db.close();
    await rm(this.file, { force: true });
    await rm(`${this.file}.wal`, { force: true });
  }
}

/** Makes the room that changes are worked out in; drops what was there. */
export async function clearPart(db: Database): Promise<void> {
  await db.run(sql`DETACH DATABASE IF EXISTS part`);
  await db.run(sql`ATTACH ':memory:' AS part`);
  for (const schema of ['log', 'stage', 'aff', 'work', 'facts']) await db.run(raw(`CREATE SCHEMA part.${schema}`));
}
