import { inverse } from './blocks.ts';
import type { Cells, Factor } from './cells.ts';
import { type Effects, describe } from './describe.ts';
import { type Deviance, devianceAt } from './laplace.ts';
import { type Layout, layoutOf } from './layout.ts';
import { type Mode, type Point, type Slopes, modeAt, slopesOf } from './mode.ts';
import { minimise } from './quasi-newton.ts';
import { diagonalAt } from './sums.ts';
import { uncertaintyAt } from './uncertainty.ts';

/**
 * Fits a logistic model with crossed, partially pooled effects: logit P(result) = β + Σ_f u_f, u_f ~ N(0, σ_f²), by maximum likelihood in
 * Laplace's approximation, as R's `glmer` does (Bates, Mächler, Bolker & Walker 2015, J Stat Softw 67:1). Levels with few records are
 * pulled towards the average. A million records of 500 reps take a few seconds.
 * @param level of the intervals, such as 0.95
 * @returns null without records, or when all or none had the result
 */
export function fitEffects(factors: readonly Factor[], cells: Cells, level = 0.95): Effects | null {
  const [trials, results] = [sumOf(cells.trials), sumOf(cells.results)];
  if (results <= 0 || results >= trials) return null;
  const layout = layoutOf(factors, cells);
  const slopes = slopesOf(layout);
  const near = spreadsByMoments(layout, slopes, Math.log(results / (trials - results)));
  // The search may have ended elsewhere than it last looked: the slopes are to be those at the mode.
  const mode = modeAt(layout, slopes, search(layout, slopes, near), true, 1e-13);
  return describe(factors, layout, mode, uncertaintyAt(layout, slopes, mode.point, stepsAt(layout, mode)), level);
}

/** Spreads of logits below which levels are as good as equal, and above which as good as all or nothing: a search would have no end. */
const [narrowest, widest] = [1e-4, 5];

/**
 * The spread of each factor from its levels' effects and what is not known of them, a few times over: σ² = Σ u² / (levels − Σ var(u) / σ²)
 * (Schall 1991, Biometrika 78:719). Comes close to the likeliest spreads and costs little.
 */
function spreadsByMoments(layout: Layout, slopes: Slopes, beta: number): Mode {
  const { sizes, starts, total } = layout;
  let point: Point = { sigmas: sizes.map(() => 0.4), beta, b: new Float64Array(total) };
  for (let i = 0; ; i++) {
    const mode = modeAt(layout, slopes, point, false, 0.01);
    if (i === 6) return mode;
    const known = knownOf(layout, mode);
    const { sigmas, b } = mode.point;
    const next = sizes.map((size, f) => {
      let squares = 0;
      for (let place = starts[f]!; place < starts[f]! + size; place++) squares += b[place]! ** 2;
      return Math.min(Math.max(sigmas[f]! * Math.sqrt(squares / known[f]!), 0.02), widest / 2);
    });
    point = rescaled(layout, mode.point, next);
  }
}

/** Of how many levels the effects are known, by factor: the levels − Σ var(u) / σ². */
function knownOf({ sizes, starts }: Layout, { factored }: Mode): readonly number[] {
  const variances = inverse(factored, factored.width - 1);
  return sizes.map((size, f) => {
    let known = size;
    for (let place = starts[f]!; place < starts[f]! + size; place++) known -= diagonalAt(variances, place);
    return Math.max(known, 1e-9);
  });
}

/** The standard deviation of what is not known of each σ, about: σ / √(2 × known levels). */
function stepsAt(layout: Layout, mode: Mode): readonly number[] {
  return knownOf(layout, mode).map((known, f) => mode.point.sigmas[f]! / Math.sqrt(2 * known));
}

/** The same effects under other spreads, none of which is 0. */
function rescaled({ sizes, starts }: Layout, { sigmas: before, beta, b }: Point, sigmas: readonly number[]): Point {
  const scaled = b.slice();
  for (const [f, size] of sizes.entries())
    for (let place = starts[f]!; place < starts[f]! + size; place++) scaled[place]! *= before[f]! / sigmas[f]!;
  return { sigmas, beta, b: scaled };
}

/** The likeliest spreads and β, and their mode. */
function search(layout: Layout, slopes: Slopes, near: Mode): Point {
  const { sigmas: start, beta } = near.point;
  let last = near.point;
  // The deviance is the same for σ and −σ, so that the search may pass through 0. Beyond the widest spread it counts as level.
  const deviance = (x: readonly number[]): Deviance => {
    const sigmas = x.slice(0, -1).map((sigma) => Math.min(Math.hypot(sigma, narrowest), widest));
    const found = devianceAt(layout, slopes, { ...rescaled(layout, last, sigmas), beta: x.at(-1)! });
    last = found.mode.point;
    const gradient = found.gradient.map((value, i) => {
      if (i === sigmas.length) return value;
      return sigmas[i] === widest ? 0 : (value * x[i]!) / sigmas[i]!;
    });
    return { ...found, gradient };
  };
  const ofBeta = Math.sqrt(diagonalAt(inverse(near.factored, near.factored.width), layout.total));
  // A deviance of twice the log-likelihood bends twice as fast.
  const scales = [...stepsAt(layout, near), ofBeta].map((deviation) => deviation / Math.SQRT2);
  return minimise(deviance, [...start, beta], scales, 1e-7).mode.point;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
