import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hubspot } from '../hubspot/definition.ts';
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
