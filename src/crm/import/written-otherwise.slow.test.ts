import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pipedrive } from '../pipedrive/definition.ts';
import type { ImportReport } from '../report/model.ts';
import { importCrm } from './import-crm.ts';
import { parseSettings } from './settings.ts';

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'tacto-otherwise-'));
  await mkdir(join(scratch, 'source'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

const header = 'ID,Title,Stage,Status,Value,Currency,Owner,Deal created,Won time';

async function imported(files: Readonly<Record<string, readonly string[]>>, settings: string): Promise<ImportReport> {
  for (const [file, rows] of Object.entries(files)) {
    await writeFile(join(scratch, 'source', file), [header, ...rows, ''].join('\n'));
  }
  return importCrm(pipedrive, {
    source: join(scratch, 'source'),
    out: join(scratch, 'log'),
    format: 'csv',
    settings: parseSettings(settings, 'settings.yaml'),
    knownKpis: new Set<string>(),
  });
}

/** Id, amount and day of creation of the deals in the log. */
async function deals(): Promise<readonly string[]> {
  const [head, ...rows] = (await readFile(join(scratch, 'log', 'deals.csv'), 'utf8')).trim().split('\n');
  const names = head!.split(',');
  const at = (row: string, column: string): string => row.split(',')[names.indexOf(column)]!;
  return rows.map((row) => [at(row, 'id'), at(row, 'amount'), at(row, 'created_at').slice(0, 10)].join(' ')).toSorted();
}

const files = {
  'deals-1.csv': ['1,One,New,open,"1,234.50",EUR,Ana,03/04/2024 10:00,'],
  'deals-2.csv': [
    '2,Two,New,open,"1.234,50",EUR,Ana,04/23/2024 10:00,',
    '3,Three,New,open,2.500,EUR,Ana,05/06/2024 10:00,',
    '4,Four,New,open,3.250,EUR,Ana,06/07/2024 10:00,',
  ],
};

test('the settings decide the columns that stay open, and not those that prove the opposite', async () => {
  const { warnings, refused } = await imported(files, 'date_order: dmy\ndecimal_mark: ","\n');
  expect(refused).toEqual([]);
  expect(await deals()).toEqual([
    '1 1234.5 2024-04-03',
    '2 1234.5 2024-04-23',
    '3 2500 2024-05-06',
    '4 3250 2024-06-07',
  ]);
  const texts = warnings.map(({ en }) => en);
  expect(texts).toContain(
    'The settings say date_order: dmy, but the values of these columns prove that the month comes first, and so they were read: deals-2.csv, Deal created "04/23/2024 10:00" (line 2).',
  );
  expect(texts).toContain(
    'The settings say decimal_mark: ",", but the values of these columns prove a decimal point, and so they were read: deals-1.csv, Value "1,234.50" (line 2).',
  );
});

test('a file has its own order and mark, where its columns stay open', async () => {
  const open = {
    'deals-1.csv': ['1,One,New,open,"1,234",EUR,Ana,03/04/2024 10:00,'],
    'deals-2.csv': ['2,Two,New,open,2.500,EUR,Ana,05/06/2024 10:00,'],
  };
  const own = 'files: { deals-2.csv: { date_order: mdy, decimal_mark: "," } }';
  const { warnings } = await imported(open, `date_order: dmy\ndecimal_mark: "."\n${own}\n`);
  expect(await deals()).toEqual(['1 1234 2024-04-03', '2 2500 2024-05-06']);
  expect(warnings.map(({ en }) => en).filter((text) => text.startsWith('The settings say'))).toEqual([]);
});

test('a currency in small letters is the one in capitals', async () => {
  const rows = ['1,One,New,open,12.5,eur,Ana,2024-04-03 10:00,', '2,Two,New,open,12.5,Points,Ana,2024-04-03 10:00,'];
  const { questions } = await imported({ 'deals.csv': rows }, 'workspace: { currency: EUR }');
  expect(questions.filter(({ setting }) => setting === 'fx_rates').map(({ value }) => value)).toEqual(['Points']);
});

test('one fault names every column that stays open, dates and numbers', async () => {
  const rows = ['1,One,New,won,"1,234",EUR,Ana,03/04/2024 10:00,05/06/2024 10:00'];
  await expect(imported({ 'deals-1.csv': rows, 'deals-2.csv': rows }, '')).rejects.toMatchObject({
    fault: {
      code: 'ambiguous_dates',
      message: {
        en:
          'Nothing tells whether the dates of these columns begin with the day or the month, and no row of them proves it: ' +
          'deals-1.csv, Deal created "03/04/2024 10:00" (line 2), one row; deals-1.csv, Won time "05/06/2024 10:00" (line 2), one row; ' +
          'deals-2.csv, Deal created "03/04/2024 10:00" (line 2), one row; deals-2.csv, Won time "05/06/2024 10:00" (line 2), one row. ' +
          'Nothing tells whether the marks in the numbers of these columns stand for decimals or thousands, and no row of them proves it: ' +
          'deals-1.csv, Value "1,234" (line 2), one row; deals-2.csv, Value "1,234" (line 2), one row.',
      },
      fix: { es: expect.stringMatching(/date_order: dmy .*NOMBRE.*decimal_mark/) as string },
    },
  });
});
