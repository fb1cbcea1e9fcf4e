import type { Dimension } from '../../domain/vocabulary.ts';
import type { Resolved } from '../../engine/question.ts';
import { answerKpis } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { type Sample, type SampleKind, unitVariance } from '../compare/sample.ts';
import { normalQuantile } from '../statistics/distributions.ts';
import type { Held } from './held.ts';
import type { Scope } from './where.ts';

/** What reps do not choose: where their leads come from, and what companies they are. */
export const mixDimensions = ['source', 'segment'] as const satisfies readonly Dimension[];

/** Whether a difference is still there when the rep is held against the others within the same groups. */
export type Mix = { readonly by: (typeof mixDimensions)[number]; readonly holds: boolean };

/** Looks at a difference within sources and within segments; only those of which the rep has several. Empty for what is not a rate of records. */
export async function mixesOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  { kpi, look, exposure, verdict, dispersion }: Held,
  rep: string,
  span: Scope,
): Promise<readonly Mix[]> {
  if (look.way !== 'compare') return [];
  const mixes: Mix[] = [];
  for (const by of mixDimensions) {
    if (!kpi.dimensions.includes(by)) continue;
    const { rows } = await answerKpis(log, kpis, { kpis: [kpi.id], by: ['rep', by], ...span });
    const groups = new Map<string | null, { own: Sample; others: Sample }>();
    for (const { members, values } of rows) {
      const [whose, group] = members as readonly [string | null, string | null];
      const sample = { x: values[0]!.numerator ?? 0, n: values[0]!.denominator ?? 0 };
      const { own, others } = groups.get(group) ?? { own: none, others: none };
      groups.set(group, whose === rep ? { own: sample, others } : { own, others: added(others, sample) });
    }
    const strata = [...groups.values()].filter(({ own, others }) => own.n > 0 && others.n > 0);
    if (strata.length < 2) continue;
    const z = scoreWithin(exposure === 'events' ? 'rate' : 'proportion', strata, dispersion);
    mixes.push({ by, holds: (verdict === 'above' ? z : -z) > normalQuantile(0.975) });
  }
  return mixes;
}

const none: Sample = { x: 0, n: 0 };

function added(one: Sample, other: Sample): Sample {
  return { x: one.x + other.x, n: one.n + other.n };
}

/**
 * How many standard deviations a rep's events are above what the others' values in the same groups make expected (indirect standardisation; the variance is
 * Cochran's 1954 for several 2×2 tables, under the value of both together).
 */
export function scoreWithin(
  kind: SampleKind,
  strata: readonly { readonly own: Sample; readonly others: Sample }[],
  dispersion: number,
): number {
  let [difference, variance] = [0, 0];
  for (const { own, others } of strata) {
    const together = added(own, others);
    const unit = unitVariance(kind, together.x / together.n);
    difference += own.x - (own.n * others.x) / others.n;
    variance += unit * own.n * (1 + own.n / others.n);
  }
  return variance > 0 ? difference / Math.sqrt(variance * dispersion) : 0;
}
