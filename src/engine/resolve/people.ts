import { sql } from '../../duckdb/sql.ts';
import { made, type ResolveStep } from './context.ts';
import { code, labelJoin } from './labels.ts';

/** Reps, accounts, contacts, and the dated facts about them: assignments and ratings. Missing ends are `infinity`. */
export const resolvePeople: ResolveStep = ({ asOf }) => [
  made(
    'facts.rep',
    sql`SELECT l.k AS rep, ${code('t')} AS team, r.id, r.name, r.active_from, r.active_to, r.hourly_cost::DOUBLE AS hourly_cost
    FROM log.reps r JOIN facts.label l ON l.v = r.id ${labelJoin('t', sql`r.team_id`)}
    ORDER BY r.seq`,
  ),
  made(
    'facts.account',
    sql`SELECT l.k AS account, a.seq, a.id, ${code('s')} AS segment, ${code('i')} AS industry
    FROM log.accounts a JOIN facts.label l ON l.v = a.id
    ${labelJoin('s', sql`a.segment`)} ${labelJoin('i', sql`a.industry`)}
    WHERE a.created_at IS NULL OR a.created_at < ${asOf}
    ORDER BY a.seq`,
  ),
  made(
    'facts.contact',
    sql`SELECT c.seq::INTEGER AS contact, c.id, a.account, coalesce(c.influence, 1) AS influence,
      coalesce(c.created_at, '-infinity'::TIMESTAMP) AS created_at,
      CASE WHEN c.left_at < ${asOf} THEN c.left_at ELSE 'infinity'::TIMESTAMP END AS left_at
    FROM log.contacts c JOIN facts.account a ON a.id = c.account_id
    WHERE c.created_at IS NULL OR c.created_at < ${asOf}
    ORDER BY c.seq`,
  ),
  made(
    'facts.assignment',
    sql`SELECT s.seq, a.account, a.segment, a.industry, r.rep, r.team, s.valid_from,
      CASE WHEN s.valid_to < ${asOf} THEN s.valid_to ELSE 'infinity'::TIMESTAMP END AS valid_to
    FROM log.assignments s JOIN facts.account a ON a.id = s.account_id JOIN facts.rep r ON r.id = s.rep_id
    WHERE s.valid_from < ${asOf}
    ORDER BY s.seq`,
  ),
  made(
    'facts.rating',
    sql`SELECT seq, contact, rated_at, strength,
      lead(rated_at, 1, 'infinity'::TIMESTAMP) OVER (PARTITION BY contact ORDER BY rated_at) AS next_at
    FROM (
      SELECT g.seq, c.contact, g.rated_at, g.strength
      FROM log.ratings g JOIN facts.contact c ON c.id = g.contact_id
      WHERE g.rated_at < ${asOf}
      QUALIFY row_number() OVER (PARTITION BY c.contact, g.rated_at ORDER BY g.seq DESC) = 1
    )`,
  ),
];
