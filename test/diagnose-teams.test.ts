import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from '../src/engine/cache.ts';
import { diagnose } from '../src/insight/diagnose/diagnose.ts';
import { catalogue, catalogueIds } from '../src/kpi/catalogue/index.ts';
import { writeDemoLog } from '../src/log/demo/index.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));

/** What may be told of a rep with each planted problem: what was planted, and what comes of it in the demo (habits.ts). */
const follows: Readonly<Record<string, readonly string[]>> = {
  pressured_accounts: ['pressured_accounts', 'reach_rate', 'first_reach_rate'],
  silent_accounts: ['silent_accounts', 'decision_team_coverage', 'rated_share', 'sales_cycle_days', 'win_rate'],
  unpresented_proposals: ['presented_share', 'win_rate', 'close_rate', 'decision_team_attendance'],
  weak_delivery: ['prospects', 'qualified_conversion', 'close_rate', 'win_rate'],
};

test.each([14])('in another team (%d) what was planted is found, and only that', { timeout: 600_000 }, async (seed) => {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-teams-'));
  try {
    const { planted } = await writeDemoLog(join(folder, 'demo'), { reps: 12, months: 18, seed });
    const log = await openLog(join(folder, 'demo'), { knownKpis: catalogueIds });
    for (let i = 1; i <= 12; i++) {
      const rep = `rep-${String(i).padStart(2, '0')}`;
      const { wellDone, mayBeWrong } = await diagnose(log, kpis, { rep });
      const problem = planted.find(({ kind, members }) => follows[kind] !== undefined && members.includes(rep));
      const told = mayBeWrong.map(({ kpi }) => kpi.id);
      const allowed = problem === undefined ? [] : follows[problem.kind]!;
      expect([rep, wellDone.map(({ kpi }) => kpi.id)]).toEqual([rep, []]);
      expect([rep, told.filter((id) => !allowed.includes(id))]).toEqual([rep, []]);
      expect([rep, told.length > 0]).toEqual([rep, problem !== undefined]);
    }
    log.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
