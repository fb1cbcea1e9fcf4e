import type { Goals } from './goals.ts';

/** The public shape of goals (docs/json.md). */
export function goalsToJson({ asOf, timezone, week, standings, others }: Goals): object {
  return {
    as_of: asOf.toString(),
    timezone,
    weekdays: week.weekdays,
    weekdays_from_log: week.isFromLog,
    goals: standings.map((standing) => {
      const { goal, state, verdict, missing, unpriced, found, days, pace, projection } = standing;
      const { owner } = goal;
      return {
        kpi: goal.kpi.id,
        rep: owner.kind === 'rep' ? owner.id : null,
        team: owner.kind === 'team' ? owner.id : null,
        grain: goal.grain,
        from: goal.from.toString(),
        to: goal.to.toString(),
        target: Number(goal.target),
        direction: goal.direction,
        way: goal.way,
        state,
        verdict,
        within_chance: standing.isWithinChance,
        missing: unpriced === null ? missing : ['fx_rates'],
        value: found.value,
        ...(found.pending === undefined ? {} : { pending: found.pending }),
        interval: found.interval,
        attainment: standing.attainment,
        working_days: days,
        expected: standing.expected,
        left: standing.left,
        needed_per_day: standing.needed,
        own_per_day: standing.own,
        pace_weeks: pace === null ? null : pace.weeks,
        projection,
      };
    }),
    not_shown: others,
  };
}
