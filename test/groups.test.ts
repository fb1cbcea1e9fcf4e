import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dimension, grains } from '../src/domain/vocabulary.ts';
import { literal, sql } from '../src/duckdb/sql.ts';
import type { PartName } from '../src/engine/lineage.ts';
import { aggregatesOf } from '../src/engine/measure.ts';
import type { Resolved } from '../src/engine/question.ts';
import { type Table, type TableName, tableNames, tables } from '../src/log/schema.ts';
import { writeLog } from '../src/log/write.ts';
import {
  answersOf,
  askAll,
  expectClose,
  expectSame,
  kpis,
  kpisBy,
  openFolder,
  runs,
  valueOf,
  withTables,
} from './support/ask.ts';
import { Random } from './support/random.ts';
import { type RandomLog, randomLogs } from './support/random-log.ts';
import type { Row, Tables } from './support/tables.ts';
import type { Value } from '../src/engine/answer-row.ts';

/** Records of accounts and contacts: an account of two reps is counted for both. */
const shared = new Set([
  'account_assigned',
  'contact_known',
  'account_single_threaded',
  'account_pressured',
  'account_silent',
]);

/** The parts of a KPI's values that must add up over any cut into groups. */
function additive(id: string): readonly PartName[] {
  const { formula } = kpis.get(id)!;
  const isSum = aggregatesOf(formula).every((a) => (a.kind === 'count' || a.kind === 'sum') && !shared.has(a.fact));
  if (!isSum) return [];
  if (formula.kind !== 'ratio') return ['value'];
  return formula.pending === undefined ? ['numerator', 'denominator'] : ['numerator', 'denominator', 'pending'];
}

describe('groups', () => {
  test('counts and sums by any dimension and any grain add up to the total', async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs(), async (log) =>
        withTables(log, null, async (resolved) => {
          const ids = [...kpis.keys()].filter((id) => additive(id).length > 0);
          const [total] = await askAll(resolved, [], ids);
          const dimensions = [...new Set(ids.flatMap((id) => kpis.get(id)!.dimensions))];
          for (const by of [...new Random(log.seed).shuffled(dimensions).slice(0, 5), ...grains]) {
            const isGrain = (grains as readonly string[]).includes(by);
            const some = ids.filter((id) =>
              isGrain
                ? kpis.get(id)!.kind !== 'snapshot' && id !== 'contact_concentration'
                : kpis.get(id)!.dimensions.includes(by as Dimension),
            );
            const rows = await askAll(resolved, [by], some);
            for (const id of some) {
              for (const part of additive(id)) {
                const sum = rows.reduce((all, row) => all + (valueOf(row, id)[part] ?? 0), 0);
                expectClose(sum, valueOf(total!, id)[part] ?? 0, `${id} ${part} by ${by}`);
              }
            }
          }
        }),
      ),
      runs(4),
    );
  });

  test('a filter on a member gives the values of its row', async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs(), fc.integer(), async (log, seed) =>
        withTables(log, null, async (resolved) => {
          const random = new Random(seed);
          const dimension = random.pick<Dimension>(['rep', 'team', 'account', 'source', 'stage', 'channel', 'attempt']);
          const ids = [...kpis.values()].filter((kpi) => kpi.dimensions.includes(dimension)).map((kpi) => kpi.id);
          const rows = await askAll(resolved, [dimension, 'month'], ids);
          if (rows.length === 0) return;
          const member = random.pick(rows)[dimension] as string | null;
          const own = rows.filter((row) => row[dimension] === member).map(({ [dimension]: _, ...rest }) => rest);
          expectSame(await askAll(resolved, ['month'], ids, [{ dimension, members: [member] }]), own);
        }),
      ),
      runs(4),
    );
  });

  test('the parts of ratios are the KPIs of their own', async () => {
    const pairs: readonly (readonly [string, PartName, string])[] = [
      ['reach_rate', 'numerator', 'dials_reached'],
      ['reach_rate', 'denominator', 'dials'],
      ['first_reach_rate', 'numerator', 'first_attempts_reached'],
      ['first_reach_rate', 'denominator', 'first_attempts'],
      ['follow_up_reach_rate', 'numerator', 'follow_ups_reached'],
      ['follow_up_reach_rate', 'denominator', 'follow_ups'],
      ['contacts_per_account', 'numerator', 'contacts_known'],
      ['contacts_per_account', 'denominator', 'assigned_accounts'],
      ['rated_share', 'denominator', 'contacts_known'],
      ['close_rate', 'numerator', 'contracts'],
      ['close_rate', 'denominator', 'dials_reached'],
      ['conversion_per_dial', 'numerator', 'contracts'],
      ['conversion_per_dial', 'denominator', 'dials'],
      ['first_contacts_per_conversion', 'numerator', 'first_attempts'],
      ['first_contacts_per_conversion', 'denominator', 'contracts'],
      ['follow_ups_per_sale', 'denominator', 'contracts'],
      ['win_rate', 'numerator', 'contracts'],
      ['money_per_customer', 'denominator', 'contracts'],
      ['hours_per_customer', 'denominator', 'contracts'],
      ['touches_per_customer', 'denominator', 'contracts'],
      ['cost_per_conversion', 'denominator', 'contracts'],
    ];
    await fc.assert(
      fc.asyncProperty(randomLogs(), async (log) =>
        withTables(log, null, async (resolved) => {
          for (const by of [['rep'], ['month'], []]) {
            for (const row of await askAll(resolved, by)) {
              for (const [ratio, part, id] of pairs) {
                const found = valueOf(row, ratio)[part] ?? null;
                expect(found, `${ratio} ${part} by ${by.join()}`).toBe(valueOf(row, id).value);
              }
              const { numerator, n } = valueOf(row, 'sales_cycle_days') as Value & { numerator?: number };
              expect(numerator).toBeUndefined();
              expect(n).toBe(valueOf(row, 'contracts').value);
            }
          }
        }),
      ),
      runs(3),
    );
  });
});

