import { type Factored, factor, solve } from './blocks.ts';
import type { Layout } from './layout.ts';
import { type Blocks, crossProducts, levelSums } from './sums.ts';

/** Where a fit of logit P = β + Σ σ_f b_f stands, every b being drawn from N(0, 1). */
export type Point = { readonly sigmas: readonly number[]; readonly beta: number; readonly b: Float64Array };

/** By cell, the derivatives of the log-likelihood by the logit: the first, the second with its sign turned, and the second's own. */
export type Slopes = {
  readonly residuals: Float64Array;
  readonly weights: Float64Array;
  readonly skews: Float64Array;
};

/** The b's at which the posterior is highest. */
export type Mode = {
  readonly point: Point;
  /** The logarithm of the likelihood of the records and of the b's, constants left out. */
  readonly height: number;
  /** By b, then β. */
  readonly gradient: Float64Array;
  /** The Hessian by b and β, its sign turned. */
  readonly factored: Factored;
};

export function slopesOf({ trials }: Layout): Slopes {
  const list = (): Float64Array => new Float64Array(trials.length);
  return { residuals: list(), weights: list(), skews: list() };
}

/**
 * Climbs to the mode by Newton's method.
 * @param slopes are left as they are at the mode
 * @param holdsBeta whether β stays
 * @param precision of the height
 */
export function modeAt(layout: Layout, slopes: Slopes, from: Point, holdsBeta: boolean, precision: number): Mode {
  let point = from;
  let height = heightAt(layout, slopes, point);
  for (let i = 0; i < 100; i++) {
    const { gradient, factored } = curvatureAt(layout, slopes, point);
    const move = solve(factored, gradient, factored.width - (holdsBeta ? 1 : 0));
    const gain = move.reduce((sum, value, place) => sum + value * gradient[place]!, 0) / 2;
    if (gain < precision) return { point, height, gradient, factored };
    // Where the likelihood is flat, a whole step leads too far.
    let scale = 1;
    let next = moved(point, move, scale);
    let higher = heightAt(layout, slopes, next);
    while (!(higher > height - 1e-12 * Math.abs(height))) {
      scale /= 2;
      if (scale < 1e-9) throw new Error('no step leads up to the mode');
      next = moved(point, move, scale);
      higher = heightAt(layout, slopes, next);
    }
    [point, height] = [next, higher];
  }
  throw new Error('the mode was not found in 100 steps');
}

function moved({ sigmas, beta, b }: Point, move: Float64Array, scale: number): Point {
  return { sigmas, beta: beta + scale * move[b.length]!, b: b.map((value, i) => value + scale * move[i]!) };
}

/** The effects σ b of all levels. */
export function effectsAt(layout: Layout, { sigmas, b }: Point): Float64Array {
  const scales = scalesAt(layout, sigmas);
  return b.map((value, i) => scales[i]! * value);
}

/** The height at a point; the slopes are set to those at it. */
function heightAt(layout: Layout, { residuals, weights, skews }: Slopes, point: Point): number {
  const { sizes, runs, profile, profiles, places, trials, results } = layout;
  const effects = effectsAt(layout, point);
  const [first, others] = [sizes[0]!, sizes.length - 1];
  const byProfile = new Float64Array(profiles).fill(point.beta);
  for (let p = 0, at = 0; p < profiles; p++)
    for (let g = 0; g < others; g++, at++) byProfile[p]! += effects[first + places[at]!]!;
  let height = point.b.reduce((sum, value) => sum - (value * value) / 2, 0);
  for (let k = 0; k < first; k++) {
    const own = effects[k]!;
    for (let c = runs[k]!, end = runs[k + 1]!; c < end; c++) {
      const logit = byProfile[profile[c]!]! + own;
      const n = trials[c]!;
      // exp(−|logit|) cannot overflow; from it come the chance of the likelier outcome and the logarithm of the other's.
      const tail = Math.exp(logit > 0 ? -logit : logit);
      const likelier = 1 / (1 + tail);
      const chance = logit > 0 ? likelier : tail * likelier;
      const weight = n * tail * likelier * likelier;
      residuals[c] = results[c]! - n * chance;
      weights[c] = weight;
      skews[c] = weight * (1 - 2 * chance);
      height += results[c]! * logit - n * ((logit > 0 ? logit : 0) - Math.log(likelier));
    }
  }
  return height;
}

function curvatureAt(
  layout: Layout,
  { residuals, weights }: Slopes,
  { sigmas, b }: Point,
): Pick<Mode, 'gradient' | 'factored'> {
  const scales = scalesAt(layout, sigmas);
  const gradient = levelSums(layout, residuals);
  for (let i = 0; i < b.length; i++) gradient[i] = scales[i]! * gradient[i]! - b[i]!;
  return { gradient, factored: curvatureOf(crossProducts(layout, weights), scales) };
}

/** By how much the logit moves with each b, and with β. */
export function scalesAt({ sizes, starts, total }: Layout, sigmas: readonly number[]): Float64Array {
  const scales = new Float64Array(total + 1).fill(1);
  for (const [f, size] of sizes.entries()) scales.fill(sigmas[f]!, starts[f], starts[f]! + size);
  return scales;
}

/**
 * The Hessian of the height, its sign turned.
 * @param products Zᵀ W Z
 */
export function curvatureOf(products: Blocks, scales: Float64Array): Factored {
  const { width } = products;
  const size = products.first.length;
  const first = products.first.map((value, k) => 1 + scales[k]! ** 2 * value);
  const cross = new Float64Array(size * width);
  for (let k = 0; k < size; k++)
    for (let i = 0; i < width; i++)
      cross[k * width + i] = products.cross[k * width + i]! * scales[k]! * scales[size + i]!;
  const rest = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++)
      rest[i * width + j] = products.rest[i * width + j]! * scales[size + i]! * scales[size + j]!;
    if (i < width - 1) rest[i * width + i]! += 1;
  }
  return factor({ first, cross, rest, width });
}
