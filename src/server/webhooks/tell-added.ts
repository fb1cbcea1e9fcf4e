import { sql } from '../../duckdb/sql.ts';
import type { TableName } from '../../log/schema.ts';
import type { Tx } from '../../record/record.ts';
import type { Values } from '../../record/rows/row.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { tell } from './events.ts';

const textOf = (row: Values, column: string): string | null => {
  const value = row[column];
  return typeof value === 'string' ? value : null;
};

/** Tells of what a new row of the sales log means, if it means anything to programs. */
export async function tellAdded(tx: Tx, jobs: Jobs, table: TableName, row: Values): Promise<void> {
  const of = (...columns: readonly string[]): Record<string, string | null> =>
    Object.fromEntries(columns.map((column) => [column, textOf(row, column)]));
  if (table === 'activities') {
    const { id, ...rest } = of('id', 'rep_id', 'account_id', 'deal_id', 'occurred_at');
    await tell(tx, jobs, 'activity.logged', { activity_id: id!, ...rest });
  }
  if (table === 'stage_changes' && (await isWon(tx, textOf(row, 'stage_id')))) {
    await tell(tx, jobs, 'contract.won', of('deal_id', 'stage_id', 'rep_id', 'entered_at'));
  }
}

async function isWon(tx: Tx, stage: string | null): Promise<boolean> {
  const found = await tx.rows(
    sql`SELECT 1 FROM tacto.stages WHERE org = ${tx.actor.org} AND id = ${stage} AND kind = 'won'`,
  );
  return found.length > 0;
}
