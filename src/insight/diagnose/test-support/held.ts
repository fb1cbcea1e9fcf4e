import { catalogue } from '../../../kpi/catalogue/index.ts';
import type { Held } from '../held.ts';
import { type LookedAt, looks } from '../looks.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));

/** A rep held against a group by hand; `rest` says what matters to the test. */
export function heldBy(id: LookedAt, rest: Partial<Held>): Held {
  return {
    look: looks.find(({ kpi }) => kpi === id)!,
    kpi: kpis.get(id)!,
    value: 0.2,
    numerator: 20,
    denominator: 100,
    exposure: 'trials',
    interval: [0.13, 0.29],
    group: 0.4,
    limits95: [0.31, 0.49],
    chance: 0.000_03,
    verdict: 'below',
    needed: null,
    reps: 12,
    designEffect: 1,
    dispersion: 1,
    effect: -1,
    ...rest,
  };
}
