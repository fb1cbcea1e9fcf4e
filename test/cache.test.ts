import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type OpenLog, openLog } from '../src/engine/cache.ts';
import { answerKpis, toJson } from '../src/kpi/answer.ts';
import { kpis } from './support/ask.ts';
import { Random } from './support/random.ts';
import { randomLog, span } from './support/random-log.ts';
import { tacto } from './support/run.ts';
import { writeTables } from './support/tables.ts';

const root = mkdtempSync(join(tmpdir(), 'tacto-cache-test-'));
const log = randomLog(1, 2);
const knownKpis = new Set(kpis.keys());
let dir = '';
let runs = 0;

beforeEach(async () => {
  dir = join(root, String(runs++));
  await writeTables(dir, log.tables, log.workspace);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const question = ['dials,contract_volume,relationship_strength,cost_per_conversion', '--by', 'rep,month'];
const period = ['--from', span.from, '--to', span.to];

async function ask(): Promise<string> {
  const { status, out, err } = await tacto(['kpi', ...question, '--data', dir, ...period, '--format', 'json']);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out;
}

/** Opens the log here, counts its dials and closes it again. */
async function look(): Promise<{ cacheFile: string; dials: number; state: string }> {
  const opened: OpenLog = await openLog(dir, { knownKpis });
  try {
    const { rows } = toJson(await answerKpis(opened, kpis, { kpis: ['dials'], ...span }));
    const { ino, mtimeMs } = statSync(opened.cacheFile);
    return {
      cacheFile: opened.cacheFile,
      dials: (rows[0]!['dials'] as { value: number }).value,
      state: `${ino} ${mtimeMs}`,
    };
  } finally {
    opened.close();
  }
}

const caches = (): string[] => readdirSync(join(dir, '.tacto')).filter((name) => name.endsWith('.duckdb'));

describe('a cache', () => {
  test('is used again while no file has changed', async () => {
    const [first, second] = [await look(), await look()];
    expect(second).toEqual(first);
    writeFileSync(join(dir, 'notes.txt'), 'not of the log');
    expect(await look()).toEqual(first);
    expect(caches()).toHaveLength(1);
  });

  test('is rebuilt when a file changes, also one that keeps its size and time', async () => {
    const before = await look();
    const file = join(dir, 'activities.csv');
    const { atime, mtime } = statSync(file);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll(',call,', ',text,'));
    utimesSync(file, atime, mtime);
    expect(text.length).toBe(statSync(file).size);
    expect(before.dials).toBeGreaterThan(0);
    expect((await look()).dials).toBe(0);
    rmSync(file);
    expect((await look()).dials).toBe(0);
    writeFileSync(file, text);
    expect((await look()).dials).toBe(before.dials);
    const workspace = join(dir, 'workspace.json');
    writeFileSync(workspace, JSON.stringify({ ...log.workspace, as_of: '2026-01-05T00:00:00Z' }));
    expect((await look()).dials).toBe(0);
  });

  test('is rebuilt when KPIs that goals may name change', async () => {
    writeFileSync(join(dir, 'goals.csv'), 'kpi,target,starts_on,grain\nmine,1,2026-01-01,month\n');
    const goals = async (ids: ReadonlySet<string>): Promise<number> => {
      const opened = await openLog(dir, { knownKpis: ids });
      opened.close();
      return opened.reading.tables.goals.kept;
    };
    expect(await goals(knownKpis)).toBe(0);
    expect(await goals(new Set([...knownKpis, 'mine']))).toBe(1);
    expect(await goals(knownKpis)).toBe(0);
  });

  test('that is truncated or has lost its seal is rebuilt', async () => {
    const right = await look();
    const seal = `${right.cacheFile}.json`;
    const text = readFileSync(seal, 'utf8');
    const harms: (() => void)[] = [
      () => rmSync(seal),
      () => rmSync(right.cacheFile),
      () => writeFileSync(right.cacheFile, ''),
      () => writeFileSync(right.cacheFile, readFileSync(right.cacheFile).subarray(0, 5000)),
      ...['', 'null', '{}', text.slice(0, -1), text.replace(/"size":"\d+"/, '"size":"1"')].map(
        (content) => () => writeFileSync(seal, content),
      ),
    ];
    for (const harm of harms) {
      harm();
      expect((await look()).dials).toBe(right.dials);
      expect(readFileSync(seal, 'utf8')).toContain('"key"');
    }
  });

  test('with flipped bytes never changes an answer', async () => {
    const right = await ask();
    const random = new Random(5);
    const [name] = caches();
    const file = join(dir, '.tacto', name!);
    for (let i = 0; i < 6 * Number(process.env['TACTO_RUNS'] ?? 1); i++) {
      const bytes = readFileSync(file);
      const at = i % 5 === 0 ? random.whole(0, 12_287) : random.whole(0, bytes.length - 1);
      bytes[at]! ^= 1 << random.whole(0, 7);
      // The seal must not tell: size and time of change to the nanosecond stay.
      execFileSync('touch', ['-r', file, join(dir, 'time')]);
      writeFileSync(file, bytes);
      execFileSync('touch', ['-r', join(dir, 'time'), file]);
      expect(await ask(), `a bit of byte ${at} of ${bytes.length}`).toBe(right);
    }
  });

  test('clears what builders that died have left, and nothing else', async () => {
    mkdirSync(join(dir, '.tacto'));
    const dead = ['building-4194305-00.duckdb', 'building-4194305-00.duckdb.wal'].map((n) => join(dir, '.tacto', n));
    const alive = join(dir, '.tacto', `building-${process.ppid}-00.duckdb`);
    for (const file of [...dead, alive]) writeFileSync(file, 'x');
    await look();
    expect(dead.filter((file) => existsSync(file))).toEqual([]);
    expect(existsSync(alive)).toBe(true);
  });

  test('is built by eight processes at once, and all answer the same', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toBe(await ask());
    expect(readdirSync(join(dir, '.tacto')).filter((name) => name.startsWith('building-'))).toEqual([]);
    expect(caches()).toHaveLength(1);
  });

  test('a builder that is killed leaves the next run right', async () => {
    const right = await ask();
    for (const wait of [400, 600, 800]) {
      rmSync(join(dir, '.tacto'), { recursive: true });
      await tacto(['kpi', ...question, '--data', dir], {
        watch: (child) => setTimeout(() => child.kill('SIGKILL'), wait),
      });
      expect(await ask()).toBe(right);
      expect(readdirSync(join(dir, '.tacto')).filter((name) => name.startsWith('building-'))).toEqual([]);
    }
  });

  test('stands in a private folder when the log cannot be written to', async (context) => {
    const isRoot = process.getuid?.() === 0;
    const user = isRoot ? { user: 65_534 } : {};
    chmodSync(root, 0o755);
    const temporary = join(root, 'temporary');
    mkdirSync(temporary);
    chmodSync(temporary, 0o777);
    const env = { TMPDIR: temporary };
    const right = await ask();
    rmSync(join(dir, '.tacto'), { recursive: true });
    chmodSync(dir, 0o555);
    const probe = await tacto(['--help'], { ...user, env }).catch(() => null);
    if (probe?.status !== 0) context.skip('an ordinary user cannot run the program here');
    const run = () => tacto(['kpi', ...question, '--data', dir, ...period, '--format', 'json'], { ...user, env });
    for (const { status, out, err } of [await run(), await run()]) {
      expect({ status, err, out }).toEqual({ status: 0, err: '', out: right });
    }
    expect(existsSync(join(dir, '.tacto'))).toBe(false);
    const [own] = readdirSync(temporary);
    expect(statSync(join(temporary, own!)).mode & 0o777).toBe(0o700);
    chmodSync(dir, 0o755);
  });
});
