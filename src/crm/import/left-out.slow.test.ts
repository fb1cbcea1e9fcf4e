import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hubspot } from '../hubspot/definition.ts';
import { pipedrive } from '../pipedrive/definition.ts';
import type { ImportReport } from '../report/model.ts';
import { salesforce } from '../salesforce/definition.ts';
import type { Crm } from './definition.ts';
import { importCrm } from './import-crm.ts';
import { noSettings } from './settings.ts';

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'tacto-left-out-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

async function run(crm: Crm, files: Readonly<Record<string, readonly string[]>>): Promise<ImportReport> {
  const source = join(scratch, 'source');
  await mkdir(source);
  for (const [file, lines] of Object.entries(files)) await writeFile(join(source, file), lines.join('\n'));
  return importCrm(crm, {
    source,
    out: join(scratch, 'log'),
    format: 'csv',
    settings: noSettings,
    knownKpis: new Set(),
  });
}

const totals = ({ checks }: ImportReport) => checks.find(({ id }) => id === 'stage_totals');

// Two deals of one stage: 100 EUR of Ana's, 50,000 EUR of nobody's.
const exports: readonly {
  readonly crm: Crm;
  readonly stage: string;
  readonly file: string;
  readonly lines: readonly string[];
}[] = [
  {
    crm: pipedrive,
    stage: 'Won',
    file: 'deals.csv',
    lines: [
      'Deal - ID,Deal - Title,Deal - Owner,Deal - Status,Deal - Stage,Deal - Value,Deal - Currency of Value,Deal - Deal created,Deal - Won time',
      '1,One,Ana,Won,Offer,100,EUR,2024-04-13 10:00,2024-05-01 10:00',
      '2,Two,,Won,Offer,50000,EUR,2024-04-13 10:00,2024-05-01 10:00',
    ],
  },
  {
    crm: hubspot,
    stage: 'Closed Won',
    file: 'deals.csv',
    lines: [
      'Record ID,Deal Name,Deal owner,Deal Stage,Amount,Currency,Create Date,Close Date',
      '1,One,Ana,Closed Won,100,EUR,2024-04-13 10:00,2024-05-01 10:00',
      '2,Two,,Closed Won,50000,EUR,2024-04-13 10:00,2024-05-01 10:00',
    ],
  },
  {
    crm: salesforce,
    stage: 'Closed Won',
    file: 'Opportunity.csv',
    lines: [
      'Id,Name,OwnerId,StageName,Amount,CurrencyIsoCode,IsWon,IsClosed,CreatedDate,CloseDate',
      '006000000000001,One,005000000000001,Closed Won,100,EUR,true,true,2024-04-13T10:00:00Z,2024-05-01',
      '006000000000002,Two,,Closed Won,50000,EUR,true,true,2024-04-13T10:00:00Z,2024-05-01',
    ],
  },
];

