import { raw, sql } from '../../duckdb/sql.ts';
import type { Database } from '../../duckdb/database.ts';
import { toMicros } from '../../domain/calendar.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { withinDigits } from '../overflow.ts';
import { resolveActivities } from './activities.ts';
import type { ResolveContext, ResolveStep } from './context.ts';
import { resolveDeals } from './deals.ts';
import { resolveLabels } from './labels.ts';
import { resolveMoney } from './money.ts';
import { resolveOutcomes } from './outcomes.ts';
import { resolvePeople } from './people.ts';
import { localTime, timestamp } from './time.ts';

const steps = [resolvePeople, resolveMoney, resolveDeals, resolveActivities, resolveOutcomes];

/**
 * Resolves schema `log` of a database into schema `facts` as of an instant: every event with what was true when it
 * happened. The log is cut first, so that an answer as of T equals that of the log that ends at T.
 * @param labels makes `facts.label`; one that knows codes already keeps them
 */
export async function resolveFacts(
  db: Database,
  workspace: Workspace,
  asOf: Temporal.Instant,
  labels: ResolveStep = resolveLabels,
): Promise<void> {
  const context: ResolveContext = {
    workspace,
    asOf: timestamp(toMicros(asOf)),
    local: localTime(workspace, ...(await eventSpan(db, asOf))),
  };
  await db.run(sql`ATTACH ':memory:' AS work`);
  try {
    await db.run(sql`CREATE SCHEMA facts`);
    for (const step of [labels, ...steps]) await withinDigits(() => db.runAll(step(context)));
  } finally {
    await db.run(sql`DETACH work`);
  }
}

const datedColumns = [
  'activities.occurred_at',
  'deals.created_at',
  'stage_changes.entered_at',
  'leads.created_at',
  'leads.qualified_at',
  'leads.prospect_at',
  'proposals.sent_at',
  'shares.shared_at',
  'costs.incurred_on',
];

async function eventSpan(db: Database, asOf: Temporal.Instant): Promise<[Temporal.Instant, Temporal.Instant]> {
  const union = datedColumns
    .map((name) => name.split('.') as [string, string])
    .map(([table, column]) => `SELECT min(${column})::TIMESTAMP AS first FROM log.${table}`)
    .join(' UNION ALL ');
  const { first } = await db.row<{ first: bigint | null }>(raw(`SELECT epoch_us(min(first)) AS first FROM (${union})`));
  const start = first === null ? asOf : Temporal.Instant.fromEpochMilliseconds(Number(first / 1000n));
  return [Temporal.Instant.compare(start, asOf) < 0 ? start : asOf, asOf];
}
