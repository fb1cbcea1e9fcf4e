import type { Sample, SampleKind } from '../compare/sample.ts';
import { randomFrom } from '../statistics/random.ts';

/** Draws values that a sample leaves possible. The same seed always draws the same. */
export type Draws = {
  /** A true share or rate, given `x` of `n`: of the beta or gamma posterior under Jeffreys' prior (Jeffreys 1946). */
  readonly value: (kind: SampleKind, sample: Sample) => number;
  /** A positive mean of which the estimate and its standard error are known: of the gamma distribution with both. */
  readonly mean: (estimate: number, error: number) => number;
};

export function drawsFrom(seed: number): Draws {
  const random = randomFrom(seed);
  const gamma = gammaFrom(random);
  return {
    value: (kind, { x, n }) => {
      const above = gamma(x + 0.5);
      return kind === 'rate' ? above / n : above / (above + gamma(Math.max(0, n - x) + 0.5));
    },
    mean: (estimate, error) => {
      if (!(estimate > 0) || !(error > 0)) return estimate;
      const shape = (estimate / error) ** 2;
      return (gamma(shape) * estimate) / shape;
    },
  };
}

/** Draws of the gamma distribution of rate 1 (Marsaglia & Tsang 2000, "A simple method for generating gamma variables", ACM TOMS 26:363). */
function gammaFrom(random: () => number): (shape: number) => number {
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const large = (shape: number): number => {
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const z = normal();
      const v = (1 + c * z) ** 3;
      if (v > 0 && Math.log(1 - random()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return (shape) => (shape >= 1 ? large(shape) : large(shape + 1) * (1 - random()) ** (1 / shape));
}
