import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { UserError } from '../../domain/errors.ts';
import type { ImportReport } from '../report/model.ts';
import type { Crm } from './definition.ts';
import { importCrm } from './import-crm.ts';
import type { ImportSettings } from './settings.ts';

/** What people and programs put into cells. */
export const oddCells: readonly string[] = [
  ...'? - -1 1e999 NaN infinity true t x null \\N #N/A 🙂 \u{feff} \u{0} 10:30 -00:30 (5) 45000 1767225600000'.split(
    ' ',
  ),
  ...'03/04/2026 31/12/2026 12/31/2026 2026-02-30 2026-13-01T00:00:00Z 0001-01-01 999999-01-01T00:00:00Z'.split(' '),
  ...'1.234,56 $22,700.00 001000000000001 006000000000001AAA 000000000000000AAA 005000000000001AAA {"a":[1]}'.split(
    ' ',
  ),
  '',
  ' ',
  'a\nb',
  'a\r\nb',
  'a"b',
  "'; DROP TABLE x; --",
  '9'.repeat(400),
  'x'.repeat(70_000),
];

/** Imports files by name: it ends in a report that accounts for every row, or in a fault that names one of the damaged files. */
export async function importsOrSays(
  { crm, settings }: { readonly crm: Crm; readonly settings: ImportSettings },
  files: ReadonlyMap<string, Uint8Array>,
  damaged: readonly string[],
): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'tacto-fuzz-'));
  try {
    const [source, out] = [join(scratch, 'source'), join(scratch, 'log')];
    await mkdir(source);
    for (const [name, bytes] of files) await writeFile(join(source, name), bytes);
    try {
      expectAccounted(await importCrm(crm, { source, out, format: 'csv', settings, knownKpis: new Set<string>() }));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expectNamed(error, damaged);
      expect(existsSync(join(out, 'reps.csv'))).toBe(false);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function expectAccounted({ files }: ImportReport): void {
  const sum = (skipped: readonly { readonly rows: number }[]): number => skipped.reduce((n, { rows }) => n + rows, 0);
  for (const { file, rows, malformed, kept, rejected, skipped, targets } of files) {
    expect([file, malformed + kept + rejected + sum(skipped)]).toEqual([file, rows]);
    expect([file, skipped.filter((reason) => reason.rows < 0)]).toEqual([file, []]);
    for (const target of targets) {
      expect([file, target.table, target.kept + target.rejected + sum(target.skipped)]).toEqual([
        file,
        target.table,
        target.read,
      ]);
    }
  }
}

function expectNamed(error: UserError, damaged: readonly string[]): void {
  for (const language of ['en', 'es'] as const) {
    const text = error.in(language);
    expect(
      damaged.filter((file) => text.includes(file)),
      text,
    ).not.toEqual([]);
    expect(text).not.toMatch(/(Binder|Parser|Catalog|Conversion|Invalid Input|Out of Range|Internal) Error/);
  }
}
