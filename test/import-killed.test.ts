import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tacto } from './support/run.ts';

// A later import that is killed on its way leaves the log of before, or the new one, whole; and the next import goes on from there.

const golden = join(import.meta.dirname, '..', 'conformance', 'imports', 'hubspot-csv-en');
const settings = join(golden, 'settings.yaml');

let root: string;
/** What `check` says of the log before and after the later export, and how long (ms) that import takes. */
let [before, after, duration] = ['', '', 0];

const place = (name: string): string => join(root, name);
const args = (source: string, out: string): string[] =>
  ['import', 'hubspot', source, '--settings', settings, '--out', out].concat('--format', 'parquet');

async function checked(log: string): Promise<string> {
  const { status, out, err } = await tacto(['check', log]);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out;
}

async function imported(source: string, out: string): Promise<void> {
  const { status, err } = await tacto(args(source, out));
  expect({ status, err }).toEqual({ status: 0, err: '' });
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tacto-killed-'));
  await cp(join(golden, 'source'), place('later'), { recursive: true });
  const calls = join(place('later'), 'calls.csv');
  const more = '"6005","More","2026-02-05 10:00","Ana Prima","Connected","Outbound","","","8001","7001",""\n';
  await writeFile(calls, (await readFile(calls, 'utf8')) + more);
  await imported(join(golden, 'source'), place('first'));
  before = await checked(place('first'));
  await cp(place('first'), place('log'), { recursive: true });
  const started = performance.now();
  await imported(place('later'), place('log'));
  duration = performance.now() - started;
  after = await checked(place('log'));
}, 300_000);
afterAll(() => rm(root, { recursive: true, force: true }));

test('the later export makes a difference', () => {
  expect(after).not.toBe(before);
});

test.each([0.5, 0.85, 0.95])('killed after %s of its time', { timeout: 300_000 }, async (share) => {
  const log = place(`log-${share}`);
  await cp(place('first'), log, { recursive: true });
  await tacto(args(place('later'), log), {
    watch: (child) => void wait(share * duration).then(() => child.kill('SIGKILL')),
  });
  expect([before, after]).toContain(await checked(log));
  await imported(place('later'), log);
  expect(await checked(log)).toBe(after);
});
