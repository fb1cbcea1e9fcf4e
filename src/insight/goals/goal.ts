import { bucketEnd, parseDay } from '../../domain/calendar.ts';
import type { goalGrains } from '../../domain/vocabulary.ts';
import { raw } from '../../duckdb/sql.ts';
import { trimZeros } from '../../engine/ask.ts';
import type { Resolved } from '../../engine/question.ts';
import { factOf } from '../../engine/facts.ts';
import type { Span } from '../change/periods.ts';
import { findKpi } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';

export type GoalGrain = (typeof goalGrains)[number];

/** Whose records count together: a rep's, those of a team and all teams below it, or everybody's. */
export type Owner =
  | { readonly kind: 'rep'; readonly id: string }
  | { readonly kind: 'team'; readonly id: string; readonly teams: readonly string[] }
  | { readonly kind: 'all' };

/**
 * How a KPI comes to its target in the course of a period.
 * - `sum`: events are counted or added up, and every day adds to them
 * - `distinct`: different members are counted, of which later days add fewer
 * - `level`: ratios, means, medians, cohorts and states, which no day adds to
 */
export type Way = 'sum' | 'distinct' | 'level';

/** A goal of the log: what the KPI should be over the local days `[from, to)`. */
export type Goal = {
  readonly kpi: Kpi;
  readonly way: Way;
  /** Whether the target is to be reached, or not to be passed. A KPI of which neither way is better is to reach it. */
  readonly direction: 'at_least' | 'at_most';
  /** Decimal text, as it was written. */
  readonly target: string;
  readonly grain: GoalGrain;
  /** The day that the log gives, which need not begin a calendar week, month, quarter or year. */
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly owner: Owner;
};

/** A team and the one above it. */
export type Team = { readonly id: string; readonly parent_id: string | null };

/** The teams of a log. */
export async function teamsOf(log: Resolved): Promise<readonly Team[]> {
  return log.db.rows<Team>(raw('SELECT id, parent_id FROM log.teams'));
}

/** The goals of a log, in its order. A goal with a rep and a team is the rep's. */
export async function goalsOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  teams: readonly Team[],
): Promise<readonly Goal[]> {
  const rows = await log.db.rows<{
    kpi: string;
    target: string;
    starts_on: string;
    grain: GoalGrain;
    rep_id: string | null;
    team_id: string | null;
  }>(
    raw(
      'SELECT kpi, target::VARCHAR AS target, starts_on::VARCHAR AS starts_on, grain, rep_id, team_id FROM log.goals ORDER BY seq',
    ),
  );
  const spans = new Map<string, Span>();
  const spanOf = (startsOn: string, grain: GoalGrain): Span => {
    const from = parseDay(startsOn)!;
    return { from, to: bucketEnd(from, grain) };
  };
  return rows.map(({ kpi: id, target, starts_on, grain, rep_id, team_id }) => {
    const kpi = findKpi(kpis, id);
    const key = `${starts_on} ${grain}`;
    const span = spans.get(key) ?? spanOf(starts_on, grain);
    spans.set(key, span);
    const owner: Owner =
      rep_id !== null
        ? { kind: 'rep', id: rep_id }
        : team_id !== null
          ? { kind: 'team', id: team_id, teams: withTeamsBelow(team_id, teams) }
          : { kind: 'all' };
    return {
      kpi,
      way: wayOf(kpi),
      direction: kpi.better === 'lower' ? 'at_most' : 'at_least',
      target: trimZeros(target),
      grain,
      ...span,
      owner,
    };
  });
}

/** How a KPI comes to a target, found out of its formula. */
export function wayOf({ formula, kind }: Pick<Kpi, 'formula' | 'kind'>): Way {
  if (formula.kind !== 'number' || kind !== 'flow') return 'level';
  const fact = factOf(formula.of.fact);
  if (fact.ahead === true || fact.time !== 'day') return 'level';
  return formula.of.kind === 'distinct' ? 'distinct' : 'sum';
}

/** A team and all that are below it, however deep. */
export function withTeamsBelow(id: string, teams: readonly Team[]): readonly string[] {
  const found = new Set([id]);
  for (const team of found) for (const below of teams) if (below.parent_id === team) found.add(below.id);
  return [...found];
}
