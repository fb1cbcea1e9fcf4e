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

// npm run bench -- --load: see load.ts; -- --page: see page.ts. npm run bench -- --rows 1m|10m: how the product compares with SQL written by hand, on the same engine in the same run.

if (process.argv.includes('--page')) {
  await import('./page.ts');
  process.exit();
}
if (process.argv.includes('--load')) {
  await import('./load.ts');
  process.exit();
}

const rows = argument('--rows', '1m');
const activities = Number(rows.replace(/m$/, '')) * 1_000_000;
/** Of a question that takes no time there are more runs: its median would tell of the machine's other work only. */
const [fewestRuns, mostRuns, enoughMs] = [Number(argument('--runs', '8')), 60, 2000];
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

say(
  `\nmedian of ${fewestRuns} to ${mostRuns} warm runs, ms     product   facts by hand   raw by hand   ÷ facts   ÷ raw   same`,
);
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
 * Runs the ways in turn, so that a slow moment of the machine meets all of them. The first two change places; the long query over the raw tables, after
 * which the machine's caches are cold for whoever comes next, has its runs at the end. @returns first answers and medians (ms).
 */
async function interleaved(ways: readonly (() => Promise<Table>)[]): Promise<[Table[], number[]]> {
  const answers: Table[] = [];
  for (const way of ways) answers.push(await way());
  const times: number[][] = ways.map(() => []);
  const time = async (i: number): Promise<number> => {
    const begun = performance.now();
    await ways[i]!();
    const ms = performance.now() - begun;
    times[i]!.push(ms);
    return ms;
  };
  const runs = Math.min(mostRuns, Math.max(fewestRuns, Math.ceil(enoughMs / (await time(1)))));
  for (let run = 0; run < runs; run++) for (const i of run % 2 === 0 ? [0, 1] : [1, 0]) await time(i);
  for (let run = 0; run < fewestRuns; run++) await time(2);
  return [answers, times.map((list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!)];
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
