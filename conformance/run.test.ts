import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bucketEnd, parseInstant } from '../src/domain/calendar.ts';
import { UserError } from '../src/domain/errors.ts';
import { type Grain, grains } from '../src/domain/vocabulary.ts';
import { sql } from '../src/duckdb/sql.ts';
import type { Value } from '../src/engine/answer-row.ts';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { findRecords } from '../src/engine/lineage.ts';
import { type Filter, parseDimension } from '../src/engine/question.ts';
import { answerKpis, type KpiQuestion, toJson, toQuestion } from '../src/kpi/answer.ts';
import type { Kpi } from '../src/kpi/kpi.ts';
import { kpisOf } from '../src/kpi/log-kpis.ts';
import { readWorkspace } from '../src/log/read.ts';
import { type ConformanceCase, expectedNumber, type ExpectedRow, readCases } from './case.ts';

const root = import.meta.dirname;
const cache = mkdtempSync(join(tmpdir(), 'tacto-conformance-'));
const opened = new Map<string, Promise<OpenLog>>();

afterAll(async () => {
  for (const log of opened.values()) (await log.catch(() => null))?.close();
  rmSync(cache, { recursive: true, force: true });
});

for (const name of readdirSync(root).sort()) {
  const file = join(root, name, 'cases.yaml');
  if (!existsSync(file)) continue;
  const { about, cases, rejects, reading } = readCases(file);
  const dir = join(root, name, 'log');
  describe(`${name}: ${about}`, () => {
    test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => checkCase(dir, one));
    if (rejects !== undefined) {
      test('rejects', async () => {
        const { db } = await open(dir, null);
        const found = await db.rows(
          sql`SELECT table_name AS "table", line::INTEGER AS line, column_name AS "column" FROM log.rejects ORDER BY ALL`,
        );
        const sorted = (list: readonly object[]): string[] => list.map((r) => JSON.stringify(r)).sort();
        expect(sorted(found)).toEqual(sorted(rejects.map(({ table, line, column }) => ({ table, line, column }))));
      });
    }
    for (const [table, counts] of Object.entries(reading ?? {})) {
      test(`reading of ${table}`, async () => {
        const { read, kept, rejected } = (await open(dir, null)).reading.tables[table as 'teams'];
        expect({ read, kept, rejected }).toEqual(counts);
      });
    }
  });
}

async function open(dir: string, asOf: string | null): Promise<OpenLog> {
  const key = `${dir} ${asOf}`;
  let log = opened.get(key);
  if (log === undefined) {
    log = openWith(dir, asOf);
    opened.set(key, log);
  }
  return log;
}

async function openWith(dir: string, asOf: string | null): Promise<OpenLog> {
  const kpis = await kpisOf(dir);
  const { workspace } = await readWorkspace(dir);
  const instant = asOf === null ? null : parseInstant(asOf, workspace.timezone);
  return openLog(dir, {
    knownKpis: new Set(kpis.keys()),
    cacheDir: join(cache, String(opened.size)),
    ...(instant === null ? {} : { asOf: instant }),
  });
}

async function checkCase(dir: string, one: ConformanceCase): Promise<void> {
  const { kpis: ids, by = [], where = {}, from, to, as_of: asOf = null } = one.ask;
  const filters: Filter[] = Object.entries(where).map(([dimension, member]) => ({
    dimension: parseDimension(dimension),
    members: [member],
  }));
  const asked: KpiQuestion = {
    kpis: ids,
    by,
    where: filters,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  const attempt = async () => {
    const kpis = await kpisOf(dir);
    const log = await open(dir, asOf);
    return { log, kpis, answer: await answerKpis(log, kpis, asked) };
  };
  if (one.error !== undefined) {
    const error = await attempt().then(
      () => null,
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).code).toBe(one.error.code);
    for (const part of one.error.contains ?? []) expect((error as UserError).message).toContain(part);
    return;
  }
  const { log, kpis, answer } = await attempt();
  const found = toJson(answer).rows as readonly ExpectedRow[];
  const keyOf = (row: ExpectedRow): string => JSON.stringify(by.map((key) => row[key]));
  const expected = new Map(one.rows!.map((row) => [keyOf(row), row]));
  expect(found.map(keyOf).sort()).toEqual([...expected.keys()].sort());
  for (const row of found) {
    const right = expected.get(keyOf(row))!;
    for (const id of ids) {
      const value = row[id] as unknown as Value;
      const wanted = right[id] as Readonly<Record<string, number | string | null>>;
      expect(Object.keys(value).sort(), `${keyOf(row)} ${id}: ${JSON.stringify(value)}`).toEqual(
        Object.keys(wanted).sort(),
      );
      for (const [part, number] of Object.entries(wanted)) {
        expectClose(value[part as 'value'] ?? null, expectedNumber(number), `${keyOf(row)} ${id}.${part}`);
      }
      await checkRecords(log, kpis, id, row, by, asked, value);
    }
  }
}

/** The records behind a value add up to it. */
async function checkRecords(
  log: OpenLog,
  kpis: ReadonlyMap<string, Kpi>,
  id: string,
  row: ExpectedRow,
  by: readonly string[],
  asked: KpiQuestion,
  value: Value,
): Promise<void> {
  const grain = by.find((key) => grains.some((g) => g === key)) as Grain | undefined;
  const members = by
    .filter((key) => key !== grain)
    .map((key): Filter => ({ dimension: parseDimension(key), members: [row[key] as string | null] }));
  const question = await toQuestion(log, kpis, {
    ...asked,
    kpis: [id],
    by: [],
    where: [...(asked.where ?? []), ...members],
  });
  let { from, to } = question;
  if (grain !== undefined) {
    const start = Temporal.PlainDate.from(row[grain] as string);
    const end = bucketEnd(start, grain);
    if (Temporal.PlainDate.compare(start, from) > 0) from = start;
    if (Temporal.PlainDate.compare(end, to) < 0) to = end;
  }
  const lineage = await findRecords(log, kpis.get(id)!, { ...question, from, to });
  const total = (part: string): number =>
    lineage.records.reduce((sum, record) => sum + (record.adds[part as 'value'] ?? 0), 0);
  const where = `records of ${id} ${JSON.stringify(row)}`;
  if (value.n !== undefined) expect(lineage.records.length, where).toBe(value.n ?? 0);
  else if (value.numerator === undefined) expectClose(total('value'), value.value ?? 0, where);
  else {
    expectClose(total('numerator'), value.numerator ?? 0, where);
    expectClose(total('denominator'), value.denominator ?? 0, where);
    if (value.pending !== undefined) expectClose(total('pending'), value.pending ?? 0, where);
  }
}

function expectClose(found: number | null, right: number | null, where: string): void {
  if (found === null || right === null) expect(found, where).toBe(right);
  else
    expect(Math.abs(found - right), `${where}: ${found}, not ${right}`).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(right)),
    );
}
