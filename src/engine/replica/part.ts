import type { Workspace } from '../../domain/workspace.ts';
import type { Database } from '../../duckdb/database.ts';
import { or, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { TableName } from '../../log/schema.ts';
import type { ResolveStep } from '../resolve/context.ts';
import { resolveFacts } from '../resolve/index.ts';
import { labelTexts } from '../resolve/labels.ts';
import { type Sets, touched, type Way } from './sets.ts';
import type { Staged } from './stage.ts';

/**
 * Makes `part.log`: of the log as it is now, the rows on which what is affected depends. What else they hold may be resolved wrongly there, for
 * want of rows, and is left where it is.
 * @returns whether there are at most `most` activities; when there are more it is left unfinished
 */
export async function copyPart(db: Database, sets: Sets, staged: Staged, most: number): Promise<boolean> {
  const { both, now } = staged;
  const keep = async (table: TableName, rows: Sql): Promise<void> =>
    db.run(sql`CREATE TABLE ${raw(`part.log.${table}`)} AS SELECT * FROM ${now(table)} WHERE ${rows}`);
  const named = (table: TableName, column: string): Sql =>
    sql`SELECT ${raw(column)} AS id FROM ${raw(`part.log.${table}`)}`;

  await keep('shares', sets.has('share', 'seq'));
  await findNeeded(sets, both);
  if (sets.size('needed') > most) return false;

  // What nothing is resolved from is not looked at: texts are what takes time.
  await db.run(sql`CREATE TABLE part.log.activities AS
    SELECT * REPLACE (NULL::VARCHAR AS subject) FROM ${now('activities')} WHERE ${sets.has('needed', 'seq')}`);
  await sets.make('needed_activity', 'VARCHAR', [named('activities', 'id')]);
  await keep('participants', sets.has('needed_activity', 'activity_id'));

  // The deals of an account make the stage of its activities that have no deal, or one that has not begun.
  const own = sql`SELECT * FROM part.log.activities WHERE ${sets.has('group', 'seq')}`;
  await sets.make('own_lead', 'VARCHAR', [sql`SELECT lead_id AS id FROM (${own})`]);
  await sets.make('own_contact', 'VARCHAR', [
    sql`SELECT contact_id AS id FROM (${own})`,
    { of: now('leads'), take: 'contact_id', in: { id: 'own_lead' } },
  ]);
  await sets.make('own_account', 'VARCHAR', [
    sql`SELECT account_id AS id FROM (${own})`,
    { of: now('leads'), take: 'account_id', in: { id: 'own_lead' } },
    { of: now('contacts'), take: 'account_id', in: { id: 'own_contact' } },
  ]);
  await sets.make('needed_deal', 'VARCHAR', [
    { of: sets.all('deal_outcome'), take: 'id', in: {} },
    named('activities', 'deal_id'),
    named('shares', 'deal_id'),
    { of: now('deals'), take: 'id', in: { account_id: 'own_account' } },
    { of: now('deals'), take: 'id', in: { lead_id: 'lead_outcome' } },
  ]);
  await keep('deals', sets.has('needed_deal', 'id'));
  await keep('stage_changes', sets.has('needed_deal', 'deal_id'));
  await keep('decision_team', sets.has('needed_deal', 'deal_id'));
  await keep('proposals', sets.has('deal_outcome', 'deal_id'));

  await sets.make('needed_lead', 'VARCHAR', [
    { of: sets.all('lead_outcome'), take: 'id', in: {} },
    ...(['activities', 'deals', 'shares'] as const).map((table) => named(table, 'lead_id')),
  ]);
  await keep('leads', sets.has('needed_lead', 'id'));
  await keep('ratings', sets.has('rated', 'contact_id'));
  await sets.make('needed_contact', 'VARCHAR', [
    { of: sets.all('rated'), take: 'id', in: {} },
    ...(['activities', 'participants', 'leads', 'decision_team', 'shares'] as const).map((table) =>
      named(table, 'contact_id'),
    ),
  ]);
  await keep('contacts', sets.has('needed_contact', 'id'));
  await keep('assignments', sets.has('assignment', 'seq'));
  await sets.make('needed_account', 'VARCHAR', [
    { of: sets.all('account'), take: 'id', in: {} },
    ...(['contacts', 'leads', 'deals', 'activities', 'assignments'] as const).map((table) =>
      named(table, 'account_id'),
    ),
  ]);
  await keep('accounts', sets.has('needed_account', 'id'));
  await keep('costs', sets.has('cost', 'seq'));
  for (const table of ['teams', 'reps', 'stages', 'fx_rates'] as const) await keep(table, raw('true'));
  return true;
}

/** `needed`: the affected activities, those that decide about what else is affected, and all that are aimed at the same targets. */
async function findNeeded(sets: Sets, both: Staged['both']): Promise<void> {
  const facts = raw('facts.activity');
  await sets.make('shared', 'BIGINT', [{ of: raw('facts.share'), take: 'activity', in: { share: 'share' } }]);
  await sets.make('shared_id', 'VARCHAR', [
    { of: raw('part.log.shares'), take: 'activity_id', in: { seq: touched('shares') } },
  ]);
  await sets.make('sale_lead', 'VARCHAR', [{ of: both('deals'), take: 'lead_id', in: { id: 'sale' } }]);
  await sets.make('sale_contact', 'VARCHAR', [
    { of: both('leads'), take: 'contact_id', in: { id: 'sale_lead' } },
    { of: both('decision_team'), take: 'contact_id', in: { deal_id: 'sale' } },
  ]);
  const codes = (set: string, kind: 'contact' | 'lead' | 'deal', of: readonly string[]): Promise<void> =>
    sets.make(
      set,
      'BIGINT',
      of.map((ids): Way => ({ of: raw(`facts.${kind}`), take: kind, in: { id: ids } })),
    );
  await codes('deciding_contact', 'contact', ['sale_contact']);
  await codes('deciding_lead', 'lead', ['sale_lead', 'lead_outcome']);
  await codes('deciding_deal', 'deal', ['deal_outcome']);
  await sets.make('deciding', 'BIGINT', [
    { of: sets.all('group'), take: 'id', in: {} },
    { of: sets.all('shared'), take: 'id', in: {} },
    { of: both('activities'), take: 'seq', in: { id: 'shared_id' } },
    ...(['contact', 'lead', 'deal'] as const).map(
      (kind): Way => ({ of: facts, take: 'activity', in: { [kind]: `deciding_${kind}` } }),
    ),
  ]);
  await sets.make('deciding_target', 'BIGINT', [{ of: facts, take: 'target', in: { activity: 'deciding' } }]);
  await sets.make('needed', 'BIGINT', [
    { of: sets.all('deciding'), take: 'id', in: {} },
    { of: facts, take: 'activity', in: { target: 'deciding_target' } },
  ]);
}

/** Resolves `part.log` into `part.facts`, with the codes that the labels of the database `own` have, and new ones after them. */
export async function resolvePart(db: Database, own: Sql, workspace: Workspace, asOf: Temporal.Instant): Promise<void> {
  await db.run(sql`USE part`);
  try {
    await resolveFacts(db, workspace, asOf, keptLabels(own));
  } finally {
    await db.run(sql`USE ${own}`);
  }
}

function keptLabels(own: Sql): ResolveStep {
  const known = sql`${own}.facts.label`;
  return () => [
    sql`CREATE TABLE facts.label AS
      WITH member AS (SELECT v FROM (${labelTexts()}) WHERE v IS NOT NULL), kept AS (
        SELECT l.k, m.v FROM member m LEFT JOIN ${known} l ON l.v = m.v
      )
      SELECT coalesce(k, (SELECT max(k) FROM ${known}) + row_number() OVER (PARTITION BY k IS NULL ORDER BY v))::INTEGER AS k, v FROM kept
      UNION ALL SELECT 0, NULL`,
  ];
}

/** What of the facts is replaced: rows of a fact whose column lies in a set, or all of it. */
export type Replaced = { readonly fact: string; readonly where: Sql };

/** The facts that `part.facts` replaces. Makes the sets of their codes, before and after. */
export async function findReplaced(sets: Sets): Promise<readonly Replaced[]> {
  for (const [kind, ids] of [
    ['contact', 'rated'],
    ['lead', 'lead_outcome'],
    ['deal', 'deal_outcome'],
  ] as const) {
    await sets.make(`${kind}_key`, 'BIGINT', [
      { of: raw(`facts.${kind}`), take: kind, in: { id: ids } },
      { of: raw(`part.facts.${kind}`), take: kind, in: { id: ids } },
    ]);
  }
  const places: readonly (readonly [set: string, column: string, facts: readonly string[]])[] = [
    ['account', 'id', ['account']],
    ['contact', 'id', ['contact']],
    ['contact_key', 'contact', ['rating']],
    ['assignment', 'seq', ['assignment']],
    ['lead_outcome', 'id', ['lead']],
    ['lead_key', 'lead', ['lead_qualified', 'lead_attempted']],
    ['deal_outcome', 'id', ['deal']],
    ['deal_key', 'deal', ['stage_span', 'team_member', 'deal_created', 'deal_closed', 'proposal', 'first_proposal']],
    ['group', 'activity', ['activity', 'touch', 'contact_reached']],
    ['share', 'share', ['share']],
    ['cost', 'cost', ['cost']],
  ];
  const cut = places.flatMap(([set, column, facts]) =>
    sets.size(set) === 0 ? [] : facts.map((fact) => ({ fact, where: sets.has(set, column) })),
  );
  const prospects = [sets.has('lead_key', 'lead'), sets.has('deal_key', 'deal')];
  const some = sets.size('lead_key') + sets.size('deal_key') > 0;
  return [
    ...cut,
    ...(some ? [{ fact: 'prospect', where: or(prospects) }] : []),
    ...(sets.size('touched_reps') > 0 ? [{ fact: 'rep', where: raw('true') }] : []),
    ...(sets.size('touched_fx_rates') > 0 ? [{ fact: 'rate', where: raw('true') }] : []),
  ];
}