describe('the form of a log', () => {
  test('counts and sums of a log split by accounts add up to those of the whole', async () => {
    const asOf = '2026-06-01T00:00:00Z';
    const ids = [...kpis.values()]
      // Both halves know the same types of information.
      .filter((kpi) => kpi.id !== 'information_types')
      .filter(({ formula }) => aggregatesOf(formula).every(({ kind }) => ['count', 'sum', 'distinct'].includes(kind)))
      .map((kpi) => kpi.id);
    expect(ids.length).toBeGreaterThan(40);
    await fc.assert(
      fc.asyncProperty(randomLogs(), randomLogs(), async (a, other) => {
        const b = besides(other, a);
        const answer = async (log: RandomLog): Promise<Map<string, number>> =>
          withTables(log, asOf, async (resolved) => {
            const found = new Map<string, number>();
            for (const by of [[], ['rep', 'month'], ['source'], ['stage', 'channel']]) {
              const some = ids.filter((id) => kpisBy(by).includes(id));
              for (const row of await askAll(resolved, by, some)) {
                const group = by.map((key) => row[key] as string | null);
                for (const id of some) {
                  const value = valueOf(row, id);
                  const parts =
                    'numerator' in value ? (['numerator', 'denominator', 'pending'] as const) : (['value'] as const);
                  for (const part of parts) found.set(JSON.stringify([id, part, by, group]), value[part] ?? 0);
                }
              }
            }
            return found;
          });
        const [inA, inB, whole] = [await answer(a), await answer(b), await answer(together(a, b))];
        expect([...whole.keys()].sort()).toEqual([...new Set([...inA.keys(), ...inB.keys()])].sort());
        for (const [key, sum] of whole) expectClose((inA.get(key) ?? 0) + (inB.get(key) ?? 0), sum, key);
      }),
      runs(4),
    );
  });

  test('the order of rows and columns and the file format mean nothing', async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs({ distinct: true }), async (log) => {
        const random = new Random(log.seed);
        await withTables(log, null, async (resolved, dir) => {
          const right = await answersOf(resolved, log.seed);
          const shuffled = {
            rows: (rows: readonly Row[]) => random.shuffled(rows),
            columns: (c: readonly string[]) => random.shuffled(c),
          };
          await withTables(log, null, async (other) => expectSame(await answersOf(other, log.seed), right), shuffled);
          for (const make of [asParquet, asTextParquet, asCsv]) {
            const target = join(dir, '..', make.name);
            await make(resolved, dir, target);
            const other = await openFolder(target, null);
            expectSame(await answersOf(other, log.seed), right);
            other.db.close();
          }
        });
      }),
      runs(1),
    );
  });
});

/** Everything of a log that is of its accounts and people outside gets ids of its own; the team, its stages and its rates are those of `team`. */
function besides(log: RandomLog, team: RandomLog): RandomLog {
  const common: readonly TableName[] = ['teams', 'reps', 'stages', 'fx_rates'];
  const own = (table: Table, row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        const { references } = table.columns.find((column) => column.name === name)!;
        const isOwn = name === 'id' || (references !== undefined && !common.includes(references));
        return [name, isOwn && value !== null ? `b-${value}` : value];
      }),
    );
  const rows = (name: TableName): readonly Row[] =>
    common.includes(name) ? team.tables[name] : log.tables[name].map((row) => own(tables[name], row));
  return { ...team, tables: Object.fromEntries(tableNames.map((name) => [name, rows(name)])) as unknown as Tables };
}

function together(a: RandomLog, b: RandomLog): RandomLog {
  const rows = (name: TableName): readonly Row[] =>
    a.tables[name] === b.tables[name] ? a.tables[name] : [...a.tables[name], ...b.tables[name]];
  return { ...a, tables: Object.fromEntries(tableNames.map((name) => [name, rows(name)])) as unknown as Tables };
}

async function asParquet(log: Resolved, _: string, target: string): Promise<void> {
  await writeLog(log.db, target, { format: 'parquet', workspace: log.workspace });
}

async function asCsv(log: Resolved, _: string, target: string): Promise<void> {
  await writeLog(log.db, target, { format: 'csv', workspace: log.workspace });
}

/** The CSV files as Parquet with nothing but text, made by DuckDB alone. */
async function asTextParquet(log: Resolved, dir: string, target: string): Promise<void> {
  await writeLog(log.db, target, { format: 'csv', workspace: log.workspace });
  for (const table of tableNames) {
    const [csv, parquet] = [join(dir, `${table}.csv`), join(target, `${table}.parquet`)];
    await rm(join(target, `${table}.csv`), { force: true });
    await log.db
      .run(
        sql`COPY (SELECT * FROM read_csv(${literal(csv)}, all_varchar=true, header=true)) TO ${literal(parquet)} (FORMAT parquet)`,
      )
      .catch((error: unknown) => {
        if (!/No files found/.test(String(error))) throw error;
      });
  }
}
