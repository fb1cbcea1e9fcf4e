import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crms } from '../src/crm/crms.ts';
import type { ImportReport } from '../src/crm/report/model.ts';
import { parsePage } from '../src/crm/report/test-support.ts';
import { type Outcome, tacto } from './support/run.ts';

const golden = join(import.meta.dirname, '..', 'conformance', 'imports', 'salesforce-export');
const [source, settings] = [join(golden, 'source'), join(golden, 'settings.yaml')];

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tacto-import-cli-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const place = (name: string): string => join(root, name);
const read = (...path: readonly string[]): Promise<string> => readFile(join(...path), 'utf8');
const importing = (out: string, ...more: readonly string[]): Promise<Outcome> =>
  tacto(['import', 'salesforce', source, '--settings', settings, '--out', out, ...more]);

/** Every file of a folder and its text. */
async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(names.toSorted().map(async (name) => [name.slice(folder.length), await read(name)] as const)),
  );
}

describe('tacto import of a CRM', () => {
  let first: Outcome;
  beforeAll(async () => {
    first = await importing(place('log'));
  });

  test('says what was read and what to trust, and nothing else in a pipe', () => {
    expect({ status: first.status, err: first.err }).toEqual({ status: 0, err: '' });
    expect(first.out).toMatch(/^Salesforce · source · 58 rows read, 35 are in the log\n/);
    expect(first.out).toMatch(/\nTask\.csv +Task +8 +5 +0 +3\n {4}1 deleted in Salesforce\n/);
    expect(first.out).toMatch(/\nQuestions \(5\): [\s\S]*lead_statuses: Nurturing · 1 record\n/);
    expect(first.out).toContain(`\nNext: tacto board --data ${place('log')}\n`);
    expect(
      Math.max(
        ...first.out
          .replace(/\n(?:The whole report|Next).*/g, '')
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(100);
  });

  test('says the same in Spanish', async () => {
    const { status, out, err } = await importing(place('log-es'), '--lang', 'es');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^Salesforce · source · 58 filas leídas, 35 están en el registro\n/);
    expect(out).toMatch(/\nPreguntas \(5\): /);
    expect(await read(place('log-es'), 'import-report.html')).toContain('<html lang="es">');
  });

  test('leaves a log that the other commands read as it is', async () => {
    for (const args of [
      ['check', place('log')],
      ['board', '--data', place('log')],
    ]) {
      const { status, out, err } = await tacto(args);
      expect({ status, err }).toEqual({ status: 0, err: '' });
      expect(out).not.toMatch(/^!/m);
    }
  });

  test('writes the report beside the log, as JSON and as a page', async () => {
    const again = await importing(place('log-json'), '--json', '--report', place('for-the-client.html'));
    const report = JSON.parse(again.out) as ImportReport;
    expect(again.out).toBe(await read(place('log-json'), 'import-report.json'));
    expect(again.out.split('\n')).toHaveLength(2);
    expect(Object.keys(report)).toEqual([
      'crm',
      'source',
      'settings',
      'files',
      'tables',
      'refused',
      'questions',
      'checks',
      'limits',
      'changes',
      'warnings',
    ]);
    const page = await read(place('log-json'), 'import-report.html');
    expect(await read(place('for-the-client.html'))).toBe(page);
    const { text } = parsePage(page);
    for (const { question } of report.questions)
      for (const said of Object.values(question)) expect(text).toContain(said);
  });

  test('brings a log up to date, and gives the same bytes for the same export', async () => {
    const second = await importing(place('log'));
    expect(second.out).toContain('\nThe sales log now: nothing has changed since the import before\n');
    const files = await filesOf(place('log'));
    await importing(place('log'));
    expect(await filesOf(place('log'))).toEqual(files);
  });

  test('with --strict writes nothing while there is a question', async () => {
    const { status, out, err } = await importing(place('strict'), '--strict', '--report', place('strict.html'));
    expect({ status, err }).toEqual({
      status: 2,
      err: 'tacto: 6 comparisons that differ, 5 questions open, and --strict allows none. Nothing was written. [not_clean]\n',
    });
    expect(out).toContain('\nQuestions (5)');
    expect([existsSync(place('strict')), existsSync(place('strict.html'))]).toEqual([false, false]);
    const before = await filesOf(place('log'));
    expect((await importing(place('log'), '--strict', '--json')).status).toBe(2);
    expect(await filesOf(place('log'))).toEqual(before);
  });

  test('takes what the data say for text, on the page and in the list of refused rows', async () => {
    const hostile = place('hostile');
    await cp(source, hostile, { recursive: true });
    const file = join(hostile, 'Task.csv');
    const [head = '', row = '', ...rows] = (await read(file)).split(/\r?\n/);
    const columns = head.replaceAll('"', '').split(',');
    const cells = row.split('","').map((cell) => cell.replaceAll('"', ''));
    const put = (values: Readonly<Record<string, string>>): string =>
      columns.map((name, i) => `"${(values[name] ?? cells[i] ?? '').replaceAll('"', '""')}"`).join(',');
    const evil = '<img src=x onerror="alert(1)">';
    await writeFile(
      file,
      [head, put({ CallDisposition: evil }), put({ Id: '=1+1' }), put({ Id: '=1+1' }), ...rows].join('\n'),
    );
    const found = await tacto(['import', 'salesforce', hostile, '--out', place('hostile-log')]);
    expect({ status: found.status, err: found.err }).toEqual({ status: 0, err: '' });
    const page = await read(place('hostile-log'), 'import-report.html');
    expect(parsePage(page).elements.filter(({ name }) => name === 'img')).toEqual([]);
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
    const rejects = await read(place('hostile-log'), '.tacto', 'rejects.csv');
    expect(rejects).toMatch(/^file,line,table,column,value,code,reason\n/);
    expect(rejects).toContain("\nTask.csv,4,activities,id,'=1+1,duplicate_id,");
    // A later export without the fault takes the list away.
    await importing(place('hostile-log'));
    expect(existsSync(join(place('hostile-log'), '.tacto', 'rejects.csv'))).toBe(false);
  });

  const faults: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [
      ['sugar', 'x', '--out', 'y'],
      new RegExp(
        `no import of “sugar”\\. There are: ${crms.map(({ id }) => id).join(', ')}, csv\\..*\\[unknown_import\\]`,
      ),
    ],
    [['salesforce', source], /The option --out <DIR> is needed.*\[bad_option\]/],
    [['csv', source, '--out', 'y'], /The option --map <FOLDER> is needed.*\[bad_option\]/],
    [['csv', source, '--propose', '--map', 'm'], /\[bad_option\]/],
    [['csv', source, '--propose', '--out', ''], /--out names no folder.*\[bad_option\]/],
    [['csv', source, '--map', 'm', '--out', 'y', '--strict'], /--strict is not for tacto import csv.*\[bad_option\]/],
    [['salesforce', source, '--out', 'y', '--map', 'm'], /--map is not for tacto import salesforce.*\[bad_option\]/],
    [['salesforce', '/no/such/place', '--out', '/tmp/never'], /no file or folder.*\[not_found\]/],
    [['salesforce', source, '--out', '/tmp/never', '--settings', '/no/such.yaml'], /such\.yaml.*\[cannot_read\]/],
    [
      ['salesforce', source, '--out', '/tmp/never', '--report', '/no/such/x.html'],
      /\/no\/such\/x\.html cannot be written.*\[cannot_write\]/,
    ],
  ];
  test.each(faults)('%j ends with status 2 and says what would be right', async (args, says) => {
    const { status, out, err } = await tacto(['import', ...args]);
    expect({ status, out, err }).toEqual({ status: 2, out: '', err: expect.stringMatching(says) });
    expect(existsSync('/tmp/never')).toBe(false);
  });

  test('has a help that names every CRM, in both languages', async () => {
    for (const lang of ['en', 'es']) {
      const { out } = await tacto(['import', '--help', '--lang', lang]);
      for (const { id } of crms) expect(out).toContain(`  tacto import ${id} export.zip --out sales-log`);
      expect(out).toContain('--propose');
    }
  });
});

