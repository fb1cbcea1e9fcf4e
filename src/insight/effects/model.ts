/** A way of grouping records, such as the source: the names of its levels. */
export type Factor = { readonly name: string; readonly levels: readonly string[] };

/** Records that agree in the levels of all factors: how many there are, and how many of them had the result. */
export type Cells = {
  /** For each factor, the level of each cell by its place. */
  readonly levels: readonly Int32Array[];
  readonly trials: Float64Array;
  readonly results: Float64Array;
};

/**
 * What a fit holds while it goes on: logit P = β + Σ σ_f b_f, every b drawn from N(0, 1). The largest factor comes first: its part of the
 * Hessian is diagonal, because no record has two of its levels, so that only the rest needs a dense solution.
 */
export type Shape = {
  readonly cells: Cells;
  /** Factors, the largest first, by their place among those given. */
  readonly order: readonly number[];
  readonly sizes: readonly number[];
  /** Where each factor's levels begin among all. */
  readonly starts: readonly number[];
  /** Levels of all factors together. */
  readonly total: number;
};

export function shapeOf(factors: readonly Factor[], cells: Cells): Shape {
  const order = factors.map((_, i) => i).sort((a, b) => factors[b]!.levels.length - factors[a]!.levels.length || a - b);
  const sizes = order.map((i) => factors[i]!.levels.length);
  const starts: number[] = [];
  let total = 0;
  for (const size of sizes) {
    starts.push(total);
    total += size;
  }
  return { cells: { ...cells, levels: order.map((i) => cells.levels[i]!) }, order, sizes, starts, total };
}

/** The values at which a fit stands. */
export type Point = { readonly sigmas: readonly number[]; beta: number; readonly b: Float64Array };

/** The logarithm of the likelihood of the records and of the b's, and their sum; constants left out. */
export function logPosterior({ cells, starts }: Shape, { sigmas, beta, b }: Point): number {
  let sum = 0;
  for (const value of b) sum -= (value * value) / 2;
  const { trials, results, levels } = cells;
  for (let c = 0; c < trials.length; c++) {
    let eta = beta;
    for (let f = 0; f < levels.length; f++) eta += sigmas[f]! * b[starts[f]! + levels[f]![c]!]!;
    sum += results[c]! * eta - trials[c]! * softplus(eta);
  }
  return sum;
}

/** The gradient of `logPosterior` and its Hessian with the sign turned, in the blocks that `solve` takes. */
export type Curvature = {
  /** By b, then β. */
  readonly gradient: Float64Array;
  /** The diagonal of the first factor's block. */
  readonly first: Float64Array;
  /** First factor × all others with β last, row by row. */
  readonly cross: Float64Array;
  /** All others with β last, row by row. */
  readonly rest: Float64Array;
  /** How many the others are, β included. */
  readonly width: number;
};

export function curvatureAt({ cells, starts, sizes, total }: Shape, { sigmas, beta, b }: Point): Curvature {
  const { trials, results, levels } = cells;
  const firstSize = sizes[0] ?? 0;
  const width = total - firstSize + 1;
  const gradient = new Float64Array(total + 1);
  const first = new Float64Array(firstSize).fill(1);
  const cross = new Float64Array(firstSize * width);
  const rest = new Float64Array(width * width);
  for (let i = 0; i < width - 1; i++) rest[i * width + i] = 1;
  for (let i = 0; i < total; i++) gradient[i] = -b[i]!;
  const at = new Int32Array(levels.length);
  for (let c = 0; c < trials.length; c++) {
    let eta = beta;
    for (let f = 0; f < levels.length; f++) {
      at[f] = starts[f]! + levels[f]![c]!;
      eta += sigmas[f]! * b[at[f]!]!;
    }
    const mean = 1 / (1 + Math.exp(-eta));
    const residual = results[c]! - trials[c]! * mean;
    const weight = trials[c]! * mean * (1 - mean);
    gradient[total]! += residual;
    rest[width * width - 1]! += weight;
    for (let f = 0; f < levels.length; f++) {
      const [place, sigma] = [at[f]!, sigmas[f]!];
      gradient[place]! += sigma * residual;
      if (f === 0) {
        first[place]! += sigma * sigma * weight;
        for (let g = 1; g < levels.length; g++)
          cross[place * width + at[g]! - firstSize]! += sigma * sigmas[g]! * weight;
        cross[place * width + width - 1]! += sigma * weight;
      } else {
        const row = place - firstSize;
        for (let g = 1; g < levels.length; g++) rest[row * width + at[g]! - firstSize]! += sigma * sigmas[g]! * weight;
        rest[row * width + width - 1]! += sigma * weight;
        rest[(width - 1) * width + row]! += sigma * weight;
      }
    }
  }
  return { gradient, first, cross, rest, width };
}

/** ln(1 + eˣ) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}
