import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hubspot } from '../hubspot/definition.ts';
import type { ImportReport } from '../report/model.ts';
import { importCrm } from './import-crm.ts';
import { noSettings, parseSettings } from './settings.ts';

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'tacto-again-'));
  await mkdir(join(scratch, 'source'));
  const deal = { dealname: 'Roof', dealstage: 'closedwon', hubspot_owner_id: '1', createdate: '2026-02-01T10:00:00Z' };
  await writeFile(
    join(scratch, 'source', 'deals.json'),
    JSON.stringify([{ id: '7', properties: { ...deal, closedate: '2026-03-01T23:30:00Z' } }]),
  );
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

const importing = (out: string, settings: string | null): Promise<ImportReport> =>
  importCrm(hubspot, {
    source: join(scratch, 'source'),
    out: join(scratch, out),
    format: 'csv',
    settings: settings === null ? noSettings : parseSettings(settings, 'team.yaml'),
    knownKpis: new Set(),
  });
const differing = ({ changes }: ImportReport) =>
  changes!.filter(({ added, changed, gone }) => added + changed + gone > 0);
const asked = ({ questions }: ImportReport) => questions.map(({ setting }) => setting);

test('a later import without settings keeps the zone of the log, in all that hangs on it', async () => {
  const first = await importing('log', 'workspace: { timezone: Europe/Madrid }');
  const later = await importing('log', null);
  expect(differing(later)).toEqual([]);
  expect(asked(first)).not.toContain('workspace.timezone');
  expect(asked(later)).not.toContain('workspace.timezone');
  expect(asked(await importing('other', null))).toContain('workspace.timezone');
  const leftOut = /^The import before had settings \(team\.yaml\) and this one has none/;
  expect(later.warnings.filter(({ en }) => leftOut.test(en))).toHaveLength(1);
  const last = await importing('log', 'workspace: { timezone: Europe/Madrid }');
  expect(last.warnings.filter(({ en }) => leftOut.test(en))).toEqual([]);
});

test('a log that lies in the folder of the export is not read as part of it', async () => {
  await importing('source/log', null);
  const later = await importing('source/log', null);
  expect(differing(later)).toEqual([]);
  expect(later.files.map(({ file, skipped }) => [file, skipped.map(({ reason }) => reason.en)])).toEqual([
    ['deals.json', []],
    ['log', ['the sales log itself, which is no part of the export']],
  ]);
});

test('the log itself is no export to import from', async () => {
  await importing('source/log', null);
  const again = importCrm(hubspot, {
    source: join(scratch, 'source', 'log'),
    out: join(scratch, 'source', 'log'),
    format: 'csv',
    settings: noSettings,
    knownKpis: new Set(),
  });
  await expect(again).rejects.toMatchObject({ code: 'source_is_log' });
});

test('a KPI without an answer is not told to be less certain for another reason', async () => {
  const { limits } = await importing('log', null);
  const ruledOut = limits.flatMap((limit) => limit.rulesOut);
  expect(ruledOut).toContain('decision_team_coverage');
  expect(limits.flatMap(({ weakens }) => weakens).filter((id) => ruledOut.includes(id))).toEqual([]);
});