describe.each(exports)('$crm.name', ({ crm, stage, file, lines }) => {
  test('a deal of nobody is counted on the side of the CRM, and said with its money', async () => {
    const report = await run(crm, { [file]: lines });
    expect(totals(report)).toMatchObject({
      found: 1,
      columns: ['stage', 'crm_deals', 'log_deals', 'crm_amount', 'log_amount', 'without_owner', 'without_date'],
      examples: [[stage, '2', '1', '50100.00', '100.00', '1', '0']],
    });
    expect(report.limits[0]!.text.en).toContain(`1 deal (50,000 EUR) belongs to no person in ${crm.name}`);
    expect(report.limits[0]!.text.es).toContain(`1 oportunidad (50.000 EUR) no es de ninguna persona en ${crm.name}`);
    expect(report.limits[0]!.weakens).toContain('contracts');
  });

  test('an export that does not say whose the deals are says so', async () => {
    const owner = lines[0]!.split(',').findIndex((header) => /owner/i.test(header));
    const without = lines.map((line) => line.split(',').toSpliced(owner, 1).join(','));
    const report = await run(crm, { [file]: without });
    expect(totals(report)!.examples).toEqual([[stage, '2', '0', '50100.00', '0.00', '2', '0']]);
    expect(report.limits[0]!.text.en).toContain('does not say whose 2 deals (50,100 EUR) are');
    expect(report.limits[0]!.rulesOut).toContain('contracts');
  });

  test('a deal that is won without a date is left out and said, with what it makes less certain', async () => {
    const undated = lines[2]!.replace(/2024-05-01.*$/, '').replace(/^([^,]*),Two,,/, '$1,Two,Ana,');
    const report = await run(crm, { [file]: [lines[0]!, lines[1]!, undated] });
    expect(totals(report)!.examples).toEqual([[stage, '2', '1', '50100.00', '100.00', '0', '1']]);
    expect(report.files[0]!.targets.find(({ table }) => table === 'deals')!.skipped).toMatchObject([
      { reason: { en: 'won or lost, and nothing says when' }, rows: 1 },
    ]);
    expect(report.limits[0]!.text.en).toContain('1 won or lost deal (50,000 EUR) does not say when it was won or lost');
    expect(report.limits[0]!.weakens).toContain('sales_cycle_days');
    expect(report.limits[0]!.rulesOut).toEqual([]);
    expect(await readFile(join(scratch, 'log', 'stage_changes.csv'), 'utf8')).toContain('2024-05-01');
  });

  test('an export without any date of closing rules out what counts closings', async () => {
    const [header, won] = lines.slice(0, 2).map((line) => line.split(',').slice(0, -1).join(','));
    const report = await run(crm, { [file]: [header!, won!] });
    expect(report.limits[0]!.rulesOut).toContain('sales_cycle_days');
    expect(report.limits[0]!.text.en).toContain(crm.closingColumns.en);
  });
});

test('the date of a stage in HubSpot is that of no other', async () => {
  const { tables, limits } = await run(hubspot, {
    'deals.csv': [
      'Record ID,Deal Name,Deal owner,Deal Stage,Create Date,Close Date,"Date entered ""Closed Won""","Date entered ""Proposal"""',
      '1,One,Ana,Closed Won,2024-04-13 10:00,,2024-05-01 10:00,2024-04-20 10:00',
      '2,Two,Ana,Closed Won,2024-04-13 10:00,,,2024-04-20 10:00',
    ],
  });
  expect(tables.find(({ table }) => table === 'deals')!.rows).toBe(1);
  expect(limits[0]!.text.en).toContain('1 won or lost deal does not say when');
});

test('the flow of a deal in Pipedrive says when it was won', async () => {
  const { tables } = await run(pipedrive, {
    'deals.csv': [
      'id,title,owner_id,status,stage_id,add_time',
      '1,One,7,won,3,2024-04-13 10:00:00',
      '2,Two,7,won,3,2024-04-13 10:00:00',
    ],
    'deal_flow.csv': [
      'id,item_id,field_key,old_value,new_value,log_time,user_id',
      '1,1,status,open,won,2024-05-01 10:00:00,7',
    ],
  });
  expect(tables.find(({ table }) => table === 'deals')!.rows).toBe(1);
  expect(await readFile(join(scratch, 'log', 'stage_changes.csv'), 'utf8')).toContain('1,won,2024-05-01T10:00:00Z');
});

test('money without a currency is told as a number, and several currencies one by one', async () => {
  const { limits } = await run(pipedrive, {
    'deals.csv': [
      'Deal - ID,Deal - Title,Deal - Owner,Deal - Status,Deal - Stage,Deal - Value,Deal - Currency of Value,Deal - Deal created',
      '1,One,Ana,Open,Offer,100,EUR,2024-04-13 10:00',
      '2,Two,,Open,Offer,1000.5,EUR,2024-04-13 10:00',
      '3,Three,,Open,Offer,7,EUR,2024-04-13 10:00',
      '4,Four,,Open,Offer,30,USD,2024-04-13 10:00',
      '5,Five,,Open,Offer,4,,2024-04-13 10:00',
    ],
  });
  expect(limits[0]!.text.en).toContain('4 deals (1,007.5 EUR, 30 USD and 4) belong');
});
