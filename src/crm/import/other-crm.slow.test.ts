import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from '../../duckdb/database.ts';
import { hubspot } from '../hubspot/definition.ts';
import { pipedrive } from '../pipedrive/definition.ts';
import { salesforce } from '../salesforce/definition.ts';
import { openSource } from '../sources/open.ts';
import type { Crm } from './definition.ts';
import { importCrm } from './import-crm.ts';
import { needlessMap } from './other-crm.ts';
import { noSettings } from './settings.ts';

const goldens = join(import.meta.dirname, '../../../conformance/imports');

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'tacto-other-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

const importing = (crm: Crm, golden: string) =>
  importCrm(crm, {
    source: join(goldens, golden, 'source'),
    out: join(scratch, 'log'),
    format: 'csv',
    settings: noSettings,
    knownKpis: new Set(),
  });

test('an export of which nothing is known tells whose it is', async () => {
  await expect(importing(salesforce, 'pipedrive-csv-es')).rejects.toMatchObject({
    code: 'nothing_known',
    fault: {
      fix: {
        en: 'It looks like an export of Pipedrive, which tacto import pipedrive reads.',
        es: 'Parece una exportación de Pipedrive, que lee tacto import pipedrive.',
      },
    },
  });
});

test('an export of which another CRM knows more is told of', async () => {
  const { warnings } = await importing(pipedrive, 'salesforce-export');
  expect(warnings[0]?.en).toBe('It looks like an export of Salesforce, which tacto import salesforce reads.');
});

test('nothing is said of one that is right', async () => {
  const { warnings } = await importing(hubspot, 'hubspot-fivetran');
  expect(warnings.filter(({ en }) => en.startsWith('It looks'))).toEqual([]);
});

test('before a map is made of a CRM’s export, the import that needs none is named', async () => {
  const tablesOf = async (...files: readonly (readonly [string, string])[]) => {
    const db = await Database.open(':memory:');
    try {
      const folder = join(scratch, 'in');
      await mkdir(folder, { recursive: true });
      for (const [name, text] of files) await writeFile(join(folder, name), text);
      return (await openSource(db, folder, scratch, new Map())).tables;
    } finally {
      db.close();
    }
  };
  const task = ['Task.csv', 'Id,Subject,Status,WhoId\n1,a,b,c\n'] as const;
  const event = ['Event.csv', 'Id,Subject,WhoId,StartDateTime\n1,a,b,2026-01-01\n'] as const;
  const other = ['weather.csv', 'city,temp\nx,1\n'] as const;
  expect(needlessMap(await tablesOf(task, other))).toBeNull();
  expect(needlessMap(await tablesOf(task, other, event))?.en).toBe(
    'If this is an export of Salesforce, tacto import salesforce reads it without a map.',
  );
});
