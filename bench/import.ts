import { mkdirSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { importCrm } from '../src/crm/import/import-crm.ts';
import { noSettings } from '../src/crm/import/settings.ts';
import { salesforce } from '../src/crm/salesforce/definition.ts';
import { Database } from '../src/duckdb/database.ts';
import { literal, raw, sql } from '../src/duckdb/sql.ts';

// npm run bench:import -- --tasks 5m: an import of Salesforce's tasks against the bare reading of their CSV and writing of Parquet.

const given = process.argv.indexOf('--tasks');
const size = given < 0 ? '1m' : (process.argv[given + 1] ?? '');
const tasks = Number(size.replace(/m$/, '')) * 1_000_000;
if (!Number.isInteger(tasks) || tasks <= 0) throw new Error(`--tasks ${size}: write 1m or 5m`);

const folder = join(tmpdir(), 'tacto-bench', `salesforce-${tasks}`);
const source = join(folder, 'source');
if (!existsSync(source)) await generate();

const bare = await timed(async () => {
  const db = await Database.open(':memory:');
  await db.run(
    sql`COPY (SELECT * FROM read_csv(${literal(join(source, 'Task.csv'))}, all_varchar = true, header = true)) TO ${literal(join(folder, 'bare.parquet'))} (FORMAT parquet)`,
  );
  db.close();
});
say(`bare reading of CSV and writing of Parquet: ${told(bare)}`);

const out = join(folder, 'log');
rmSync(out, { recursive: true, force: true });
const started = performance.now();
const whole = await timed(async () => {
  const report = await importCrm(salesforce, {
    source,
    out,
    format: 'parquet',
    settings: noSettings,
    knownKpis: new Set(),
    onProgress: (step) => say(`  ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${step}`),
  });
  const task = report.files.find(({ file }) => file === 'Task.csv')!;
  say(`  ${task.rows} tasks: ${task.kept} kept, ${task.rejected} rejected`);
});
const peak = process.resourceUsage().maxRSS / 1024 / 1024;
const [onClock, onProcessors] = [whole.clock / bare.clock, whole.processor / bare.processor].map((ratio) =>
  ratio.toFixed(1),
);
say(`import: ${told(whole)} = ${onClock} × bare (${onProcessors} × its processor time), peak ${peak.toFixed(1)} GB`);

/** Seconds on the clock and of the processors, which a machine that is busy with other work tells more fairly. */
type Took = { readonly clock: number; readonly processor: number };

async function timed(work: () => Promise<void>): Promise<Took> {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { clock: (performance.now() - begun) / 1000, processor: (user + system) / 1e6 };
}

function told({ clock, processor }: Took): string {
  return `${clock.toFixed(1)} s (${processor.toFixed(1)} s of processors)`;
}

async function generate(): Promise<void> {
  mkdirSync(source, { recursive: true });
  const db = await Database.open(':memory:');
  const id = (prefix: string, n: string): string => `'${prefix}' || lpad((${n})::VARCHAR, 12, '0') || 'AAA'`;
  const moment = (column: string): string => `strftime(${column}, '%Y-%m-%dT%H:%M:%S.000Z')`;
  const files: Readonly<Record<string, string>> = {
    User: `SELECT ${id('005', 'i')} AS Id, 'Rep ' || i AS Name, 'rep' || i || '@team.example' AS Email, 1 AS IsActive, '' AS ManagerId FROM range(500) t(i)`,
    Account: `SELECT ${id('001', 'i')} AS Id, 'Account ' || i AS Name, 'Energy' AS Industry, ${id('005', 'i % 500')} AS OwnerId, '2023-01-01T00:00:00.000Z' AS CreatedDate FROM range(20000) t(i)`,
    Contact: `SELECT ${id('003', 'i')} AS Id, ${id('001', 'i % 20000')} AS AccountId, 'Ana' AS FirstName, 'Uno ' || i AS LastName, '2023-01-01T00:00:00.000Z' AS CreatedDate FROM range(60000) t(i)`,
    Opportunity: `SELECT ${id('006', 'i')} AS Id, ${id('001', 'i % 20000')} AS AccountId, 'Deal ' || i AS Name, 'Prospecting' AS StageName, (i % 1000 * 100) || '.50' AS Amount, '2024-06-30' AS CloseDate, ${id('005', 'i % 500')} AS OwnerId, '2023-02-01T00:00:00.000Z' AS CreatedDate FROM range(100000) t(i)`,
    Task: `SELECT ${id('00T', 'i')} AS Id, ${id('003', 'hash(i) % 60000')} AS WhoId, CASE WHEN i % 2 = 0 THEN ${id('006', 'hash(i + 1) % 100000')} ELSE ${id('001', 'hash(i) % 20000')} END AS WhatId,
        ${id('005', 'hash(i + 2) % 500')} AS OwnerId, 'Call about the roof, no. ' || i AS Subject, '' AS Type, CASE i % 4 WHEN 3 THEN 'Email' ELSE 'Call' END AS TaskSubtype, 'Completed' AS Status, 1 AS IsClosed,
        strftime(moment, '%Y-%m-%d') AS ActivityDate, ${moment('moment')} AS CompletedDateTime, CASE i % 4 WHEN 3 THEN '' ELSE 'Outbound' END AS CallType,
        CASE i % 4 WHEN 0 THEN 'Connected' WHEN 1 THEN 'No Answer' WHEN 2 THEN 'Left Voicemail' ELSE '' END AS CallDisposition, (i % 300)::VARCHAR AS CallDurationInSeconds, ${moment('moment')} AS CreatedDate, ${moment('moment')} AS SystemModstamp, 0 AS IsDeleted
      FROM (SELECT i, TIMESTAMP '2023-01-01' + to_seconds((hash(i) % 94608000)::BIGINT) AS moment FROM range(${tasks}) t(i))`,
  };
  for (const [file, query] of Object.entries(files)) {
    await db.run(
      sql`COPY (${raw(query)}) TO ${literal(join(source, `${file}.csv`))} (FORMAT csv, HEADER, FORCE_QUOTE *)`,
    );
  }
  db.close();
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
