import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { crms } from '../src/crm/crms.ts';
import { importCrm } from '../src/crm/import/import-crm.ts';
import { parseSettings } from '../src/crm/import/settings.ts';
import { xlsxOf } from '../src/crm/sources/test-archives.ts';
import { catalogueIds } from '../src/kpi/catalogue/index.ts';

// The tables of a golden import as the sheets of one workbook give the same log.

const goldens = join(import.meta.dirname, 'imports');
let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'tacto-xlsx-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

/** The records of a CSV text whose cells have no line ends. */
function recordsOf(text: string): string[][] {
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/(?:^|[,;])(?:"((?:[^"]|"")*)"|([^",;]*))/g)].map(([, quoted, bare]) =>
        (quoted ?? bare!).replaceAll('""', '"'),
      ),
    );
}

function sheetOf(records: readonly (readonly string[])[]): string {
  const text = (value: string): string =>
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const cell = (value: string): string => `<c t="inlineStr"><is><t xml:space="preserve">${text(value)}</t></is></c>`;
  return records.map((record) => `<row>${record.map(cell).join('')}</row>`).join('');
}

it.each(['salesforce-export', 'pipedrive-csv-es'])('%s', async (name) => {
  const [golden, source] = [join(goldens, name), join(scratch, 'source')];
  await mkdir(source);
  const sheets: Record<string, string> = {};
  for (const file of await readdir(join(golden, 'source'))) {
    if (!file.endsWith('.csv')) continue;
    const records = recordsOf(await readFile(join(golden, 'source', file), 'utf8'));
    sheets[file.replace(/\.csv$/, '')] = sheetOf(records);
  }
  await writeFile(join(source, 'export.xlsx'), xlsxOf(sheets));
  await importCrm(crms.find(({ id }) => name.startsWith(id))!, {
    source: join(source, 'export.xlsx'),
    out: join(scratch, 'log'),
    format: 'csv',
    settings: parseSettings(await readFile(join(golden, 'settings.yaml'), 'utf8'), 'settings.yaml'),
    knownKpis: catalogueIds,
  });
  for (const file of await readdir(join(golden, 'expected'))) {
    if (!file.endsWith('.csv')) continue;
    const right = await readFile(join(golden, 'expected', file), 'utf8');
    expect(`${file}\n${await readFile(join(scratch, 'log', file), 'utf8')}`).toBe(`${file}\n${right}`);
  }
});
