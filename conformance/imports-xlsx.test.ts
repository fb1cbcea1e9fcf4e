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

/** How the cells of a workbook hold what they show: all as text, or as Excel keeps what somebody typed, in one of its two calendars. */
type Cells = 'text' | '1900' | '1904';

const formats = ['yyyy-mm-dd', 'yyyy-mm-dd hh:mm:ss'];

/** Days, and moments without a zone, are numbers to Excel, and so is whatever looks like a number. */
function cellOf(value: string, cells: Cells): string {
  const [, day, , time] = /^(\d{4}-\d\d-\d\d)([ T](\d\d:\d\d(?::\d\d)?))?$/.exec(value) ?? [];
  if (cells !== 'text' && day !== undefined) {
    const start = cells === '1904' ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
    const serial = (Date.parse(`${day}T${time ?? '00:00'}Z`) - start) / 86_400_000;
    return `<c s="${time === undefined ? 1 : 2}"><v>${serial}</v></c>`;
  }
  if (cells !== 'text' && /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(value)) return `<c><v>${Number(value)}</v></c>`;
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  return `<c t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function sheetOf(records: readonly (readonly string[])[], cells: Cells): string {
  return records.map((record) => `<row>${record.map((value) => cellOf(value, cells)).join('')}</row>`).join('');
}

it.each([
  ['salesforce-export', 'text'],
  ['salesforce-pipeline', '1900'],
  ['hubspot-csv-en', '1900'],
  ['hubspot-fivetran', '1904'],
  ['pipedrive-csv-es', '1904'],
] as const)('%s, cells: %s', async (name, cells) => {
  const [golden, source] = [join(goldens, name), join(scratch, 'source')];
  await mkdir(source);
  const sheets: Record<string, string> = {};
  for (const file of await readdir(join(golden, 'source'))) {
    if (!file.endsWith('.csv')) continue;
    const records = recordsOf(await readFile(join(golden, 'source', file), 'utf8'));
    sheets[file.replace(/\.csv$/, '')] = sheetOf(records, cells);
  }
  await writeFile(join(source, 'export.xlsx'), xlsxOf(sheets, { formats, is1904: cells === '1904' }));
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
