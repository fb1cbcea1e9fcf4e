import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importCrm } from '../import/import-crm.ts';
import { noSettings } from '../import/settings.ts';
import type { ImportReport } from '../report/model.ts';
import { salesforce } from './definition.ts';

// Tables that a pipeline landed, about ten rows each: what becomes of them, against the files read without any of the importer.

const data = join(import.meta.dirname, '../../../../shared/data/salesforce-fivetran');

type Row = Readonly<Record<string, string>>;

/** The records of a CSV text by its headers. */
function recordsOf(text: string): readonly Row[] {
  const records: string[][] = [['']];
  let isQuoted = false;
  for (const char of text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')) {
    const record = records.at(-1)!;
    if (char === '"') isQuoted = !isQuoted;
    else if (char === ',' && !isQuoted) record.push('');
    else if (char === '\n' && !isQuoted) records.push(['']);
    else record[record.length - 1] += char;
  }
  const [headers, ...rows] = records.filter((record) => record.join('') !== '');
  return rows.map((row) => Object.fromEntries(headers!.map((header, i) => [header, row[i] ?? ''])));
}

const is = (word: string | undefined): boolean => word?.toLowerCase() === 'true';
const isPast = (row: Row): boolean => row['_fivetran_active']?.toLowerCase() === 'false';
const isGone = (row: Row): boolean => is(row['is_deleted']) || is(row['_fivetran_deleted']);
const holds = (row: Row): boolean => !isPast(row) && !isGone(row);

describe.skipIf(!existsSync(data))('Salesforce by Fivetran (skipped when its files are not in ../shared/data)', () => {
  let scratch: string;
  let report: ImportReport;
  const files = new Map<string, readonly Row[]>();
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'tacto-fivetran-'));
    for (const file of await readdir(data)) files.set(file, recordsOf(await readFile(join(data, file), 'utf8')));
    report = await importCrm(salesforce, {
      source: data,
      out: join(scratch, 'log'),
      format: 'csv',
      settings: noSettings,
      knownKpis: new Set(),
    });
  });
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  const rows = (object: string): readonly Row[] => files.get(`sf_${object}_data.csv`)!;
  const inLog = (table: string): number => report.tables.find((t) => t.table === table)!.rows;
  const account = (object: string): ImportReport['files'][number] =>
    report.files.find(({ file }) => file === `sf_${object}_data.csv`)!;
  const skipped = (object: string, reason: string): number =>
    account(object).skipped.find((s) => s.reason.en.startsWith(reason))?.rows ?? 0;

  test('every record of every file is read and accounted for', () => {
    expect(report.files.map(({ file }) => file).sort()).toEqual([...files.keys()].sort());
    for (const { file, rows: read, malformed, kept, rejected, skipped: left } of report.files) {
      expect([file, read, malformed]).toEqual([file, files.get(file)!.length, 0]);
      expect([file, kept + rejected + left.reduce((sum, s) => sum + s.rows, 0)]).toEqual([file, read]);
    }
    expect(report.refused).toEqual([]);
  });

  test.each([
    ['account', 'Account'],
    ['account_history', 'Account (versions)'],
    ['contact', 'Contact'],
    ['contact_history', 'Contact (versions)'],
    ['event', 'Event'],
    ['lead', 'Lead'],
    ['opportunity', 'Opportunity'],
    ['opportunity_history', 'Opportunity (versions)'],
    ['opportunity_line_item', null],
    ['order', null],
    ['product_2', null],
    ['task', 'Task'],
    ['user', 'User'],
    ['user_role', 'UserRole'],
  ])('%s is %s', (object, title) => {
    expect(account(object).object).toBe(title);
  });

  test('deleted and past deals are left out with their histories, and only their stages are known', () => {
    expect(rows('opportunity').filter(holds)).toHaveLength(0);
    expect([inLog('deals'), inLog('stage_changes')]).toEqual([0, 0]);
    expect(skipped('opportunity', 'a version')).toBe(rows('opportunity').filter(isPast).length);
    expect(skipped('opportunity', 'deleted')).toBe(rows('opportunity').filter((row) => !isPast(row)).length);
    expect(skipped('opportunity_history', 'deleted')).toBe(rows('opportunity_history').filter(isGone).length);
    expect(inLog('stages')).toBe(new Set(rows('opportunity').map((row) => row['stage_name'])).size);
  });

  test('accounts that hold are kept, with the owner that their versions tell', () => {
    const kept = rows('account').filter((row) => holds(row) && row['master_record_id'] === '');
    expect(inLog('accounts')).toBe(kept.length);
    expect(skipped('account', 'merged')).toBe(
      rows('account').filter((row) => !isPast(row) && row['master_record_id'] !== '').length,
    );
    expect(inLog('assignments')).toBe(kept.length);
  });

  test('contacts whose account is not there are left out', () => {
    const known = new Set(rows('account').map((row) => row['id']));
    expect(rows('contact').filter((row) => known.has(row['account_id']))).toHaveLength(0);
    expect(inLog('contacts')).toBe(0);
    expect(skipped('contact', 'a contact without')).toBe(rows('contact').filter((row) => !row['account_id']).length);
    expect(skipped('contact', 'its account')).toBe(rows('contact').filter((row) => row['account_id']).length);
  });

  test('activities are the events, and the tasks that are done and have a type', () => {
    const events = rows('event').filter((row) => holds(row) && !is(row['is_child']));
    const done = rows('task').filter((row) => holds(row) && is(row['is_closed']));
    const typed = done.filter((row) => row['type'] !== '' || row['call_type'] !== '');
    expect(inLog('activities')).toBe(events.length + typed.length);
    expect(skipped('task', 'a to-do')).toBe(done.length - typed.length);
  });

  test('reps are those whose records hold, by their ids when no user says more; roles are teams', () => {
    const owners = ['lead', 'opportunity', 'task', 'event'].flatMap((object) => rows(object).filter(holds));
    const accounts = rows('account').filter(holds);
    const versions = rows('account_history').filter((row) => accounts.some(({ id }) => id === row['id']));
    const ids = [...owners, ...accounts, ...versions].map((row) => row['owner_id']!);
    const users = new Set(rows('user').map((row) => row['id']));
    const named = new Set(ids.filter((id) => id !== ''));
    expect([...named].filter((id) => users.has(id))).toHaveLength(0);
    expect(inLog('reps')).toBe(named.size);
    expect(inLog('teams')).toBe(rows('user_role').filter(holds).length);
    expect(account('user').kept).toBe(0);
  });
});
