import { expect, test } from 'vitest';
import { defaultWorkspace, type Thresholds } from '../src/domain/workspace.ts';
import { sql } from '../src/duckdb/sql.ts';
import type { Resolved } from '../src/engine/question.ts';
import { resolveFacts } from '../src/engine/resolve/index.ts';
import { catalogue } from '../src/kpi/catalogue/index.ts';
import { thresholdsOf } from '../src/kpi/thresholds.ts';
import { askAll, withTables } from './support/ask.ts';
import { randomLog } from './support/random-log.ts';

const names = Object.keys(defaultWorkspace.thresholds) as readonly (keyof Thresholds)[];
const ids = catalogue.map((kpi) => kpi.id);

/** The monthly answers of every KPI with another threshold. */
async function answers(log: Resolved, change: Partial<Thresholds>): Promise<readonly string[]> {
  const workspace = { ...log.workspace, thresholds: { ...log.workspace.thresholds, ...change } };
  await log.db.run(sql`DROP SCHEMA facts CASCADE`);
  await resolveFacts(log.db, workspace, log.asOf);
  const rows = await askAll({ ...log, workspace }, ['month'], ids);
  return ids.map((id) => JSON.stringify(rows.map((row) => row[id])));
}

test('with another threshold exactly those KPIs answer something else that are said to depend on it', async () => {
  const changed = new Map(names.map((name) => [name, new Set<string>()]));
  for (const seed of [11, 12, 13]) {
    await withTables(randomLog(seed, 4), null, async (log) => {
      for (const name of names) {
        const [least, most] = name === 'pressure_top_share' ? [0.01, 1] : [0.5, 60];
        const [low, high] = [await answers(log, { [name]: least }), await answers(log, { [name]: most })];
        for (const [i, id] of ids.entries()) if (low[i] !== high[i]) changed.get(name)!.add(id);
      }
    });
  }
  for (const [name, found] of changed) {
    const told = catalogue.filter((kpi) => thresholdsOf(kpi).includes(name)).map((kpi) => kpi.id);
    expect([...found].sort(), name).toEqual(told.sort());
  }
});
