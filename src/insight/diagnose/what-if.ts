import type { Sample, SampleKind } from '../compare/sample.ts';
import type { Interval } from '../statistics/intervals.ts';
import { type Draws, drawsFrom } from './draws.ts';

/** Days of a quarter. */
export const quarterDays = 91;

/** One number of those that multiply to contracts a day: what the rep has of it, and what the others have. */
export type Link = { readonly kind: SampleKind; readonly own: Sample; readonly others: Sample };

/** How large contracts are: how many there were, the sum of their amounts and of the amounts' squares. */
export type Sizes = { readonly n: number; readonly sum: number; readonly squares: number };

/** What would be gained in a quarter; negative: lost. */
export type Gain = {
  readonly contracts: number;
  readonly contractsInterval: Interval;
  /** Null where no contract has an amount. In the workspace's currency. */
  readonly volume: number | null;
  readonly volumeInterval: Interval | null;
};

/**
 * What a rep would gain in a quarter if one link of the chain were at the others' level and the rest of it stayed as it is: contracts a day are the
 * product of the links, volume is contracts × size. The 95 % intervals carry what chance leaves open in every link, of the rep and of the others, and in
 * the size: values are drawn for all of them from what their samples leave possible (Jeffreys' posteriors) and the gain computed for each
 * draw, its 2.5 and 97.5 % quantiles being the ends (propagation of distributions, JCGM 101:2008).
 * @param lever the link's place in the chain
 */
export function gainOf(chain: readonly Link[], lever: number, size: Sizes): Gain {
  const contracts = (value: (link: Link, side: 'own' | 'others') => number): number => {
    const rest = chain.reduce((product, link, i) => (i === lever ? product : product * value(link, 'own')), 1);
    const link = chain[lever]!;
    return quarterDays * rest * (value(link, 'others') - value(link, 'own'));
  };
  return gain(
    contracts((link, side) => link[side].x / link[side].n),
    (draws) => contracts(({ kind, ...sides }, side) => draws.value(kind, sides[side])),
    size,
  );
}

/** Deals with a first proposal a day, the share of them that was presented, and how deals end that were and were not. */
export type Presenting = {
  readonly proposals: Sample;
  readonly own: Sample;
  readonly others: Sample;
  readonly wonPresented: Sample;
  readonly wonUnpresented: Sample;
};

/**
 * The same for presenting as many proposals as the others do, if those that are presented then end as presented ones do in the group, and the others
 * as unpresented ones do.
 */
export function presentingGain(of: Presenting, size: Sizes): Gain {
  const contracts = (value: (kind: SampleKind, sample: Sample) => number): number =>
    quarterDays *
    value('rate', of.proposals) *
    (value('proportion', of.others) - value('proportion', of.own)) *
    (value('proportion', of.wonPresented) - value('proportion', of.wonUnpresented));
  return gain(
    contracts((_, { x, n }) => x / n),
    (draws) => contracts(draws.value),
    size,
  );
}

/** So many draws leave the ends of an interval uncertain by some hundredths of its width. */
const times = 4000;
const seed = 91;

function gain(contracts: number, drawn: (draws: Draws) => number, size: Sizes): Gain {
  const draws = drawsFrom(seed);
  const mean = size.n > 0 ? size.sum / size.n : 0;
  const variance = size.n > 1 ? Math.max(0, size.squares - size.n * mean ** 2) / (size.n - 1) : mean ** 2;
  const error = size.n > 0 ? Math.sqrt(variance / size.n) : 0;
  const [counts, volumes] = [new Float64Array(times), new Float64Array(times)];
  for (let i = 0; i < times; i++) {
    counts[i] = drawn(draws);
    volumes[i] = counts[i]! * draws.mean(mean, error);
  }
  return {
    contracts,
    contractsInterval: around(contracts, counts),
    volume: mean > 0 ? contracts * mean : null,
    volumeInterval: mean > 0 ? around(contracts * mean, volumes) : null,
  };
}

/** The middle 95 % of the draws; where a side has no events at all they may lie to one side of what was computed from the counts. */
function around(value: number, draws: Float64Array): Interval {
  const sorted = draws.toSorted();
  const [low, high] = [sorted[Math.floor(0.025 * times)]!, sorted[Math.ceil(0.975 * times) - 1]!];
  return [Math.min(value, low), Math.max(value, high)];
}
