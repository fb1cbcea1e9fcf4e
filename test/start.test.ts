import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomLog } from './support/random-log.ts';
import { tacto } from './support/run.ts';
import { writeTables } from './support/tables.ts';

const root = mkdtempSync(join(tmpdir(), 'tacto-start-'));
const dir = join(root, 'log');
const list = join(root, 'loaded');
const hook = join(root, 'hook.mjs');
afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeAll(async () => {
  const log = randomLog(3, 2);
  await writeTables(dir, log.tables, log.workspace);
  writeFileSync(
    hook,
    `import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => (appendFileSync(${JSON.stringify(list)}, url + '\\n'), next(url, context)) });`,
  );
});

/** What a command loads. */
async function loadedBy(args: readonly string[]): Promise<readonly string[]> {
  writeFileSync(list, '');
  const { status, err } = await tacto(args, { env: { NODE_OPTIONS: `--import=file://${hook}` } });
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return readFileSync(list, 'utf8').split('\n');
}

const matching = (loaded: readonly string[], what: RegExp): readonly string[] => loaded.filter((url) => what.test(url));

describe('starting', () => {
  test('to answer from a cache loads nothing that only reading, importing or judging needs', async () => {
    const ask = ['kpi', 'dials', '--data', dir];
    const cold = await loadedBy(ask);
    expect(matching(cold, /\/src\/log\/keep\.ts$/)).toHaveLength(1);
    const warm = await loadedBy(ask);
    expect(matching(warm, /\/src\/engine\/plan\.ts$/)).toHaveLength(1);
    expect(matching(warm, /\/yaml\/|\/src\/(crm\/(?!ids)|insight\/(?!effects\/ids)|log\/(keep|read)\.)/)).toEqual([]);
  });

  test('to show help loads no database', async () => {
    expect(matching(await loadedBy(['--help']), /duckdb|\/src\/(engine|kpi\/(?!playbooks)|crm\/(?!ids))/)).toEqual([]);
  });
});
