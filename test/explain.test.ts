import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fullLog, partOfLog } from './support/full-log.ts';
import { tacto } from './support/run.ts';
import { writeTables } from './support/tables.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tacto-explain-'));
  const gone = ['costs', 'activities.duration_s', 'activities.contact_id', 'participants'];
  await writeTables(
    dir,
    partOfLog(fullLog, (part) => !gone.includes(part)),
    { thresholds: { silence_days: 10 } },
  );
});
afterAll(async () => rm(dir, { recursive: true, force: true }));

test('explain names each threshold with its default, and with a log the log’s own', async () => {
  const plain = await tacto(['explain', 'silent_accounts']);
  expect(plain.out).toMatch(/^Threshold +21 days, the window up to that moment \(silence_days, the default\)$/m);
  const own = await tacto(['explain', 'silent_accounts', '--data', dir, '--lang', 'es']);
  expect(own.out).toMatch(
    /^Umbral +10 días, el plazo hasta ese momento \(silence_days, fijado en este registro; por defecto 21 días\)$/m,
  );
  const untouched = await tacto(['explain', 'cohort_win_rate', '--data', dir, '--lang', 'es']);
  expect(untouched.out).toMatch(/^Umbral +180 días, el plazo para ganar \(win_window_days, valor por defecto\)$/m);
});

test('explain says who is credited, for each kind of record', async () => {
  const { out } = await tacto(['explain', 'cost_per_conversion']);
  expect(out).toMatch(/^Credited to +whom the cost names; whoever acted; whoever closed the deal, else its rep$/m);
  const spanish = await tacto(['explain', 'presented_share', '--lang', 'es']);
  expect(spanish.out).toMatch(/^Se atribuye a +quien envió la primera propuesta$/m);
});

test('explain and check say what is missing, with the ways of which one is enough', async () => {
  const { out } = await tacto(['explain', 'cost_per_conversion', '--data', dir]);
  expect(out).toMatch(/^Needs +stage_changes; stages.kind=won; costs or activities.duration_s with reps.hourly_cost$/m);
  expect(out).toContain('This log lacks: costs or activities.duration_s.');
  const spanish = await tacto(['check', dir, '--lang', 'es']);
  expect(spanish.out).toMatch(/^contacts_covered +activities.contact_id o participants$/m);
  const json = JSON.parse((await tacto(['check', dir, '--format', 'json'])).out) as { kpis: Record<string, unknown> };
  expect(json.kpis).toMatchObject({
    contracts: { ready: true, missing: [] },
    cost_per_conversion: { ready: false, missing: ['costs | activities.duration_s'] },
    contacts_covered: { ready: false, missing: ['activities.contact_id | participants'] },
  });
});
