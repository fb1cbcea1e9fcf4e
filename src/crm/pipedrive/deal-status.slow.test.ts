import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importCrm } from '../import/import-crm.ts';
import { noSettings, parseSettings } from '../import/settings.ts';
import type { ImportReport } from '../report/model.ts';
import { pipedrive } from './definition.ts';

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'tacto-deal-status-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

const header =
  'Deal - ID,Deal - Title,Deal - Owner,Deal - Stage,Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - Status';

/** The report, and the last stage of each deal in the log. */
async function run(
  lines: readonly string[],
  settings = noSettings,
): Promise<{ readonly report: ImportReport; readonly stages: Readonly<Record<string, string>> }> {
  const [source, out] = [join(scratch, 'source'), join(scratch, 'log')];
  await mkdir(source);
  await writeFile(join(source, 'deals.csv'), lines.join('\n'));
  const report = await importCrm(pipedrive, { source, out, format: 'csv', settings, knownKpis: new Set() });
  const changes = (await readFile(join(out, 'stage_changes.csv'), 'utf8')).trim().split('\n').slice(1);
  return { report, stages: Object.fromEntries(changes.map((line) => line.split(',').slice(0, 2) as [string, string])) };
}

test('the time at which a deal was won or lost says that it was, where no status does', async () => {
  const { stages, report } = await run([
    header,
    '1,One,Ana,Offer,2024-04-13 10:00,2024-05-01 10:00,,',
    '2,Two,Ana,Offer,2024-04-13 10:00,,2024-05-01 10:00,',
    '3,Three,Ana,Offer,2024-04-13 10:00,,,',
    '4,Four,Ana,Offer,2024-04-13 10:00,2024-05-01 10:00,2024-05-02 10:00,',
    '5,Five,Ana,Offer,2024-04-13 10:00,2024-05-02 10:00,2024-05-01 10:00,',
    '6,Six,Ana,Offer,2024-04-13 10:00,2024-05-01 10:00,,Open',
  ]);
  expect(stages).toEqual({ 1: 'won', 2: 'lost', 3: 'Offer', 4: 'lost', 5: 'won', 6: 'Offer' });
  expect(report.questions.filter(({ setting }) => setting === 'deal_statuses')).toEqual([]);
});

test('an export without the column of the status says what it goes by', async () => {
  const lines = [
    header,
    '1,One,Ana,Offer,2024-04-13 10:00,2024-05-01 10:00,,Won',
    '2,Two,Ana,Offer,2024-04-13 10:00,,,Open',
  ];
  const { stages, report } = await run(lines.map((line) => line.split(',').slice(0, -1).join(',')));
  expect(stages).toEqual({ 1: 'won', 2: 'Offer' });
  const limit = report.limits.find(({ text }) => text.en.startsWith('No deal says whether it is open, won or lost'));
  expect(limit!.weakens).toContain('contracts');
});

const paused = [
  header,
  '1,One,Ana,Offer,2024-04-13 10:00,,,Paused',
  '2,Two,Ana,Offer,2024-04-13 10:00,,2024-05-01 10:00,Paused',
  '3,Three,Ana,Offer,2024-04-13 10:00,,,Deleted',
  '4,Four,Ana,Offer,2024-04-13 10:00,,,Abierto',
];

test('a status that nobody knows is asked about, with its number of deals', async () => {
  const { stages, report } = await run(paused);
  expect(stages).toEqual({ 1: 'Offer', 2: 'lost', 4: 'Offer' });
  expect(report.questions.filter(({ setting }) => setting === 'deal_statuses')).toMatchObject([
    { value: 'Paused', records: 2, question: { en: 'Is a deal with the status “Paused” open, won or lost?' } },
  ]);
});

test('the settings answer it', async () => {
  const { stages, report } = await run(paused, parseSettings('deal_statuses: { paused: open }', 'settings.yaml'));
  expect(stages).toEqual({ 1: 'Offer', 2: 'Offer', 4: 'Offer' });
  expect(report.questions.filter(({ setting }) => setting === 'deal_statuses')).toEqual([]);
});
