import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hubspot } from '../hubspot/definition.ts';
import { pipedrive } from '../pipedrive/definition.ts';
import { salesforce } from '../salesforce/definition.ts';
import { importCrm } from './import-crm.ts';
import { noSettings } from './settings.ts';

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'tacto-findings-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

test('deals of which nothing says a stage are counted', async () => {
  const source = join(scratch, 'source');
  await mkdir(source);
  const deal = (id: string, dealstage: string | null) => ({
    id,
    properties: { dealname: `Deal ${id}`, dealstage, hubspot_owner_id: '1', createdate: '2026-02-01T10:00:00Z' },
  });
  await writeFile(join(source, 'deals.json'), JSON.stringify([deal('7', 'contractsent'), deal('8', null)]));
  const { checks } = await importCrm(hubspot, {
    source,
    out: join(scratch, 'log'),
    format: 'csv',
    settings: noSettings,
    knownKpis: new Set(),
  });
  expect(checks.find(({ id }) => id === 'deal_without_stage')).toMatchObject({
    found: 1,
    columns: ['deal', 'name'],
    examples: [['8', 'Deal 8']],
  });
});

test('a comparison counts the records that it names, and a deal closed before it was made is listed', async () => {
  const source = join(scratch, 'source');
  await mkdir(source);
  const deals = [
    'id,title,owner_id,status,stage_id,add_time,won_time',
    '1,One,7,won,3,2024-05-13 10:00:00,2024-04-13 10:00:00',
    '2,Two,7,won,3,2024-05-13 10:00:00,2024-05-13 09:00:00',
  ];
  const activities = [
    'id,subject,type,owner_id,done,due_date,marked_as_done_time,person_id',
    ...[1, 2, 3].map((n) => `${n},Call ${n},call,7,1,2024-05-1${n},2024-05-1${n} 10:00:00,99`),
  ];
  await writeFile(join(source, 'deals.csv'), deals.join('\n'));
  await writeFile(join(source, 'activities.csv'), activities.join('\n'));
  const { checks } = await importCrm(pipedrive, {
    source,
    out: join(scratch, 'log'),
    format: 'csv',
    settings: noSettings,
    knownKpis: new Set(),
  });
  const of = (id: string) => checks.find((check) => check.id === id);
  expect(of('lost_references')).toMatchObject({ found: 3, rows: 1, examples: [['Person', '3']] });
  expect(of('closed_before_created')).toMatchObject({ found: 1, examples: [['1', 'One', '2024-05-13', '2024-04-13']] });
});

test.each([
  {
    crm: hubspot,
    file: 'deals.csv',
    lines: [
      'Record ID,Deal Name,Deal owner,Deal Stage,Amount,Create Date,Close Date',
      '1,One,Ana,Closed Won,100,2024-05-13 10:00,2024-04-13 10:00',
      '2,Two,Ana,Closed Won,100,2024-05-13 10:00,2024-05-13 09:00',
    ],
    closed: { 1: '2024-04-13T10:00:00Z', 2: '2024-05-13T10:00:00Z' },
  },
  {
    crm: salesforce,
    file: 'Opportunity.csv',
    lines: [
      'Id,Name,OwnerId,StageName,IsClosed,IsWon,Amount,CreatedDate,CloseDate',
      '006000000000001AAA,One,005000000000001AAA,Closed Won,1,1,100,2024-05-13T10:00:00.000Z,2024-04-13',
      '006000000000002AAA,Two,005000000000001AAA,Closed Won,1,1,100,2024-05-13T10:00:00.000Z,2024-05-13',
    ],
    closed: { '006000000000001': '2024-04-13T00:00:00Z', '006000000000002': '2024-05-13T10:00:00Z' },
  },
])(
  'a close date of $crm.name is kept as it is told, also on a day before the deal was made',
  async ({ crm, file, lines, closed }) => {
    const [source, out] = [join(scratch, 'source'), join(scratch, 'log')];
    await mkdir(source);
    await writeFile(join(source, file), lines.join('\n'));
    const { checks } = await importCrm(crm, { source, out, format: 'csv', settings: noSettings, knownKpis: new Set() });
    expect(checks.find(({ id }) => id === 'closed_before_created')).toMatchObject({ found: 1 });
    const changes = (await readFile(join(out, 'stage_changes.csv'), 'utf8')).trim().split('\n').slice(1);
    expect(Object.fromEntries(changes.map((line) => line.split(',')).map(([deal, , at]) => [deal, at]))).toEqual(
      closed,
    );
  },
);
