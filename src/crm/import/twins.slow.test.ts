import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hubspot } from '../hubspot/definition.ts';
import { pipedrive } from '../pipedrive/definition.ts';
import type { CheckResult } from '../report/model.ts';
import { salesforce } from '../salesforce/definition.ts';
import type { Crm } from './definition.ts';
import { importCrm } from './import-crm.ts';
import { parseSettings } from './settings.ts';

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'tacto-twins-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

/** The examples of one comparison of an import of files by name. */
async function twins(crm: Crm, id: string, files: Readonly<Record<string, string>>): Promise<CheckResult['examples']> {
  const source = join(scratch, 'source');
  await mkdir(source, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(source, name), text);
  const report = await importCrm(crm, {
    source,
    out: join(scratch, 'log'),
    format: 'csv',
    settings: parseSettings('workspace: { timezone: Asia/Kathmandu, as_of: 2026-04-01T00:00:00Z }', 'settings.yaml'),
    knownKpis: new Set(),
  });
  expect(report.refused).toEqual([]);
  return report.checks.find((check) => check.id === id)!.examples;
}

test('contacts of HubSpot that are leads, with and without a company in the export', async () => {
  const found = await twins(hubspot, 'twin_leads', {
    'companies.csv': 'Record ID,Company name,Company Domain Name\n501,Alfa,alfa.example\n',
    'contacts.csv': `Record ID,First Name,Last Name,Email,Lifecycle Stage,Contact owner,Create Date,Company Name,Associated Company IDs
1,Ana,Uno,ANA@alfa.example,Lead,Bo,2026-01-01 10:00,,501
2,Ana,Uno,ana@alfa.example,Lead,Bo,2026-01-02 10:00,Elsewhere,
3,Eva,Dos,,Lead,Bo,2026-01-03 10:00,,501
4,eva,dos,,Lead,Bo,2026-01-04 10:00,Alfa,
5,Eva,Dos,,Lead,Bo,2026-01-05 10:00,Beta,
6,Ana,Uno,ana@alfa.example,Subscriber,Bo,2026-01-06 10:00,,501
`,
  });
  expect(found).toEqual([
    ['ana@alfa.example', null, null, '2', '1', '2'],
    [null, 'eva dos', 'alfa', '2', '3', '4'],
  ]);
});

test('leads of Pipedrive by their person, else by their title and organization', async () => {
  const lead = (id: string, title: string, person: number | null, organization: number | null) => ({
    id,
    title,
    owner_id: 11,
    person_id: person,
    organization_id: organization,
    is_archived: false,
    add_time: '2026-01-01T10:00:00Z',
  });
  const found = await twins(pipedrive, 'twin_leads', {
    'users.json': JSON.stringify([{ id: 11, name: 'Bo', email: 'bo@acme.example', active_flag: true }]),
    'organizations.json': JSON.stringify([{ id: 5, name: 'Alfa', owner_id: 11, people_count: 2 }]),
    'persons.json': JSON.stringify([
      { id: 7, name: 'Ana', org_id: 5, owner_id: 11, emails: [{ value: 'ana@alfa.example', primary: true }] },
      { id: 8, name: 'Anna', org_id: null, owner_id: 11, emails: [{ value: 'Ana@Alfa.example', primary: true }] },
    ]),
    'leads.json': JSON.stringify([
      lead('a', 'One', 7, null),
      lead('b', 'Two', 8, null),
      lead('c', 'Roof', null, 5),
      lead('d', 'roof', null, 5),
      lead('e', 'Roof', null, null),
    ]),
  });
  expect(found).toEqual([
    ['ana@alfa.example', null, null, '2', 'a', 'b'],
    [null, 'roof', '5', '2', 'c', 'd'],
  ]);
});

test('activities at one moment are shown with whom they were; those of which only the day is known are not compared', async () => {
  const call = (id: string, who: string, what: string, date: string, at: string) =>
    `${id},u1,${who},${what},Call,Ring,Completed,1,${date},${at},Outbound`;
  const found = await twins(salesforce, 'twin_activities', {
    'User.csv': 'Id,Name,Username\nu1,Ana,ana\n',
    'Account.csv': 'Id,Name,OwnerId\n001,Alfa,u1\n',
    'Contact.csv': 'Id,AccountId,LastName\n003,001,Nora\n',
    'Opportunity.csv':
      'Id,AccountId,Name,StageName,CloseDate,OwnerId,CreatedDate\n006,001,Roof,Open,2026-05-01,u1,2026-01-01\n',
    'Task.csv': [
      'Id,OwnerId,WhoId,WhatId,TaskSubtype,Subject,Status,IsClosed,ActivityDate,CompletedDateTime,CallType',
      call('a', '003', '', '2026-03-02', '2026-03-02T09:30:00Z'),
      call('b', '003', '006', '2026-03-02', '2026-03-02T09:30:00Z'),
      call('c', '', '006', '2026-03-02', '2026-03-02T09:30:00Z'),
      call('d', '', '001', '2026-03-02', '2026-03-02T00:00:00Z'),
      call('e', '', '001', '2026-03-02', '2026-03-02T00:00:00Z'),
      call('f', '003', '', '2026-03-03', ''),
      call('g', '003', '', '2026-03-03', ''),
    ].join('\n'),
  });
  expect(found).toEqual([
    ['2026-03-02 05:45', 'call', 'Alfa', 'Ring', '2', 'd', 'e'],
    ['2026-03-02 15:15', 'call', 'Nora', 'Ring', '2', 'a', 'b'],
  ]);
});
