import { gammaCdf, gammaQuantile, negativeBinomialCdf } from '../statistics/distributions.ts';
import type { Interval } from '../statistics/intervals.ts';
import type { Pace } from './pace.ts';

/** What is still to come at a pace. */
export type Rest = {
  /** At the very pace. */
  readonly expected: number;
  /** Where it will lie with this confidence. */
  readonly interval: Interval;
  /** The probability that it will be at least, or at most, so much. */
  readonly atLeast: (amount: number) => number;
  readonly atMost: (amount: number) => number;
};

/**
 * What so many working days will bring. Counts are negative binomial: with a gamma prior (Jeffreys’, of half an event) and events that come at random that is the exact
 * predictive distribution (Gelman et al. 2013, Bayesian Data Analysis, § 2.6), and where they vary by more than chance its variance is that much larger. Sums are
 * nothing with the probability that no event comes, else gamma distributed (the compound of counts and sizes, Jørgensen 1997, § 4.2, by its moments), with the same
 * two sources of variance: what days differ by, and what is not known of the pace.
 * @param days working days of all people together
 */
export function restAt(pace: Pace, days: number, level: number): Rest {
  const expected = pace.perDay * days;
  if (days <= 0) {
    return { expected: 0, interval: [0, 0], atLeast: (x) => (x <= 0 ? 1 : 0), atMost: (x) => (x >= 0 ? 1 : 0) };
  }
  const tail = (1 - level) / 2;
  const { atMost, atLeast, end } = pace.isCount ? countIn(pace, days) : sumIn(pace, days);
  const [low, high] = pace.isCount ? [Math.floor(expected), Math.ceil(expected)] : [expected, expected];
  return { expected, interval: [Math.min(end(tail), low), Math.max(end(1 - tail), high)], atMost, atLeast };
}

type Spread = Pick<Rest, 'atLeast' | 'atMost'> & {
  /** The smallest amount that is not exceeded with this probability. */
  readonly end: (p: number) => number;
};

/** How many events so many days bring. */
function countIn({ eventVariance, events, days: past }: Pace, days: number): Spread {
  const dispersion = events > 0 ? (eventVariance * past) / events : 1;
  const mean = ((events + 0.5) / past) * days;
  const spread = dispersion * mean * (1 + days / past);
  const size = mean ** 2 / (spread - mean);
  const atMost = (amount: number): number => negativeBinomialCdf(amount, mean, size);
  return {
    atMost,
    atLeast: (amount) => 1 - atMost(Math.ceil(amount) - 1),
    end: (p) => countQuantile(p, atMost, mean + 4 * Math.sqrt(spread)),
  };
}

function countQuantile(p: number, atMost: (count: number) => number, guess: number): number {
  let [low, high] = [-1, Math.ceil(guess)];
  while (atMost(high) < p) [low, high] = [high, 2 * high + 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (atMost(middle) < p) low = middle;
    else high = middle;
  }
  return high;
}

/** What the events of so many days add up to. */
function sumIn(pace: Pace, days: number): Spread {
  const { variance, done, events, days: past } = pace;
  const nothing = countIn(pace, days).atMost(0);
  const more = (events + 0.5) / events;
  const mean = ((more * done) / past) * days;
  const spread = more * variance * days * (1 + days / past);
  const something = mean / (1 - nothing);
  const within = Math.max((spread + mean ** 2) / (1 - nothing) - something ** 2, (leastVariation * something) ** 2);
  const atMost = (amount: number): number =>
    amount < 0 ? 0 : nothing + (1 - nothing) * gammaCdf(amount, something, within);
  return {
    atMost,
    atLeast: (amount) => (amount <= 0 ? 1 : 1 - atMost(amount)),
    end: (p) =>
      p <= nothing ? 0 : (gammaQuantile((p - nothing) / (1 - nothing), something ** 2 / within) * within) / something,
  };
}

/** Sums are never held to be steadier than this part of themselves. */
const leastVariation = 0.01;