describe('tacto import csv --propose', () => {
  test('writes a first map that imports as it is, and says what is doubtful in it', async () => {
    await mkdir(place('export'));
    await writeFile(
      join(place('export'), 'deals.csv'),
      'Deal ID,Name,Stage,Owner,Amount,Created,Closed,Colour\n1,Alpha,Won,Ana,1200.50,2024-01-03,2024-02-01,red\n2,Beta,Lost,Ben,800,2024-01-05,2024-02-03,blue\n3,Gamma,Proposal,Ana,500,2024-01-09,,green\n',
    );
    await writeFile(join(place('export'), 'weather.csv'), 'city,temp\nx,1\n');
    const proposed = await tacto(['import', 'csv', place('export'), '--propose', '--out', place('map')]);
    expect({ status: proposed.status, err: proposed.err }).toEqual({ status: 0, err: '' });
    expect(proposed.out).toMatch(
      /\ndeals +\d+ +deals\.csv\n[\s\S]*marked DOUBT[\s\S]*\nColumns not used, deals\.csv: Colour\nFiles not used: weather\.csv\n/,
    );
    expect(proposed.out).toContain(`Next: tacto import csv ${place('export')} --map ${place('map')} --out sales-log\n`);
    const imported = await tacto(['import', 'csv', place('export'), '--map', place('map'), '--out', place('mapped')]);
    expect({ status: imported.status, err: imported.err }).toEqual({ status: 0, err: '' });
    expect(imported.out).toMatch(/\nreps +2 +2 +0\n/);
    const twice = await tacto(['import', 'csv', place('export'), '--propose', '--out', place('map'), '--lang', 'es']);
    expect({ status: twice.status, err: twice.err }).toEqual({
      status: 2,
      err: expect.stringMatching(/\[not_empty\]/),
    });
  });
});
