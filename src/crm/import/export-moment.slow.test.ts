import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { crms } from '../crms.ts';
import { importCrm } from './import-crm.ts';
import { parseSettings } from './settings.ts';

// "Now" is when the last record of an export was written, and nothing is written in the future.

const goldens = join(import.meta.dirname, '..', '..', '..', 'conformance', 'imports');
let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'tacto-moment-'));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

type Found = { readonly asOf: string; readonly warnings: readonly string[]; readonly activities: string };

/** Imports a golden export, in one file of which a text is replaced, at a moment. */
async function at(
  present: string,
  golden: string,
  { file, from, to }: { readonly file: string; readonly from: string; readonly to: string },
  settings?: string,
): Promise<Found> {
  const [source, out] = [join(scratch, 'source'), join(scratch, 'log')];
  for (const dir of [source, out]) await rm(dir, { recursive: true, force: true });
  await cp(join(goldens, golden, 'source'), source, { recursive: true });
  const text = await readFile(join(source, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(source, file), text.replace(from, to));
  const given = settings ?? (await readFile(join(goldens, golden, 'settings.yaml'), 'utf8'));
  const { warnings } = await importCrm(crms.find(({ id }) => golden.startsWith(id))!, {
    source,
    out,
    format: 'csv',
    settings: parseSettings(given, 'settings.yaml'),
    knownKpis: new Set(),
    present: Temporal.Instant.from(present),
  });
  const { as_of: asOf } = JSON.parse(await readFile(join(out, 'workspace.json'), 'utf8')) as { as_of: string };
  const activities = await readFile(join(out, 'activities.csv'), 'utf8');
  return {
    asOf,
    warnings: warnings.flatMap(({ en, es }) => [en, es]).filter((said) => /later|después/.test(said)),
    activities,
  };
}

const task = { file: 'Task.csv', from: '"2026-01-14T09:31:00.000Z"', to: '"2062-02-15T09:31:00.000Z"' };
const same = { file: 'Task.csv', from: '"Id"', to: '"Id"' };

test('a slip in a year moves nothing, and is told with its file and line', async () => {
  const right = await at('2026-06-01T00:00:00Z', 'salesforce-export', same);
  expect(right.warnings).toEqual([]);
  const slip = await at('2026-06-01T00:00:00Z', 'salesforce-export', task);
  expect(slip).toMatchObject({ asOf: right.asOf, activities: right.activities });
  expect(slip.warnings).toEqual([
    '1 record says that it was written later than the present: Task.csv, line 2 (2062-02-15 09:31 UTC). It does not move the log’s “now”. Correct it in the CRM; workspace.as_of in the settings names another “now”.',
    '1 registro dice que se escribió después del presente: Task.csv, línea 2 (2062-02-15 09:31 UTC). No mueve el «ahora» del registro de ventas. Corríjalo en el CRM; workspace.as_of en los ajustes indica otro «ahora».',
  ]);
}, 120_000);

test('of local times and other clocks, too', async () => {
  const file = 'deals-7654321-1.csv';
  const right = await at('2026-06-01T00:00:00Z', 'pipedrive-csv-en', { file, from: 'Big', to: 'Big' });
  const slip = {
    file,
    from: '"$1,200.00",USD,Twin,Lou,01/06/2026 09:00 AM,,,,04/15/2026,30,02/06/2026 10:00 AM',
    to: '"$1,200.00",USD,Twin,Lou,01/06/2099 09:00 AM,,,,04/15/2026,30,',
  };
  const found = await at('2026-06-01T00:00:00Z', 'pipedrive-csv-en', slip);
  expect(found.asOf).toBe(right.asOf);
  expect(found.warnings[0]).toMatch(/^1 record .*: deals-7654321-1\.csv, line 3 \(2099-01-06 14:00 UTC\)/);
}, 120_000);

test('a record of less than a day ahead was written now; where all lie ahead, the last of them is “now” after all', async () => {
  const { asOf } = await at('2026-06-01T00:00:00Z', 'salesforce-export', same);
  const eve = Temporal.Instant.from(asOf).subtract({ hours: 23 }).toString();
  expect(await at(eve, 'salesforce-export', same)).toMatchObject({ asOf, warnings: [] });
  const wrongClock = await at('2001-01-01T00:00:00Z', 'salesforce-export', same);
  expect(wrongClock.asOf).toBe(asOf);
  expect(wrongClock.warnings[0]).toMatch(
    /^All records say that they were written later than the present of this computer/,
  );
  const given = 'workspace: { as_of: "2026-02-01T00:00:00Z" }';
  expect(await at('2001-01-01T00:00:00Z', 'salesforce-export', same, given)).toMatchObject({
    asOf: '2026-02-01T00:00:00Z',
    warnings: [],
  });
}, 120_000);
