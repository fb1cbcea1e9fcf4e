import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Dimension } from '../../src/domain/vocabulary.ts';
import { Database } from '../../src/duckdb/database.ts';
import type { Value } from '../../src/engine/answer-row.ts';
import { type Filter, type Resolved, splitBreakdown } from '../../src/engine/question.ts';
import { resolveFacts } from '../../src/engine/resolve/index.ts';
import { answerKpis, toJson } from '../../src/kpi/answer.ts';
import { catalogue } from '../../src/kpi/catalogue/index.ts';
import type { Kpi } from '../../src/kpi/kpi.ts';
import { readLog } from '../../src/log/read.ts';
import { Random } from './random.ts';
import { span } from './random-log.ts';
import { type Tables, writeTables, type WriteOptions } from './tables.ts';

export const kpis: ReadonlyMap<string, Kpi> = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
const knownKpis = new Set(kpis.keys());

/** Breakdowns that together touch every dimension and grain. */
export const breakdowns: readonly (readonly string[])[] = [
  ['rep', 'month'],
  ['account', 'quarter'],
  ['team', 'source'],
  ['channel', 'stage', 'attempt'],
  ['stage'],
  ['asset_type', 'campaign'],
  ['segment', 'industry', 'week'],
  ['product', 'pitch'],
  ['day'],
  ['year', 'rep', 'campaign'],
];

/** Opens a log folder in memory as of an instant; all rows must be valid. */
export async function openFolder(dir: string, asOf: string | null = null): Promise<Resolved> {
  const db = await Database.open(':memory:', { threads: 1 });
  try {
    const reading = await readLog(db, dir, { knownKpis });
    const rejects = await db.rows({ strings: ['SELECT * FROM log.rejects'], values: [] });
    expect(rejects).toEqual([]);
    const now = asOf === null ? reading.defaultAsOf : Temporal.Instant.from(asOf);
    await resolveFacts(db, reading.workspace, now);
    return { db, workspace: reading.workspace, asOf: now };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Writes a log to a folder, opens it, works with it and clears it away. */
export async function withTables<T>(
  { tables, workspace }: { readonly tables: Tables; readonly workspace: object },
  asOf: string | null,
  work: (log: Resolved, dir: string) => Promise<T>,
  how: WriteOptions = {},
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-test-'));
  try {
    const dir = join(folder, 'log');
    await writeTables(dir, tables, workspace, how);
    const log = await openFolder(dir, asOf);
    try {
      return await work(log, dir);
    } finally {
      log.db.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The KPIs that have all dimensions of a breakdown. */
export function kpisBy(by: readonly string[]): string[] {
  const dimensions: readonly Dimension[] = splitBreakdown(by).by;
  return [...kpis.values()].filter((kpi) => dimensions.every((d) => kpi.dimensions.includes(d))).map((kpi) => kpi.id);
}

export type JsonRow = Readonly<Record<string, string | null | Value>>;

export const valueOf = (row: JsonRow, id: string): Value => row[id] as Value;

export async function askAll(
  log: Resolved,
  by: readonly string[],
  ids: readonly string[] = kpisBy(by),
  where: readonly Filter[] = [],
  period: { from: string; to: string } = span,
): Promise<readonly JsonRow[]> {
  if (ids.length === 0) return [];
  const { from, to } = period;
  return toJson(await answerKpis(log, kpis, { kpis: ids, by, where, from, to })).rows;
}

/** Every KPI, in total and by a few breakdowns that the seed chooses: what two logs that tell the same must agree on. */
export async function answersOf(log: Resolved, seed: number): Promise<Readonly<Record<string, readonly JsonRow[]>>> {
  const all: Record<string, readonly JsonRow[]> = {};
  for (const by of [[], ...new Random(seed).shuffled(breakdowns).slice(0, 3)]) all[by.join()] = await askAll(log, by);
  return all;
}

/** How often a property is tried; `TACTO_RUNS` multiplies it for a long search. A counterexample is told at once, by its seed and size. */
export function runs(count: number): { readonly numRuns: number; readonly endOnFailure: true } {
  return { numRuns: count * Number(process.env['TACTO_RUNS'] ?? 1), endOnFailure: true };
}

/** Equal but for the last bits of numbers. */
export function expectSame(found: unknown, right: unknown, path = ''): void {
  if (typeof found === 'number' && typeof right === 'number') {
    expectClose(found, right, path);
    return;
  }
  if (found === null || right === null || typeof found !== 'object' || typeof right !== 'object') {
    expect(found, path).toBe(right);
    return;
  }
  const label = Array.isArray(right) ? '' : JSON.stringify(right).slice(0, 60);
  expect(Object.keys(found).sort(), path).toEqual(Object.keys(right).sort());
  for (const key of Object.keys(right)) {
    expectSame(found[key as keyof typeof found], right[key as keyof typeof right], `${path} ${label} ${key}`);
  }
}

export function expectClose(found: number | null, right: number | null, where: string): void {
  if (found === null || right === null) expect(found, where).toBe(right);
  else if (Math.abs(found - right) > 1e-9 * Math.max(1, Math.abs(right)))
    expect.fail(`${where}: found ${found}, not ${right}`);
}
