import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { raw } from '../src/duckdb/sql.ts';
import { openLog, type OpenLog } from '../src/engine/cache.ts';
import { answerKpis, keyOf } from '../src/kpi/answer.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';
import { generateLog, sizeOf } from './generate.ts';
import { type BenchQuestion, benchQuestions } from './questions.ts';

// npm run bench -- --rows 1m|10m: how the product compares with SQL written by hand, on the same engine in the same run.

const rows = argument('--rows', '1m');
const activities = Number(rows.replace(/m$/, '')) * 1_000_000;
const runs = Number(argument('--runs', '8'));
if (!Number.isInteger(activities / 500) || activities <= 0) throw new Error(`--rows ${rows}: write 1m or 10m`);

const folder = join(tmpdir(), 'tacto-bench');
mkdirSync(folder, { recursive: true });
const dir = await generateLog(folder, sizeOf(activities));
const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));

const cold = join(dir, '.tacto');
rmSync(cold, { recursive: true, force: true });
const started = performance.now();
const log = await openLog(dir, { knownKpis: catalogueIds });
const seconds = (performance.now() - started) / 1000;
const peak = process.resourceUsage().maxRSS / 1024 / 1024;
say(
  `${activities.toLocaleString('en')} activities: read and resolved from Parquet in ${seconds.toFixed(1)} s, peak ${peak.toFixed(1)} GB`,
);

say(`\nmedian of ${runs} warm runs, ms     product   facts by hand   raw by hand   ÷ facts   ÷ raw   same`);
for (const question of benchQuestions) {
  const ways = [
    () => product(log, question),
    () => byHand(log, question.overFacts),
    () => byHand(log, question.overRaw),
  ];
  const [answers, times] = await interleaved(ways);
  const [asked, facts, overRaw] = times;
  const same = answers.slice(1).every((answer) => equal(answers[0]!, answer));
  const cells = [asked!, facts!, overRaw!].map((ms) => ms.toFixed(1).padStart(12));
  say(
    `${question.id}  ${question.about.slice(0, 26).padEnd(26)} ${cells.join('  ')}  ${(asked! / facts!).toFixed(2).padStart(8)} ${(asked! / overRaw!).toFixed(2).padStart(7)}   ${same ? 'yes' : 'NO'}`,
  );
  if (!same) process.exitCode = 1;
}
const slow: string[] = [];
for (const kpi of catalogue) {
  const begun = performance.now();
  await answerKpis(log, kpis, { kpis: [kpi.id], by: ['rep', 'month'], from: '2023-01-01', to: '2026-01-01' });
  const ms = performance.now() - begun;
  if (ms > 1000) slow.push(`${kpi.id} ${(ms / 1000).toFixed(1)} s`);
}
say(
  `\nevery KPI by rep × month over 3 years: ${slow.length === 0 ? 'each within 1 s' : `over 1 s: ${slow.join(', ')}`}`,
);
log.close();

type Table = readonly (readonly unknown[])[];

/** The product's answer, without rows that only say that nothing happened: queries by hand have none. */
async function product(open: OpenLog, { ask }: BenchQuestion): Promise<Table> {
  const answer = await answerKpis(open, kpis, ask);
  const ratio = answer.kpis.some((kpi) => kpi.formula.kind === 'ratio');
  return answer.rows
    .filter((row) => ratio || row.values.some((value) => value.value !== 0))
    .map((row) => [...(ask.by ?? []).map((key) => keyOf(answer, row, key)), ...row.values.map((value) => value.value)]);
}

async function byHand(open: OpenLog, query: string): Promise<Table> {
  const columns = Object.values(await open.db.columns(raw(query)));
  return Array.from({ length: columns[0]?.length ?? 0 }, (_, i) =>
    columns.map((column) => (typeof column[i] === 'bigint' ? Number(column[i]) : column[i])),
  );
}

/**
 * Runs the ways in turn, so that a slow moment of the machine meets all of them. The first two change places: whoever comes after the long query over
 * the raw tables finds the machine's caches cold. @returns first answers and medians (ms).
 */
async function interleaved(ways: readonly (() => Promise<Table>)[]): Promise<[Table[], number[]]> {
  const answers: Table[] = [];
  for (const way of ways) answers.push(await way());
  const times: number[][] = ways.map(() => []);
  for (let run = 0; run < runs; run++) {
    const order = run % 2 === 0 ? [0, 1, 2] : [1, 0, 2];
    for (const i of order) {
      const begun = performance.now();
      await ways[i]!();
      times[i]!.push(performance.now() - begun);
    }
  }
  return [answers, times.map((list) => list.toSorted((a, b) => a - b)[Math.floor(runs / 2)]!)];
}

function equal(a: Table, b: Table): boolean {
  const close = (x: unknown, y: unknown): boolean =>
    typeof x === 'number' && typeof y === 'number'
      ? Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x))
      : (x ?? null) === (y ?? null);
  return a.length === b.length && a.every((row, i) => row.every((value, j) => close(value, b[i]![j])));
}

function argument(name: string, otherwise: string): string {
  const i = process.argv.indexOf(name);
  return i < 0 ? otherwise : (process.argv[i + 1] ?? otherwise);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
