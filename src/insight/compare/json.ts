import type { KpiComparison } from './compare-kpi.ts';

/** The public shape of a comparison (docs/json.md). */
export function comparisonToJson({
  kpi,
  by,
  question,
  asOf,
  timezone,
  exposure,
  funnel,
  members,
}: KpiComparison): object {
  return {
    period: {
      from: question.from.toString(),
      to: question.to.toString(),
      timezone,
      as_of: asOf.toString(),
    },
    kpi: kpi.id,
    by,
    exposure,
    group: funnel === null ? null : { value: funnel.target, dispersion: funnel.dispersion },
    members: members.map(({ member, standing }) => {
      const { sample, verdict, chance, limits95, limits998, pooled, needed } = standing;
      const value = sample.n > 0 ? sample.x / sample.n : null;
      return { member, value, x: sample.x, n: sample.n, verdict, chance, limits95, limits998, pooled, needed };
    }),
  };
}
