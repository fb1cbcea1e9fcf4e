import { parseDay } from '../../domain/calendar.ts';
import { sql } from '../../duckdb/sql.ts';
import { type Resolved, seenReps } from '../../engine/question.ts';
import { type Day, dayNumber, type Days, shared } from './days.ts';
import { type WorkingWeek, workingDays, workingDaysOver } from './working-week.ts';

/** When a rep is there to sell. */
export type Presence = {
  readonly rep: string;
  readonly team: string | null;
  /** The first day; −∞ where nobody wrote one down. */
  readonly from: Day;
  /** The day after the last; ∞ for somebody who is still there. */
  readonly to: Day;
  /** The first day of whom the log has something: `from`, else the first activity, else −∞. */
  readonly seenFrom: Day;
  /** Whether the rep's records may be seen. */
  readonly isVisible: boolean;
};

/** Reads when each rep was there. */
export async function presencesOf(log: Resolved): Promise<readonly Presence[]> {
  const rows = await log.db.rows<{
    rep: string;
    team: string | null;
    active_from: string | null;
    active_to: string | null;
    first: string | null;
    visible: boolean;
  }>(
    sql`SELECT r.id AS rep, t.v AS team, r.active_from::VARCHAR AS active_from, r.active_to::VARCHAR AS active_to, a.first::VARCHAR AS first, r.visible
      FROM (SELECT *, ${await seenReps(log)} AS visible FROM facts.rep) r LEFT JOIN facts.label t ON t.k = r.team AND r.team <> 0
      LEFT JOIN (SELECT rep, min(day) AS first FROM facts.activity GROUP BY rep) a ON a.rep = r.rep`,
  );
  const number = (text: string | null): Day | null => (text === null ? null : dayNumber(parseDay(text)!));
  return rows.map(({ rep, team, active_from, active_to, first, visible }) => {
    const from = number(active_from);
    return {
      rep,
      team,
      from: from ?? -Infinity,
      to: number(active_to) ?? Infinity,
      seenFrom: from ?? number(first) ?? -Infinity,
      isVisible: visible,
    };
  });
}

/** Working days of a span, today by the part of it that is over. */
export type Exposure = { readonly total: number; readonly over: number; readonly left: number };

/** The working days that these people have in a span, each person's added: how many, how many are over, how many are left. */
export function exposureOf(people: readonly Presence[], week: WorkingWeek, span: Days): Exposure {
  const spans = people.map((person) => shared(person, span));
  const total = spans.reduce((sum, days) => sum + workingDays(week, days), 0);
  const over = spans.reduce((sum, days) => sum + workingDaysOver(week, days), 0);
  return { total, over, left: total - over };
}

/** The working days of past days on which the log has something of these people, each person's added. */
export function seenDays(people: readonly Presence[], week: WorkingWeek, span: Days): number {
  return people.reduce((sum, { seenFrom, to }) => sum + workingDays(week, shared({ from: seenFrom, to }, span)), 0);
}
