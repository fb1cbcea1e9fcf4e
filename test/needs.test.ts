import { describe, expect, test } from 'vitest';
import { catalogue } from '../src/kpi/catalogue/index.ts';
import { checkNeeds, needsOf } from '../src/kpi/needs.ts';
import { tables as schema, type TableName } from '../src/log/schema.ts';
import { askAll, valueOf, withTables } from './support/ask.ts';
import type { Row } from './support/tables.ts';
import { fullLog, fullNow, fullPeriod, fullWorkspace, partOfLog, partsOfLog } from './support/full-log.ts';

/** They rest on what did not happen: where that is not recorded they have a number, but one that means nothing. */
const ofAbsence = new Set(['silent_accounts', 'hidden_dissent', 'unheard_members', 'win_rate_unpresented', 'win_rate']);

type Readiness = { readonly missing: readonly string[]; readonly value: number | null };

/** For each KPI what it lacks in a part of the full log, and its number. */
async function readinessOf(isKept: (part: string) => boolean): Promise<ReadonlyMap<string, Readiness>> {
  const tables = partOfLog(fullLog, isKept);
  return withTables({ tables, workspace: fullWorkspace }, fullNow, async (log) => {
    const readiness = await checkNeeds(log, catalogue);
    const ids = catalogue.map((kpi) => kpi.id);
    const [row] = await askAll(log, [], ids, [], fullPeriod);
    return new Map(readiness.map(({ kpi, missing }) => [kpi.id, { missing, value: valueOf(row!, kpi.id).value }]));
  });
}

/** KPIs that are said to be ready without a number, and those that have one though something is said to be missing. */
function wrong(found: ReadonlyMap<string, Readiness>): string[] {
  return [...found].flatMap(([id, { missing, value }]) => {
    const isEmpty = value === null || value === 0;
    if (missing.length === 0) return isEmpty ? [`${id} is ready, but ${value}`] : [];
    return isEmpty || ofAbsence.has(id) ? [] : [`${id} is ${value}, but lacks ${missing.join(', ')}`];
  });
}

/** What tables a part takes: its own, and those that it must refer to. */
function withTablesOf(parts: readonly string[]): ReadonlySet<string> {
  const all = new Set(parts);
  const add = (name: TableName): void => {
    all.add(name);
    for (const { required, references, name: column } of schema[name].columns) {
      if (references !== undefined && references !== name && (required || all.has(`${name}.${column}`)))
        add(references);
    }
  };
  for (const part of parts) add(part.split('.')[0] as TableName);
  return all;
}

const partsOf = (need: string): string[] => need.split(/ [|+] /);

/** The part of a log that holds what a need names. */
const partOf = (name: string): string => name.replace(/=inbound|\(open\)|\(calls\)/, '');

/** Ways to meet all needs that together take every way of each of them. */
function waysToMeet(needs: readonly string[]): string[][] {
  const each = needs.map((need) => need.split(' | '));
  const count = Math.max(...each.map((ways) => ways.length));
  return Array.from({ length: count }, (_, i) => each.flatMap((ways) => partsOf(ways[i % ways.length]!)));
}

describe('what a KPI needs', () => {
  test('all of the log: every KPI is ready and has a number', async () => {
    const found = await readinessOf(() => true);
    expect(wrong(found)).toEqual([]);
    expect([...found.values()].filter(({ missing }) => missing.length > 0)).toEqual([]);
  });

  const needed = [...new Set(catalogue.flatMap((kpi) => needsOf(kpi).flatMap(partsOf)))];

  test('names tables and columns that exist', () => {
    expect(needed.filter((part) => !partsOfLog.includes(partOf(part)))).toEqual([]);
  });

  test('a log without anything that none needs: every KPI has its number', async () => {
    const kept = withTablesOf(needed.map(partOf));
    const found = await readinessOf((part) => kept.has(part));
    expect(wrong(found)).toEqual([]);
    expect([...found.values()].filter(({ missing }) => missing.length > 0)).toEqual([]);
  });

  test.each(needed)('a log without %s: exactly the KPIs that have no number lack something', async (part) => {
    expect(wrong(await readinessOf((name) => name !== partOf(part)))).toEqual([]);
  });

  const exact = new Map<string, string[]>();
  for (const kpi of catalogue) {
    for (const parts of waysToMeet(needsOf(kpi))) {
      const key = [...new Set(parts)].sort().join(', ');
      exact.set(key, [...(exact.get(key) ?? []), kpi.id]);
    }
  }
  test.each([...exact])('a log of %s alone', async (parts, ids) => {
    const kept = withTablesOf(parts.split(', ').map(partOf));
    const found = await readinessOf((part) => kept.has(part));
    for (const id of ids) expect(found.get(id)!.missing, id).toEqual([]);
    expect(wrong(found)).toEqual([]);
  });
});

test('what came of meetings says nothing of calls', async () => {
  const activities = fullLog.activities.map((row) => (row['channel'] === 'call' ? { ...row, outcome: null } : row));
  await withTables({ tables: { ...fullLog, activities }, workspace: fullWorkspace }, fullNow, async (log) => {
    const readiness = await checkNeeds(log, catalogue);
    const missing = readiness.filter(({ missing: lacking }) => lacking.length > 0).map(({ kpi }) => kpi.id);
    expect(missing).toEqual(['dials_reached', 'reach_rate', 'close_rate']);
  });
});

describe('what is known of closed deals only', () => {
  const lookAhead = ['pipeline_value', 'weighted_pipeline', 'overdue_pipeline', 'forecast'];
  const missingIn = async (deals: (row: Row) => Row): Promise<ReadonlyMap<string, readonly string[]>> => {
    const tables = { ...fullLog, deals: fullLog.deals.map(deals) };
    return withTables({ tables, workspace: fullWorkspace }, fullNow, async (log) => {
      const readiness = await checkNeeds(log, catalogue);
      return new Map(readiness.map(({ kpi, missing }) => [kpi.id, missing]));
    });
  };

  test('says nothing of those that are open', async () => {
    const missing = await missingIn((row) =>
      row['id'] === 'won' ? row : { ...row, amount: null, expected_close_on: null },
    );
    expect(Object.fromEntries(lookAhead.map((id) => [id, missing.get(id)]))).toEqual({
      pipeline_value: ['deals.amount(open)'],
      weighted_pipeline: ['deals.amount(open)'],
      overdue_pipeline: ['deals.amount(open)', 'deals.expected_close_on(open)'],
      forecast: ['deals.expected_close_on(open)', 'deals.amount(open)'],
    });
    expect(missing.get('contract_volume')).toEqual([]);
  });

  test('is enough where no deal is open: there the pipeline is truly empty', async () => {
    const stage_changes = fullLog.deals.map(({ id }) => ({
      deal_id: id!,
      stage_id: 'signed',
      entered_at: '2026-05-01T09:00:00Z',
    }));
    const tables = { ...fullLog, stage_changes };
    await withTables({ tables, workspace: fullWorkspace }, fullNow, async (log) => {
      const [readiness] = await checkNeeds(
        log,
        catalogue.filter(({ id }) => id === 'pipeline_value'),
      );
      expect(readiness!.missing).toEqual([]);
    });
  });
});
