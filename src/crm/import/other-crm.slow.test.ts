import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hubspot } from '../hubspot/definition.ts';
import { pipedrive } from '../pipedrive/definition.ts';
import { salesforce } from '../salesforce/definition.ts';
import type { Crm } from './definition.ts';
import { importCrm } from './import-crm.ts';
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
