import { toMicros } from '../../domain/calendar.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, raw, sql } from '../../duckdb/sql.ts';
import { tableNames } from '../../log/schema.ts';
import { days, timestamp } from '../resolve/time.ts';
import { type Replaced, replaced } from './replaced.ts';
import { ripenings } from './ripenings.ts';
import { changedSince } from './since.ts';
import type { Sets } from './sets.ts';
import { changed, type Staged } from './stage.ts';
import { type ReplicaState, writeState } from './state.ts';
import { earlierOf, type Places, validUntil } from './valid-until.ts';

/** What a step has changed. */
export type Written = {
  /** The first local day of which anything is other than before; null when only what has come since is. */
  readonly since: Temporal.PlainDate | null;
  /** Whether no row of the log was changed or removed. */
  readonly onlyAdds: boolean;
  /** The relations that it has written to: `log.deals`, `facts.deal`. */
  readonly relations: readonly string[];
  /** The last "now" for which the facts hold as they stand, null: they always do; absent when it was not looked for. */
  readonly until?: Temporal.Instant | null;
};

/** The state that a step leaves, and until when its facts hold: null, they always do. */
export type Before = ReplicaState & { readonly holdsUntil: Temporal.Instant | null };

/**
 * Writes what `part` holds into the current database: all of it or nothing.
 * @returns what is other than before
 */
export async function writePart(
  db: Database,
  sets: Sets,
  { tables: staged }: Staged,
  hasLabels: boolean,
  before: Before,
  state: ReplicaState,
): Promise<Written> {
  const all = replaced(sets);
  // Then nothing matures meanwhile, and what is to come next was known before or comes of what is written now.
  const isCalm = holdsAt(before.holdsUntil, state.asOf);
  const next = isCalm ? await validUntil(db, state, placesOf(staged, all)) : undefined;
  return db.transaction(async () => {
    const standing = await countStanding(db, all);
    const changes = await changedSince(db, all, standing, before);
    let removed = 0;
    for (const table of tableNames) {
      if (sets.size(changed(table)) === 0) continue;
      const log = raw(`log.${table}`);
      const { Count: count } = await db.row<{ Count: bigint }>(
        sql`DELETE FROM ${log} WHERE ${sets.has(changed(table), 'seq')}`,
      );
      removed += Number(count);
      if (staged.has(table))
        await db.run(sql`INSERT INTO ${log} SELECT * FROM ${raw(`part.stage.${table}`)} ORDER BY seq`);
    }
    if (hasLabels) await db.run(sql`INSERT INTO facts.label SELECT k, v FROM part.stage.label`);
    for (const { fact, where } of all) {
      const target = raw(`facts.${fact}`);
      if (standing.has(fact)) await db.run(sql`DELETE FROM ${target} WHERE ${where}`);
      await db.run(sql`INSERT INTO ${target} BY NAME SELECT * FROM part.${target} WHERE ${where}`);
    }
    const ripened = isCalm ? null : await ripen(db, state.workspace, state.asOf);
    await writeState(db, state);
    const written = tableNames.filter((table) => sets.size(changed(table)) > 0);
    return {
      since: earlier(changes, ripened),
      onlyAdds: removed === 0,
      relations: [
        ...written.map((table) => `log.${table}`),
        ...all.map(({ fact }) => `facts.${fact}`),
        ...(ripened === null ? [] : ripenings(state.workspace).map(({ fact }) => `facts.${fact}`)),
      ],
      ...(next === undefined ? {} : { until: earlierOf(before.holdsUntil, next) }),
    };
  });
}

/** Whether facts that hold until an instant (null: always) hold at a "now". */
export function holdsAt(until: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return until === null || Temporal.Instant.compare(now, until) <= 0;
}

/** What a step writes. */
function placesOf(staged: Staged['tables'], all: readonly Replaced[]): Places {
  return {
    table: (table) => (staged.has(table) ? raw(`part.stage.${table}`) : null),
    fact: (fact) => (all.some((one) => one.fact === fact) ? raw(`part.facts.${fact}`) : null),
  };
}

/** The facts of which rows stand that are replaced. */
async function countStanding(db: Database, all: readonly Replaced[]): Promise<ReadonlySet<string>> {
  if (all.length === 0) return new Set();
  const counts = all.map(
    ({ fact, where }) => sql`(SELECT count(*) > 0 FROM ${raw(`facts.${fact}`)} WHERE ${where}) AS ${raw(fact)}`,
  );
  const found = await db.row<Readonly<Record<string, boolean>>>(sql`SELECT ${join(counts)}`);
  return new Set(all.flatMap(({ fact }) => (found[fact] === true ? [fact] : [])));
}

/** @returns the first local day of what has matured; null when nothing has */
async function ripen(db: Database, workspace: Workspace, asOf: Temporal.Instant): Promise<Temporal.PlainDate | null> {
  const due = ripenings(workspace).map(({ fact, flag, days: window }) => ({
    fact: raw(`facts.${fact}`),
    flag: raw(flag),
    isDue: sql`NOT ${raw(flag)} AND occurred_at + ${days(window)} <= ${timestamp(toMicros(asOf))}`,
  }));
  const first = await db.row<Readonly<Record<string, string | null>>>(
    sql`SELECT ${join(due.map(({ fact, isDue }, i) => sql`(SELECT min(day)::VARCHAR FROM ${fact} WHERE ${isDue}) AS ${raw(`due${i}`)}`))}`,
  );
  let ripened: Temporal.PlainDate | null = null;
  for (const [i, { fact, flag, isDue }] of due.entries()) {
    const day = first[`due${i}`] ?? null;
    if (day === null) continue;
    await db.run(sql`UPDATE ${fact} SET ${flag} = true WHERE ${isDue}`);
    ripened = earlier(ripened, Temporal.PlainDate.from(day));
  }
  return ripened;
}

function earlier(a: Temporal.PlainDate | null, b: Temporal.PlainDate | null): Temporal.PlainDate | null {
  if (a === null || b === null) return a ?? b;
  return Temporal.PlainDate.compare(a, b) <= 0 ? a : b;
}
