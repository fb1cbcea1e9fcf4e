import { toMicros } from '../../domain/calendar.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, raw, sql } from '../../duckdb/sql.ts';
import { tableNames } from '../../log/schema.ts';
import { days, timestamp } from '../resolve/time.ts';
import { replaced } from './replaced.ts';
import { changedSince } from './since.ts';
import type { Sets } from './sets.ts';
import { changed, type Staged } from './stage.ts';
import { type ReplicaState, writeState } from './state.ts';

/** What a step has changed. */
export type Difference = {
  /** The first local day of which anything is other than before; null when only what has come since is. */
  readonly since: Temporal.PlainDate | null;
  /** Whether no row of the log was changed or removed. */
  readonly onlyAdds: boolean;
};

/**
 * Writes what `part` holds into the current database: all of it or nothing.
 * @param before the state that is left
 * @returns what is other than before
 */
export async function writePart(
  db: Database,
  sets: Sets,
  { tables: staged }: Staged,
  hasLabels: boolean,
  before: ReplicaState,
  state: ReplicaState,
): Promise<Difference> {
  const all = replaced(sets);
  return db.transaction(async () => {
    const changes = await changedSince(db, all, before);
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
      await db.run(sql`DELETE FROM ${target} WHERE ${where}`);
      await db.run(sql`INSERT INTO ${target} BY NAME SELECT * FROM part.${target} WHERE ${where}`);
    }
    const ripened = await ripen(db, state.workspace, state.asOf);
    await writeState(db, state);
    return { since: earlier(changes, ripened), onlyAdds: removed === 0 };
  });
}

/** What matures as time passes and nothing else happens: cohorts whose window has closed. */
export function ripenings(
  workspace: Workspace,
): readonly { readonly fact: string; readonly flag: string; readonly days: number }[] {
  const { conversion_window_days, presentation_window_days, win_window_days } = workspace.thresholds;
  return [
    { fact: 'deal_created', flag: 'matured', days: win_window_days },
    { fact: 'first_proposal', flag: 'presenting_matured', days: presentation_window_days },
    { fact: 'first_proposal', flag: 'winning_matured', days: win_window_days },
    { fact: 'lead_qualified', flag: 'matured', days: conversion_window_days },
    { fact: 'lead_attempted', flag: 'matured', days: conversion_window_days },
  ];
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
