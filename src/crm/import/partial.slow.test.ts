import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../domain/errors.ts';
import { crms } from '../crms.ts';
import { reportJson } from '../report/json.ts';
import type { ImportReport } from '../report/model.ts';
import { importCrm } from './import-crm.ts';
import { reportFile } from './own-log.ts';
import { noSettings, parseSettings } from './settings.ts';

// A later export into the same folder that has less than the one before.

const goldens = join(import.meta.dirname, '..', '..', '..', 'conformance', 'imports');
let scratch: string;
const at = (...path: readonly string[]): string => join(scratch, ...path);

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'tacto-partial-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

/** Imports the export into the log of this test; the report lies with it, as the command line leaves it. */
async function importing(golden: string, more = ''): Promise<ImportReport> {
  const text = await readFile(join(goldens, golden, 'settings.yaml'), 'utf8');
  const report = await importCrm(crms.find(({ id }) => golden.startsWith(id))!, {
    source: at('source'),
    out: at('log'),
    format: 'csv',
    settings: more === 'none' ? noSettings : parseSettings(`${text}\n${more}`, 'settings.yaml'),
    knownKpis: new Set(['dials']),
  });
  await writeFile(at('log', reportFile), reportJson(report));
  return report;
}

async function begin(golden: string): Promise<ImportReport> {
  await cp(join(goldens, golden, 'source'), at('source'), { recursive: true });
  return importing(golden);
}

async function logFiles(): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(at('log'))).filter((name) => /\.(csv|json|yaml)$/.test(name));
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(at('log', name), 'utf8')] as const)),
  );
}

const rowsOf = ({ tables }: ImportReport, table: string): number => tables.find((t) => t.table === table)!.rows;
const goneOf = ({ changes }: ImportReport): readonly (readonly [string, number])[] =>
  changes!.filter(({ gone }) => gone > 0).map(({ table, gone }) => [table, gone]);
const saying = ({ warnings }: ImportReport, what: RegExp) => warnings.filter(({ en }) => what.test(en));

describe.each(['salesforce-export', 'hubspot-csv-en', 'pipedrive-api'])('%s', (golden) => {
  test('without any of its objects is refused, and the log stays as it was', async () => {
    const { files } = await begin(golden);
    const before = await logFiles();
    const objects = new Set(files.flatMap(({ object, rows }) => (object === null || rows === 0 ? [] : [object])));
    expect(objects.size).toBeGreaterThan(4);
    for (const object of objects) {
      const without = files.filter((file) => file.object === object).map(({ file }) => file);
      for (const file of without) await rm(at('source', file));
      const refusal = await importing(golden).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(UserError);
      const { code, message, fix } = (refusal as UserError).fault;
      expect(code).toBe('objects_missing');
      for (const said of [message.en, message.es]) expect(said).toContain(`: ${object} (`);
      for (const said of [fix!.en, fix!.es]) expect(said).toContain(`without: [${object}]`);
      expect(await logFiles()).toEqual(before);
      for (const file of without) await cp(join(goldens, golden, 'source', file), at('source', file));
    }
    expect(goneOf(await importing(golden))).toEqual([]);
  }, 120_000);
});

test('what is missing is told with what of the log came of it', async () => {
  await begin('salesforce-export');
  for (const file of ['Task.csv', 'LeadHistory.csv']) await rm(at('source', file));
  await expect(importing('salesforce-export', 'none')).rejects.toMatchObject({
    fault: {
      message: {
        en: 'The log before was made from what this export does not have: LeadHistory (3 records), Task (8 records; in the log: Activities 5). Nothing was written.',
        es: 'El registro anterior salió de lo que esta exportación no tiene: LeadHistory (3 registros), Task (8 registros; en el registro de ventas: Actividades 5). No se ha escrito nada.',
      },
    },
  });
}, 120_000);

