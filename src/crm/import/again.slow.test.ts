import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

test('a later import without settings takes those of the one before, and says so; others take their place', async () => {
  const settings = 'workspace: { timezone: Europe/Madrid }\nowners: { "1": ana@team.example }\n';
  const first = await importing('log', settings);
  expect(await readFile(join(scratch, 'log', 'import-settings.yaml'), 'utf8')).toBe(settings);
  const reps = await readFile(join(scratch, 'log', 'reps.csv'), 'utf8');
  expect(reps).toContain('ana@team.example');
  const taken = /^No settings were given: those of the import before hold \(team\.yaml, import-settings\.yaml\)/;
  for (const later of [await importing('log', null), await importing('log', null)]) {
    expect(differing(later)).toEqual([]);
    expect(later.settings).toBe('team.yaml');
    expect(asked(later)).toEqual(asked(first));
    expect(later.warnings.filter(({ en }) => taken.test(en))).toHaveLength(1);
  }
  const other = await importing('log', 'workspace: { timezone: Europe/Lisbon }');
  expect(other.warnings.filter(({ en }) => taken.test(en))).toEqual([]);
  expect(await readFile(join(scratch, 'log', 'reps.csv'), 'utf8')).not.toContain('ana@team.example');
  expect((await importing('log', null)).warnings.filter(({ en }) => taken.test(en))).toHaveLength(1);
  // An empty file is an answer too: none.
  await importing('log', '');
  const bare = await importing('log', null);
  expect(bare.settings).toBeNull();
  expect(bare.warnings.filter(({ en }) => /import before/.test(en))).toEqual([]);
});

test('settings that lie with a log and were broken since are named', async () => {
  await importing('log', 'workspace: { timezone: Europe/Madrid }');
  await writeFile(join(scratch, 'log', 'import-settings.yaml'), 'workspce: {}');
  await expect(importing('log', null)).rejects.toMatchObject({
    code: 'bad_settings',
    message: expect.stringContaining('import-settings.yaml') as string,
  });
});

test('of a log whose settings do not lie with it the zone is kept, in all that hangs on it', async () => {
  const first = await importing('log', 'workspace: { timezone: Europe/Madrid }');
  await rm(join(scratch, 'log', 'import-settings.yaml'));
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
