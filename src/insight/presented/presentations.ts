import { decisionRoles } from '../../domain/vocabulary.ts';
import { and, sql } from '../../duckdb/sql.ts';
import { date, isoText } from '../../engine/dialect.ts';
import {
  checkDimensions,
  checkMembers,
  type Filter,
  filterSql,
  findCodes,
  type Resolved,
  within,
} from '../../engine/question.ts';
import { answerKpis, findKpi, periodOf } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { type Interval, newcombe, type Proportion } from '../statistics/intervals.ts';

type Role = (typeof decisionRoles)[number];

/** Somebody of a deal's decision team at a presentation's instant, and whether they were in the room. */
export type Member = {
  readonly contact: string;
  readonly name: string;
  readonly title: string | null;
  readonly role: Role;
  readonly present: boolean;
};

/** A presentation of a proposal that was held. `counts`: somebody who decides was there (`proposal_presentations`). */
export type Presentation = {
  readonly activity: string;
  readonly at: string;
  readonly rep: string;
  readonly account: string | null;
  readonly account_name: string | null;
  readonly deal: string | null;
  readonly deal_name: string | null;
  readonly counts: boolean;
  readonly members: readonly Member[];
};

/** How often members of a role were in the room, of all presentations to whose decision team they belonged. */
export type RoleInRoom = { readonly role: Role; readonly present: number; readonly members: number };

export type Presentations = {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  /** The latest first. */
  readonly presentations: readonly Presentation[];
  readonly roles: readonly RoleInRoom[];
  /** The win rate of deals presented in time minus that of the others, where the true difference lies (Newcombe, 95 %). */
  readonly difference: { readonly value: number; readonly interval: Interval | null } | null;
};

/** Deals whose time is up, with and without a presentation to those who decide. */
const compared = ['win_rate_presented', 'win_rate_unpresented'] as const;

/**
 * The presentations held within local days, each with who of the decision team was there.
 * @throws UserError `bad_date`, `empty_period`, `unknown_dimension`, `unknown_member`
 */
export async function presentationsOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  asked: { readonly from?: string; readonly to?: string; readonly where: readonly Filter[] },
): Promise<Presentations> {
  const { where } = asked;
  checkDimensions(
    [findKpi(kpis, 'proposal_presentations')],
    where.map(({ dimension }) => dimension),
  );
  await checkMembers(log, where);
  const { from, to } = await periodOf(log, asked.from, asked.to);
  const filters = within(log, where);
  const codes = await findCodes(log.db, [], filters);
  const scope = and(filters.map((filter) => filterSql(filter, codes)));
  const rows = await log.db.rows<Omit<Presentation, 'members'> & { readonly members: string | null }>(sql`
    WITH held AS MATERIALIZED (
      SELECT activity, occurred_at, account, deal, presentation FROM facts.activity
      WHERE purpose = (SELECT k FROM facts.label WHERE v = 'proposal_presentation') AND outcome = (SELECT k FROM facts.label WHERE v = 'held')
        AND day >= ${date(from)} AND day < ${date(to)} AND ${scope}
    ), member AS (
      SELECT h.activity, m.contact, min(list_position(string_split(${decisionRoles.join(' ')}, ' '), coalesce(m.role, 'other'))) AS place
      FROM held h JOIN facts.team_member m ON m.deal = h.deal AND m.joined_at <= h.occurred_at AND m.left_at > h.occurred_at
        AND m.active_from < h.occurred_at AND m.active_to >= h.occurred_at GROUP BY h.activity, m.contact
    ), room AS (
      SELECT m.activity, to_json(list({'contact': c.id, 'name': l.name, 'title': l.title, 'place': m.place, 'present': t.contact IS NOT NULL}
        ORDER BY m.place, c.contact))::VARCHAR AS members
      FROM member m JOIN facts.contact c ON c.contact = m.contact JOIN log.contacts l ON l.seq = m.contact
      LEFT JOIN (SELECT DISTINCT activity, contact FROM facts.touch) t ON t.activity = m.activity AND t.contact = m.contact GROUP BY m.activity
    )
    SELECT l.id AS activity, ${isoText('h.occurred_at')} AS "at", l.rep_id AS rep, a.id AS account, n.name AS account_name,
      d.id AS deal, d.name AS deal_name, h.presentation AS counts, r.members
    FROM held h JOIN log.activities l ON l.seq = h.activity LEFT JOIN facts.account a ON a.account = h.account LEFT JOIN log.accounts n ON n.seq = a.seq
    LEFT JOIN log.deals d ON d.seq = h.deal LEFT JOIN room r ON r.activity = h.activity
    ORDER BY h.occurred_at DESC, h.activity DESC`);
  const presentations = rows.map(({ members, ...row }) => ({ ...row, members: membersOf(members) }));
  return { from, to, presentations, roles: rolesOf(presentations), difference: await differenceOf(log, kpis, asked) };
}

function membersOf(text: string | null): readonly Member[] {
  if (text === null) return [];
  const list = JSON.parse(text) as readonly (Omit<Member, 'role'> & { readonly place: number })[];
  return list.map(({ place, ...member }) => ({ ...member, role: decisionRoles[place - 1]! }));
}

function rolesOf(presentations: readonly Presentation[]): readonly RoleInRoom[] {
  const all = presentations.flatMap(({ members }) => members);
  return decisionRoles.flatMap((role) => {
    const own = all.filter((member) => member.role === role);
    return own.length === 0
      ? []
      : [{ role, present: own.filter(({ present }) => present).length, members: own.length }];
  });
}

async function differenceOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  asked: { readonly from?: string; readonly to?: string; readonly where: readonly Filter[] },
): Promise<Presentations['difference']> {
  const { rows } = await answerKpis(log, kpis, { kpis: compared, ...asked });
  const [first, second] = (rows[0]?.values ?? []).map(
    ({ numerator, denominator }): Proportion => ({ x: numerator ?? 0, n: denominator ?? 0 }),
  );
  if (first === undefined || second === undefined || first.n === 0 || second.n === 0) return null;
  return { value: first.x / first.n - second.x / second.n, interval: newcombe(first, second, 0.95) };
}
