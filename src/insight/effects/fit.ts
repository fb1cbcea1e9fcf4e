import { type Factored, covariances, factor, logDeterminant, step, varianceOf } from './blocks.ts';
import { type Cells, curvatureAt, type Factor, logPosterior, type Point, type Shape, shapeOf } from './model.ts';
import { type Entangled, entangledLevels } from './entangled.ts';
import { minimise } from './nelder-mead.ts';

/** One level of a factor: how far it moves the logit from the average, and the standard deviation of that. */
export type Effect = {
  readonly level: string;
  readonly trials: number;
  readonly logit: number;
  readonly deviation: number;
};

/** A fitted factor: how much its levels differ (standard deviation of the logit) and each level's effect. */
export type FactorEffects = { readonly factor: string; readonly spread: number; readonly effects: readonly Effect[] };

/** A fitted model. */
export type Fit = {
  /** The logit with all factors at their average, and its standard deviation. */
  readonly intercept: { readonly logit: number; readonly deviation: number };
  readonly factors: readonly FactorEffects[];
  /** The standard deviation of intercept + effect, by factor and level: that of a predicted logit with the other factors at their average. */
  readonly predicted: readonly (readonly number[])[];
  /** Levels of two factors that the records cannot tell apart. */
  readonly entangled: readonly Entangled[];
};

/**
 * Fits a logistic model with crossed, partially pooled effects: logit P(result) = β + Σ_f u_f, u_f ~ N(0, σ_f²), by maximum likelihood in
 * Laplace's approximation, as R's `glmer` does (Bates, Mächler, Bolker & Walker 2015, J Stat Softw 67:1). Levels with few records are
 * pulled towards the average.
 * @returns null without records, or when all or none had the result
 */
export function fitEffects(factors: readonly Factor[], cells: Cells): Fit | null {
  const [trials, results] = [sumOf(cells.trials), sumOf(cells.results)];
  if (results <= 0 || results >= trials) return null;
  const shape = shapeOf(factors, cells);
  const start: Point = { sigmas: [], beta: Math.log(results / (trials - results)), b: new Float64Array(shape.total) };
  // First by steps that come close and cost little, then, unless there are so many cells that close is close enough, by search.
  let point = start;
  const deviance = (sigmas: readonly number[], beta: number | null): number => {
    const found = modeAt(shape, sigmas, beta, point);
    if (found === null) return Infinity;
    point = found.point;
    return -2 * logPosterior(shape, found.point) + logDeterminant(found.factored);
  };
  const near = spreadsByMoments(shape, start);
  if (near === null) return null;
  if (cells.trials.length > mostSearched) return describe(factors, shape, near.point, near.factored);
  point = near.point;
  const rough = minimise((sigmas) => deviance(sigmas, null), near.point.sigmas, 0.1, 1e-3);
  const best = minimise(([b, ...sigmas]) => deviance(sigmas, b!), [point.beta, ...rough], 0.03, 1e-5);
  const [, ...sigmas] = best;
  const found = modeAt(shape, sigmas, best[0]!, point)!;
  return describe(factors, shape, { ...found.point, sigmas: sigmas.map(Math.abs) }, found.factored);
}

/** From so many cells on, the likelihood is not searched: it would take minutes, and the steps before come as close as can be seen. */
const mostSearched = 20_000;

/**
 * The spread of each factor from its levels' effects and what is not known of them, again and again until nothing changes: σ² = Σ u² /
 * (levels − Σ var(u) / σ²) (Schall 1991, Biometrika 78:719).
 */
function spreadsByMoments(shape: Shape, start: Point): { readonly point: Point; readonly factored: Factored } | null {
  let found = modeAt(
    shape,
    shape.sizes.map(() => 0.4),
    null,
    start,
  );
  for (let i = 0; i < 40 && found !== null; i++) {
    const { point, factored } = found;
    const variances = varianceOf(factored);
    const next = shape.sizes.map((size, f) => {
      const first = shape.starts[f]!;
      let [squares, unknown] = [0, 0];
      for (let place = first; place < first + size; place++) {
        squares += point.b[place]! ** 2;
        unknown += variances[place]!;
      }
      return point.sigmas[f]! * Math.sqrt(squares / Math.max(size - unknown, 1e-9));
    });
    const change = Math.max(0, ...next.map((sigma, f) => Math.abs(sigma - point.sigmas[f]!)));
    found = modeAt(
      shape,
      next.map((sigma) => Math.min(sigma, 5)),
      null,
      point,
    );
    if (change < 1e-4) break;
  }
  return found;
}

/** The b's (and β unless it is given) at which the posterior is highest, by Newton's method from `from` on. */
function modeAt(
  shape: Shape,
  given: readonly number[],
  beta: number | null,
  from: Point,
): { readonly point: Point; readonly factored: Factored } | null {
  const sigmas = given.map(Math.abs);
  let point: Point = { sigmas, beta: beta ?? from.beta, b: Float64Array.from(from.b) };
  let height = logPosterior(shape, point);
  for (let i = 0; i < 50; i++) {
    const factored = factor(curvatureAt(shape, point));
    if (factored === null) return null;
    const move = step(factored, beta !== null);
    let [scale, next] = [1, moved(point, move, 1)];
    let higher = logPosterior(shape, next);
    while (!(higher >= height - 1e-12) && scale > 1e-6) {
      scale /= 2;
      next = moved(point, move, scale);
      higher = logPosterior(shape, next);
    }
    const gain = higher - height;
    [point, height] = [next, higher];
    if (Math.abs(gain) < 1e-9 * (1 + Math.abs(height))) {
      const last = factor(curvatureAt(shape, point));
      return last === null ? null : { point, factored: last };
    }
  }
  return null;
}

function moved(point: Point, move: Float64Array, scale: number): Point {
  const b = Float64Array.from(point.b, (value, i) => value + scale * move[i]!);
  return { sigmas: point.sigmas, beta: point.beta + scale * move[b.length]!, b };
}

function describe(factors: readonly Factor[], shape: Shape, point: Point, factored: Factored): Fit {
  const { total, starts, order, cells } = shape;
  const ofBeta = covariances(factored, total);
  const columns = Array.from({ length: total }, (_, place) => covariances(factored, place));
  const counts = order.map((_, f) => {
    const sums = new Float64Array(shape.sizes[f]!);
    for (let c = 0; c < cells.trials.length; c++) sums[cells.levels[f]![c]!]! += cells.trials[c]!;
    return sums;
  });
  const predicted: number[][] = [];
  const described = factors.map(({ name, levels }, i): FactorEffects => {
    const f = order.indexOf(i);
    const sigma = point.sigmas[f]!;
    predicted.push(
      levels.map((_, l) => {
        const place = starts[f]! + l;
        return Math.sqrt(
          Math.max(0, ofBeta[total]! + 2 * sigma * ofBeta[place]! + sigma * sigma * columns[place]![place]!),
        );
      }),
    );
    const effects = levels.map((level, l): Effect => {
      const place = starts[f]! + l;
      const deviation = sigma * Math.sqrt(columns[place]![place]!);
      return { level, trials: counts[f]![l]!, logit: sigma * point.b[place]!, deviation };
    });
    return { factor: name, spread: sigma, effects };
  });
  return {
    intercept: { logit: point.beta, deviation: Math.sqrt(ofBeta[total]!) },
    factors: described,
    predicted,
    entangled: entangledLevels(factors, shape, columns, point.sigmas),
  };
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
