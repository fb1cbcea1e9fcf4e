import { normalQuantile } from '../statistics/distributions.ts';
import type { Interval } from '../statistics/intervals.ts';
import { chanceOf, discoveries, type Funnel, funnelOf, limitsAt } from './funnel.ts';
import { type Pooled, poolWith, priorOf } from './pooling.ts';
import { type Sample, type SampleKind, unitVariance } from './sample.ts';

/**
 * - `above`, `below`: further from the group's value than chance brings members, false discoveries held
 * - `within`: chance alone explains it
 * - `too_little`: so few trials that even a large difference would not show
 */
export type Verdict = 'above' | 'below' | 'within' | 'too_little';

/** How one member stands against the group. */
export type Standing = {
  readonly sample: Sample;
  readonly verdict: Verdict;
  /** The probability that chance alone brings a member this far. */
  readonly chance: number;
  /** Where members of this size lie by chance; null without trials. */
  readonly limits95: Interval | null;
  readonly limits998: Interval | null;
  readonly pooled: Pooled | null;
  /** How many more trials (or how much more exposure) would show a large difference; null where they are enough. */
  readonly needed: number | null;
};

/** A comparison of members: the group's funnel (null where nothing can be compared) and each member's standing in the order given. */
export type Comparison = { readonly funnel: Funnel | null; readonly standings: readonly Standing[] };

/** A large difference: half as much again, or half, of the group's value. */
const largeDifference = 0.5;

/** The rate of false discoveries among members who are called above or below. */
const falseDiscoveries = 0.05;

/** The chance with which a large difference must show for a member's sample to count as enough, and with which it would show after `needed`. */
const [enoughPower, goodPower] = [0.5, 0.8];

/**
 * Compares members of a group with the value of the group.
 * @param least as in `funnelOf`
 */
export function compareSamples(kind: SampleKind, samples: readonly Sample[], least = 1): Comparison {
  const funnel = funnelOf(kind, samples, least);
  if (funnel === null) return { funnel, standings: samples.map((sample) => unknown(sample)) };
  // What a member's records are worth, when they count for less than one each.
  const worth = ({ x, n }: Sample): Sample => ({ x: x / least, n: n / least });
  const prior = priorOf(kind, samples.map(worth));
  const chances = samples.map((sample) => chanceOf(funnel, sample));
  const stands = discoveries(chances, falseDiscoveries);
  return {
    funnel,
    standings: samples.map((sample, i): Standing => {
      if (sample.n <= 0) return { ...unknown(sample), needed: Math.ceil(sizeFor(funnel, goodPower)) };
      const isHigher = sample.x / sample.n > funnel.target;
      const isEnough = sample.n >= sizeFor(funnel, enoughPower);
      const verdict = stands[i] === true ? (isHigher ? 'above' : 'below') : isEnough ? 'within' : 'too_little';
      return {
        sample,
        verdict,
        chance: chances[i]!,
        limits95: limitsAt(funnel, sample.n, 0.95),
        limits998: limitsAt(funnel, sample.n, 0.998),
        pooled: prior === null ? null : poolWith(prior, worth(sample), 0.95),
        needed: verdict === 'too_little' ? Math.max(1, Math.ceil(sizeFor(funnel, goodPower) - sample.n)) : null,
      };
    }),
  };
}

function unknown(sample: Sample): Standing {
  return { sample, verdict: 'too_little', chance: 1, limits95: null, limits998: null, pooled: null, needed: null };
}

/** The size at which a large difference lies beyond the 95 % limits with this probability (normal approximation). */
export function sizeFor({ kind, target, dispersion }: Funnel, power: number): number {
  const room = kind === 'proportion' ? Math.min(target, 1 - target) : target;
  const shift = largeDifference * room;
  const z = normalQuantile(0.975) + normalQuantile(power);
  return (dispersion * unitVariance(kind, target) * z * z) / (shift * shift);
}
