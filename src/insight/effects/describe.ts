import type { Interval } from '../statistics/intervals.ts';
import { normalQuantile } from '../statistics/distributions.ts';
import { inverse } from './blocks.ts';
import type { Factor } from './cells.ts';
import { type Entangled, entangledLevels } from './entangled.ts';
import type { Layout } from './layout.ts';
import { type Mode, effectsAt } from './mode.ts';
import { levelSums } from './sums.ts';
import { type Uncertainty, sharesOf } from './uncertainty.ts';

/** The rate that the model predicts (0…1), with its interval. */
export type Rate = { readonly rate: number; readonly interval: Interval };

/** One level of a factor; its rate is that with all other factors at the average of their levels, each as often as in the records. */
export type Effect = Rate & {
  readonly level: string;
  readonly trials: number;
  readonly results: number;
  /** By how much the level moves the logit from β, and the standard deviation of what is not known of that. */
  readonly logit: number;
  readonly deviation: number;
  /** The rate over that with this factor at its average too: 1 is the average. */
  readonly index: number;
};

/** A factor: how much its levels differ (standard deviation of the logit), and each level, in the order given. */
export type FactorEffects = { readonly factor: string; readonly spread: number; readonly effects: readonly Effect[] };

/** A fitted model. */
export type Effects = {
  /** β: the logit where no effect moves it. */
  readonly intercept: number;
  /** With all factors at the average of their levels, each as often as in the records. */
  readonly average: Rate;
  /** In the order given. */
  readonly factors: readonly FactorEffects[];
  /** Levels of two factors that the records cannot tell apart. */
  readonly entangled: readonly Entangled[];
};

/** What a fit says, from the mode where it ended. */
export function describe(
  factors: readonly Factor[],
  layout: Layout,
  { point, factored }: Mode,
  uncertainty: Uncertainty,
  level: number,
): Effects {
  const { sizes, starts, order } = layout;
  const effectOf = effectsAt(layout, point);
  const [trials, results] = [levelSums(layout, layout.trials), levelSums(layout, layout.results)];
  const z = normalQuantile((1 + level) / 2);
  const rateOf = (logit: number, deviation: number): Rate => ({
    rate: logistic(logit),
    interval: [logistic(logit - z * deviation), logistic(logit + z * deviation)],
  });
  const shares = sharesOf(layout);
  const averages = sizes.map((size, f) => {
    let sum = 0;
    for (let i = starts[f]!; i < starts[f]! + size; i++) sum += shares[i]! * effectOf[i]!;
    return sum;
  });
  const averageLogit = averages.reduce((sum, value) => sum + value, point.beta);
  const average = rateOf(averageLogit, uncertainty.average);
  return {
    intercept: point.beta,
    average,
    factors: factors.map(({ name, levels }, i): FactorEffects => {
      const f = order.indexOf(i);
      const effects = levels.map((title, l): Effect => {
        const place = starts[f]! + l;
        const logit = effectOf[place]!;
        const predicted = rateOf(averageLogit - averages[f]! + logit, uncertainty.predicted[place]!);
        return {
          level: title,
          trials: trials[place]!,
          results: results[place]!,
          logit,
          deviation: uncertainty.effects[place]!,
          ...predicted,
          index: predicted.rate / average.rate,
        };
      });
      return { factor: name, spread: point.sigmas[f]!, effects };
    }),
    entangled: entangledLevels(factors, layout, inverse(factored, factored.width), point.sigmas),
  };
}

function logistic(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
