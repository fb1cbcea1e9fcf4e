import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { knownMigrations } from './migrate.ts';

test('migrations are numbered one after the other, each number once', async () => {
  const numbers = (await knownMigrations()).map(({ number }) => number);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
});

test('two with one number are a fault', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'tacto-migrations-'));
  try {
    for (const name of ['0001-a.sql', '0002-b.sql', '0002-c.sql']) await writeFile(join(dir, name), '');
    await expect(knownMigrations(dir)).rejects.toThrow('a number that another migration has: 0002-c.sql');
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