test('what the settings say is gone for good leaves the log, is told once, and is not asked for again', async () => {
  expect(rowsOf(await begin('salesforce-export'), 'activities')).toBe(7);
  for (const file of ['Task.csv', 'Event.csv']) await rm(at('source', file));
  const report = await importing('salesforce-export', 'without: [task, Event]');
  expect(rowsOf(report, 'activities')).toBe(0);
  expect(goneOf(report)).toContainEqual(['activities', 7]);
  const gone = /^As the settings say, .* is gone: Event \(3 records; in the log: Activities 2\), Task \(8 records;/;
  expect(saying(report, gone)).toHaveLength(1);
  const later = await importing('salesforce-export', 'none');
  expect(goneOf(later)).toEqual([]);
  expect(saying(later, /As the settings say/)).toEqual([]);
  await cp(join(goldens, 'salesforce-export', 'source', 'Task.csv'), at('source', 'Task.csv'));
  const back = await importing('salesforce-export', 'none');
  expect(rowsOf(back, 'activities')).toBe(5);
  expect(saying(back, /without Task, but it is there/)).toHaveLength(1);
}, 120_000);

test('an object that has no record any more is told', async () => {
  await begin('hubspot-csv-en');
  const calls = at('source', 'calls.csv');
  await writeFile(calls, `${(await readFile(calls, 'utf8')).split('\n')[0]!}\n`);
  const report = await importing('hubspot-csv-en');
  expect(saying(report, /^The export has no record of .* is gone: Calls \(/)).toHaveLength(1);
  expect(saying(await importing('hubspot-csv-en'), /has no record of/)).toEqual([]);
}, 120_000);

test('an object that the CRM does not have cannot be gone', async () => {
  await begin('salesforce-export');
  await expect(importing('salesforce-export', 'without: [Taks]')).rejects.toMatchObject({ code: 'bad_settings' });
  for (const wrong of ['Task', '[1]', '{ Task: true }']) {
    expect(() => parseSettings(`without: ${wrong}`, 's.yaml')).toThrow(/a list of objects/);
  }
}, 120_000);

test('what no export of the CRM has stays as it was, and is told where it hangs on somebody who is gone', async () => {
  await begin('salesforce-export');
  const reps = await readFile(at('log', 'reps.csv'), 'utf8');
  const [, rep = ''] = reps.split('\n');
  const id = rep.split(',')[0]!;
  await writeFile(at('log', 'goals.csv'), 'kpi,target,starts_on,grain\ndials,5,2026-01-01,month\n');
  await writeFile(at('log', 'costs.csv'), `id,incurred_on,amount,rep_id\nk,2026-01-01,10,${id}\n`);
  const same = await importing('salesforce-export');
  expect(same.changes!.filter(({ carried }) => carried).map(({ table, gone }) => [table, gone])).toEqual([
    ['costs', 0],
    ['goals', 0],
  ]);
  expect(saying(same, /stay from before/)).toEqual([]);
  await writeFile(at('log', 'reps.csv'), `${reps.trim()}\n${rep.replace(id, 'elsewhere')}\n`);
  await writeFile(at('log', 'costs.csv'), 'id,incurred_on,amount,rep_id\nk,2026-01-01,10,elsewhere\n');
  const report = await importing('salesforce-export');
  expect(saying(report, /stay from before.*\(Costs 1\)/)).toHaveLength(1);
  expect(report.changes!.find(({ table }) => table === 'costs')).toMatchObject({ carried: true });
}, 120_000);

test('of a log that does not say what it was made from, as much is kept as can be', async () => {
  await begin('salesforce-export');
  await writeFile(at('log', reportFile), '{"crm":"Salesforce"}');
  for (const file of ['Task.csv', 'Event.csv', 'Opportunity.csv']) await rm(at('source', file));
  const report = await importing('salesforce-export');
  expect(rowsOf(report, 'activities')).toBe(7);
  expect(report.changes!.find(({ table }) => table === 'activities')).toMatchObject({ carried: true });
}, 120_000);
