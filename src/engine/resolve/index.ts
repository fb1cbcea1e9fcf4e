import { join, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { Database } from '../../duckdb/database.ts';
import { toMicros } from '../../domain/calendar.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { TableName } from '../../log/schema.ts';
import { withinDigits } from '../overflow.ts';
import { resolveActivities } from './activities.ts';
import type { Made, ResolveContext } from './context.ts';
import { resolveDeals } from './deals.ts';
import { resolveLabels } from './labels.ts';
import { resolveMoney } from './money.ts';
import { resolveOutcomes } from './outcomes.ts';
import { resolvePeople } from './people.ts';
import { localTime, timestamp } from './time.ts';

const steps = [resolveLabels, resolvePeople, resolveMoney, resolveDeals, resolveActivities, resolveOutcomes];

/**
 * Resolves schema `log` of a database into schema `facts` as of an instant: every event with what was true when it
 * happened. The log is cut first, so that an answer as of T equals that of the log that ends at T.
 */
export async function resolveFacts(db: Database, workspace: Workspace, asOf: Temporal.Instant): Promise<void> {
  const all = relations(workspace, await firstInstant(db, (table) => raw(`log.${table}`)), asOf);
  await db.run(sql`ATTACH ':memory:' AS work`);
  try {
    await db.run(sql`CREATE SCHEMA facts`);
    for (const [i, made] of all.entries()) {
      await make(db, made.name, made.query);
      const later = all.slice(i + 1);
      for (const read of made.reads) {
        if (read.startsWith('work.') && !later.some(({ reads }) => reads.has(read)))
          await db.run(raw(`DROP TABLE ${read}`));
      }
    }
  } finally {
    await db.run(sql`DETACH work`);
  }
}

/**
 * Everything that resolving makes, in an order in which each relation is made of those before it.
 * @param first the first instant of the log, or an earlier one; null when it has none
 */
export function relations(
  workspace: Workspace,
  first: Temporal.Instant | null,
  asOf: Temporal.Instant,
): readonly Made[] {
  const start = first !== null && Temporal.Instant.compare(first, asOf) < 0 ? first : asOf;
  const context: ResolveContext = {
    workspace,
    asOf: timestamp(toMicros(asOf)),
    local: localTime(workspace, start, asOf),
  };
  return steps.flatMap((step) => step(context));
}

/** @throws UserError `too_much_money` */
export function make(db: Database, name: string, query: Sql): Promise<void> {
  return withinDigits(() => db.run(sql`CREATE TABLE ${raw(name)} AS ${query}`));
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

/** The first instant of a log of which `rows` says where its tables are, null: it has none of them; null when it has none. */
export async function firstInstant(
  db: Database,
  rows: (table: TableName) => Sql | null,
): Promise<Temporal.Instant | null> {
  const union = datedColumns.flatMap((dated): readonly Sql[] => {
    const [table, column] = dated.split('.') as [TableName, string];
    const place = rows(table);
    return place === null ? [] : [sql`SELECT min(${raw(column)})::TIMESTAMP AS first FROM ${place}`];
  });
  if (union.length === 0) return null;
  const { first } = await db.row<{ first: bigint | null }>(
    sql`SELECT epoch_us(min(first)) AS first FROM (${join(union, ' UNION ALL ')})`,
  );
  return first === null ? null : Temporal.Instant.fromEpochMilliseconds(Number(first / 1000n));
}
