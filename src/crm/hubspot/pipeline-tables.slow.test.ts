import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importCrm } from '../import/import-crm.ts';
import { noSettings } from '../import/settings.ts';
import type { FileAccount, ImportReport } from '../report/model.ts';
import { hubspot } from './definition.ts';

// Tables of HubSpot as a pipeline lands them, written by others: 44 deals, half of them without an owner.

const source = join(import.meta.dirname, '../../../../shared/data/hubspot-fivetran');

describe.skipIf(!existsSync(source))('hubspot-fivetran (skipped when its files are not in ../shared/data)', () => {
  let folder: string;
  let report: ImportReport;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tacto-hubspot-'));
    const options = { source, out: join(folder, 'log'), format: 'csv', settings: noSettings } as const;
    report = await importCrm(hubspot, { ...options, knownKpis: new Set() });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const file = (name: string): FileAccount => report.files.find((account) => account.file === name)!;
  const skipped = (name: string): Record<string, number> =>
    Object.fromEntries(file(name).skipped.map(({ reason, rows }) => [reason.en, rows]));

  test('knows every table but the one of user roles', () => {
    expect(report.files.filter(({ object }) => object === null).map((account) => account.file)).toEqual([
      'role_data.csv',
    ]);
  });

  test('accounts for every row', () => {
    for (const { rows, malformed, kept, rejected, skipped: reasons } of report.files) {
      expect(malformed + kept + rejected + reasons.reduce((sum, reason) => sum + reason.rows, 0)).toBe(rows);
    }
    expect(report.files.reduce((sum, { rows }) => sum + rows, 0)).toBe(530);
  });

  test('refuses nothing and says why it leaves things out', () => {
    expect(report.refused).toEqual([]);
    expect(skipped('deal_data.csv')).toEqual({ 'it has no owner': 22 });
    expect(skipped('engagement_meeting_data.csv')).toEqual({ 'it has no owner': 100 });
    expect(skipped('contact_data.csv')).toEqual({
      'a contact without a company': 19,
      'merged into another record': 3,
    });
    expect(skipped('deal_stage_data.csv')).toEqual({ 'its deal is archived or not in the export': 14 });
    expect(skipped('deal_property_history_data.csv')).toEqual({ 'the change of another property': 100 });
  });

  test('keeps deals, companies, stages and who owns them', () => {
    const rows = Object.fromEntries(report.tables.map(({ table, rows: count }) => [table, count]));
    expect(rows).toMatchObject({ deals: 22, accounts: 24, stages: 71, reps: 4, teams: 3, activities: 0 });
  });
});
