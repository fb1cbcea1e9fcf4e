import { inverse, logDeterminant, solve } from './blocks.ts';
import type { Layout } from './layout.ts';
import { type Point, type Slopes, curvatureOf, effectsAt, scalesAt } from './mode.ts';
import { type Blocks, crossProducts, diagonalAt, levelSums } from './sums.ts';

/** Standard deviations of what is not known, in logits. */
export type Uncertainty = {
  /** Of each level's effect. */
  readonly effects: Float64Array;
  /** Of each level's logit with all other factors at their average. */
  readonly predicted: Float64Array;
  /** Of the logit with all factors at their average. */
  readonly average: number;
};

/**
 * How far the effects may be from those estimated. With few levels the spread σ of a factor is itself uncertain, and intervals that take
 * it as known are far too narrow, down to nothing where it is estimated as 0. So the deviations are averaged over the spreads that the
 * records leave plausible, one factor after the other, the squares of what each adds being summed (as in Rue, Martino & Chopin 2009, J R
 * Stat Soc B 71:319, with the likelihood's weights and working responses held: Breslow & Clayton 1993, J Am Stat Assoc 88:9).
 * @param slopes at the point
 * @param steps by factor, about the standard deviation of what is not known of σ
 */
export function uncertaintyAt(layout: Layout, slopes: Slopes, point: Point, steps: readonly number[]): Uncertainty {
  const model = linearised(layout, slopes, point);
  const fixed = model(point.sigmas).deviations;
  const squares = fixed.map((value) => value ** 2);
  for (const [f, step] of steps.entries()) {
    const mean = averageOver(point.sigmas[f]!, step, (sigma) => model(point.sigmas.with(f, sigma)));
    for (let i = 0; i < squares.length; i++) squares[i]! += mean[i]! ** 2 - fixed[i]! ** 2;
  }
  const all = squares.map((value, i) => Math.max(Math.sqrt(Math.max(value, 0)), fixed[i]!));
  const { total } = layout;
  return { effects: all.subarray(0, total), predicted: all.subarray(total, 2 * total), average: all[2 * total]! };
}

/** How plausible spreads are (logarithm, any constant), and the deviations from the estimates under them: effects, predicted, average. */
type Under = { readonly plausible: number; readonly deviations: Float64Array };

/** The linear mixed model of the working responses, whose sums over cells are the same for all spreads. */
function linearised(layout: Layout, slopes: Slopes, point: Point): (sigmas: readonly number[]) => Under {
  const { sizes, starts, total } = layout;
  const products = crossProducts(layout, slopes.weights);
  const estimated = effectsAt(layout, point);
  const responses = levelSums(layout, slopes.residuals);
  addProduct(responses, products, estimated, point.beta);
  const shares = sharesOf(layout);
  return (sigmas) => {
    const scales = scalesAt(layout, sigmas);
    const factored = curvatureOf(products, scales);
    const { width, lower } = factored;
    const right = responses.map((value, i) => value * scales[i]!);
    const means = solve(factored, right, width);
    const fit = dot(means, right);
    const determinant = logDeterminant(factored) + 2 * Math.log(lower[width * width - 1]!);
    const variances = inverse(factored, width);
    const off = means.map((value, i) => scales[i]! * value - (i < total ? estimated[i]! : point.beta));
    // The variance of what the weights make of β and the effects, and its covariances with the b's.
    const weighted = (weights: Float64Array): readonly [variance: number, mean: number, covariances: Float64Array] => {
      const scaled = weights.map((value, i) => value * scales[i]!);
      const covariances = solve(factored, scaled, width);
      return [dot(scaled, covariances), dot(weights, off), covariances];
    };
    const deviations = new Float64Array(2 * total + 1);
    for (const [f, size] of sizes.entries()) {
      const [ofOthers, meanOfOthers, covariances] = weighted(shares.slice().fill(0, starts[f], starts[f]! + size));
      for (let i = starts[f]!; i < starts[f]! + size; i++) {
        const own = scales[i]! ** 2 * diagonalAt(variances, i);
        const both = Math.max(own + ofOthers + 2 * scales[i]! * covariances[i]!, 0);
        deviations[i] = Math.sqrt(own + off[i]! ** 2);
        deviations[total + i] = Math.sqrt(both + (off[i]! + meanOfOthers) ** 2);
      }
    }
    const [ofAll, meanOfAll] = weighted(shares);
    deviations[2 * total] = Math.sqrt(ofAll + meanOfAll ** 2);
    return { plausible: (fit - determinant) / 2, deviations };
  };
}

/** Of all records, those of each level, and last, for β, 1: weights with which effects make an average. */
export function sharesOf(layout: Layout): Float64Array {
  const counts = levelSums(layout, layout.trials);
  return counts.map((count) => count / counts[layout.total]!);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Adds a matrix × (effects, β). */
function addProduct(
  to: Float64Array,
  { first, cross, rest, width }: Blocks,
  effects: Float64Array,
  beta: number,
): void {
  const size = first.length;
  const others = new Float64Array(width).fill(beta);
  others.set(effects.subarray(size));
  for (let k = 0; k < size; k++) {
    to[k]! += first[k]! * effects[k]!;
    for (let i = 0; i < width; i++) {
      const value = cross[k * width + i]!;
      to[k]! += value * others[i]!;
      to[size + i]! += value * effects[k]!;
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < width; j++) to[size + i]! += rest[i * width + j]! * others[j]!;
}

/** Of a spread beforehand: half of a normal distribution of this standard deviation, so that odds seldom differ by more than 10 times. */
const usual = 1;

/** Spreads less plausible than the most plausible one by such a logarithm are left out. */
const cutoff = 7;

/** The mean of the deviations over one factor's spread, both ways from its estimate in steps that grow. */
function averageOver(estimate: number, step: number, under: (sigma: number) => Under): Float64Array {
  const nodes: { readonly weight: number; readonly deviations: Float64Array }[] = [];
  const highest = under(estimate).plausible - (estimate / usual) ** 2 / 2;
  const add = (from: number, to: number): boolean => {
    const sigma = (from + to) / 2;
    const { plausible, deviations } = under(sigma);
    const density = plausible - (sigma / usual) ** 2 / 2 - highest;
    nodes.push({ weight: Math.exp(density) * Math.abs(to - from), deviations });
    return density > -cutoff;
  };
  for (let from = estimate, width = step; from > 0; width *= 1.3) {
    const to = Math.max(from - width, 0);
    if (!add(from, to)) break;
    from = to;
  }
  for (let from = estimate, width = step; add(from, from + width); width *= 1.3) from += width;
  const all = nodes.reduce((sum, { weight }) => sum + weight, 0);
  const mean = new Float64Array(nodes[0]!.deviations.length);
  for (const { weight, deviations } of nodes)
    for (let i = 0; i < mean.length; i++) mean[i]! += (weight / all) * deviations[i]!;
  return mean;
}
