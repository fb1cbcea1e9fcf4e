import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
/** Folders whose errors the command line shows; the server has its own list. */
const folders = ['cli', 'crm', 'domain', 'duckdb', 'engine', 'insight', 'kpi', 'log'];
const codes = new Set(
  folders
    .flatMap((folder) =>
      readdirSync(join(root, 'src', folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('test-support'))
    .flatMap((file) => [
      ...readFileSync(join(root, 'src', file), 'utf8').matchAll(/new UserError\(\{\s*code: '([a-z_0-9]+)'/g),
    ])
    .map(([, code]) => code!),
);

test.each(['docs/json.md', 'docs/es/json.md'])('%s names every code that an error of the command line has', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  expect(codes.size).toBeGreaterThan(50);
  expect([...codes].filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
});
