import { normalCdf, normalQuantile } from './distributions.ts';
import type { Interval } from './intervals.ts';
import { randomFrom } from './random.ts';

/** How many samples are drawn: the ends of a 95 % interval then vary by some hundredths of its width. */
const draws = 2000;

/**
 * The bias-corrected and accelerated bootstrap interval for the mean of a sample (Efron 1987), for values such as money per contract
 * whose few large ones make Student's interval too short on one side. The same sample always has the same interval.
 * Null below two values.
 */
export function bootstrapMean(values: readonly number[], level: number): Interval | null {
  const n = values.length;
  if (n < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const random = randomFrom(n);
  const means = Float64Array.from({ length: draws }, () => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[Math.floor(random() * n)]!;
    return sum / n;
  }).sort();
  if (means[0] === means.at(-1)) return [mean, mean];
  const below = means.filter((other) => other < mean).length + means.filter((other) => other === mean).length / 2;
  const bias = normalQuantile(Math.min(Math.max(below / draws, 1 / draws), 1 - 1 / draws));
  const acceleration = accelerationOf(values, mean);
  const end = (p: number): number => {
    const z = bias + normalQuantile(p);
    return quantile(means, normalCdf(bias + z / (1 - acceleration * z)));
  };
  return [end((1 - level) / 2), end((1 + level) / 2)];
}

/** From the jackknife; of means it is a sixth of the sample's skewness over √n. */
function accelerationOf(values: readonly number[], mean: number): number {
  let [squares, cubes] = [0, 0];
  for (const value of values) {
    squares += (value - mean) ** 2;
    cubes += (value - mean) ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** Of sorted values, between two of them in proportion (Hyndman & Fan 1996, type 7). */
function quantile(sorted: Float64Array, p: number): number {
  const place = p * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (place - low) * (sorted[high]! - sorted[low]!);
}
