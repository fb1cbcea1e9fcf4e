import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crms } from '../src/crm/crms.ts';
import { importCrm } from '../src/crm/import/import-crm.ts';
import { noSettings, parseSettings } from '../src/crm/import/settings.ts';
import { catalogueIds } from '../src/kpi/catalogue/index.ts';
import type { ImportReport } from '../src/crm/report/model.ts';

// Each folder of imports/ is an export made by hand with the log that must come out of it.

const folder = join(import.meta.dirname, 'imports');
const cases = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());

/** Imports a case into `out`. */
async function run(name: string, out: string): Promise<ImportReport> {
  const crm = crms.find(({ id }) => name.startsWith(id))!;
  const settings = join(folder, name, 'settings.yaml');
  return importCrm(crm, {
    source: join(folder, name, 'source'),
    out,
    format: 'csv',
    settings: existsSync(settings) ? parseSettings(await readFile(settings, 'utf8'), 'settings.yaml') : noSettings,
    knownKpis: catalogueIds,
  });
}

describe.each(cases.map(({ name }) => name))('%s', (name) => {
  let scratch: string;
  let report: ImportReport;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'tacto-golden-'));
    report = await run(name, join(scratch, 'log'));
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  it('gives the log that was worked out by hand', async () => {
    const expected = join(folder, name, 'expected');
    const tables = (await readdir(expected)).filter((file) => file.endsWith('.csv')).sort();
    const written = (await readdir(join(scratch, 'log'))).filter((file) => file.endsWith('.csv')).sort();
    for (const file of written) {
      const right = tables.includes(file) ? await readFile(join(expected, file), 'utf8') : '';
      expect(`${file}\n${await readFile(join(scratch, 'log', file), 'utf8')}`).toBe(`${file}\n${right}`);
    }
    expect(written).toEqual(tables);
  });

  it('accounts for every row of the source', () => {
    for (const { file, rows, malformed, kept, rejected, skipped, targets } of report.files) {
      expect([file, malformed + kept + rejected + sum(skipped)]).toEqual([file, rows]);
      for (const target of targets) {
        expect([file, target.table, target.kept + target.rejected + sum(target.skipped)]).toEqual([
          file,
          target.table,
          target.read,
        ]);
      }
    }
  });

  it('says what was worked out by hand', async () => {
    const expected = join(folder, name, 'expected', 'report.json');
    if (!existsSync(expected)) return;
    expect(brief(report)).toEqual(JSON.parse(await readFile(expected, 'utf8')));
  });
});

function sum(skipped: readonly { readonly rows: number }[]): number {
  return skipped.reduce((total, { rows }) => total + rows, 0);
}

/** What a golden report says: counts, reasons, questions, what does not agree, what the export cannot tell. */
function brief({ files, refused, questions, checks, limits }: ImportReport): unknown {
  return {
    files: Object.fromEntries(
      files.map(({ file, object, rows, kept, rejected, malformed, skipped }) => [
        file,
        [
          object,
          rows,
          kept,
          rejected,
          malformed,
          Object.fromEntries(skipped.map(({ reason, rows: n }) => [reason.en, n])),
        ],
      ]),
    ),
    refused: refused.map(({ file, line, column, code }) => [file, line, column, code]),
    questions: questions.map(({ setting, value, records }) => [setting, value, records]),
    checks: Object.fromEntries(checks.filter(({ found }) => found > 0).map(({ id, found }) => [id, found])),
    limits: limits.map(({ text }) => text.en),
  };
}
