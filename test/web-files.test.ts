import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toCsv } from '../web/src/parts/table/csv.ts';
import { type FileCell, fileCell } from '../web/src/parts/table/file-cells.ts';
import { zip } from '../web/src/parts/table/zip-at-once.ts';
import { sheetOf } from './support/sheet.ts';
import { openWeb, violations, type Web } from './support/web.ts';

describe('a cell of a file', () => {
  test.each<readonly [string, 'es' | 'en', FileCell]>([
    ['1.234,5 €', 'es', 1234.5],
    ['1234 €', 'es', 1234],
    ['€1,234.50', 'en', 1234.5],
    ['-US$1,130,049', 'en', -1_130_049],
    ['12,5 %', 'es', 0.125],
    ['7%', 'en', 0.07],
    ['−3', 'es', -3],
    ['+0.5', 'en', 0.5],
    ['–', 'es', null],
    ['  ', 'en', null],
    ['3 de 5', 'es', '3 de 5'],
    ['12 mar 2026', 'es', '12 mar 2026'],
    ['1.2.3', 'en', '1.2.3'],
  ])('“%s” in a column of numbers in %s is %j', (written, language, cell) => {
    expect(fileCell(written, true, language)).toBe(cell);
  });

  test('stays a text in any other column', () => {
    expect(fileCell(' 007  Ltd ', false, 'en')).toBe('007 Ltd');
  });
});

test('CSV quotes what it must, and no spreadsheet runs what somebody called an account', () => {
  const rows = [
    ['Account', 'Open'],
    ['=1+1', 2],
    ['Gómez, "S.L."', null],
    ['-5 % off', 0.05],
    ['+34 600 000 000', -1],
  ];
  expect(toCsv(rows)).toBe(
    'Account,Open\r\n\'=1+1,2\r\n"Gómez, ""S.L.""",\r\n\'-5 % off,0.05\r\n+34 600 000 000,-1\r\n',
  );
});

test('a large workbook is packed without a worker, which the pages let none in', () => {
  let packed = 0;
  zip({ 'sheet.xml': new Uint8Array(400_000).fill(60) }, (fault, bytes) => {
    expect(fault).toBeNull();
    packed = bytes.byteLength;
  });
  expect(packed).toBeGreaterThan(100);
});

describe('whoever looks at a table', () => {
  let app: Web;
  beforeAll(async () => {
    app = await openWeb();
  }, 300_000);
  afterAll(() => app?.close(), 60_000);

  const save = async (page: Page, format: 'CSV' | 'XLSX'): Promise<Download> => {
    const download = page.waitForEvent('download');
    await page
      .getByRole('group', { name: /^(Guardar la tabla|Save the table)/ })
      .getByRole('button', { name: format })
      .click();
    return download;
  };

  test('takes the records behind a number with them', async () => {
    const page = await app.signedIn('manager', { language: 'es' });
    await page.goto(`${app.url}/accounts`);
    await page.getByRole('button', { name: /De qué se compone este número: Previsión en riesgo$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('table').waitFor();
    expect(await violations(page)).toEqual([]);
    const shown = await dialog.getByRole('row').count();
    const csv = await save(page, 'CSV');
    expect(csv.suggestedFilename()).toBe('prevision-en-riesgo.csv');
    const lines = (await readFile(await csv.path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(shown);
    expect(lines[1]).toMatch(/,\d+(\.\d+)?,\d+(\.\d+)?,/);
    const xlsx = await save(page, 'XLSX');
    expect(xlsx.suggestedFilename()).toBe('prevision-en-riesgo.xlsx');
    const rows = await sheetOf(await readFile(await xlsx.path()));
    expect(rows).toHaveLength(shown - 1);
    await page.context().close();
  }, 120_000);

  test('takes the figures of a chart with them', async () => {
    const page = await app.signedIn('manager', { language: 'en', width: 390 });
    await page.goto(`${app.url}/process`);
    await page.getByRole('columnheader', { name: 'After' }).waitFor();
    const csv = await save(page, 'CSV');
    const lines = (await readFile(await csv.path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines.slice(1)) expect(line).toMatch(/^\d+ days,(0|1|0\.\d+),/);
    await page.context().close();
  }, 120_000);

  test('has a browser that has nothing to complain of', () => {
    expect(app.faults).toEqual([]);
  });
});
