import { fitEffects } from '../fit.ts';
import { type Truth, simulate } from './simulate.ts';

/** How often 95 % intervals hold the true value (ratio 0…1) of the levels' effects, and of their rates, in this many simulated logs. */
export function coverageOf(
  random: () => number,
  truth: Truth,
  logs: number,
): { readonly effects: number; readonly rates: number } {
  let [all, held, heldRates] = [0, 0, 0];
  for (let log = 0; log < logs; log++) {
    const { truth: known, factors, cells } = simulate(random, truth);
    const fit = fitEffects(factors, cells)!;
    const records = cells.trials.reduce((sum, n) => sum + n, 0);
    const averages = fit.factors.map(({ effects }, f) =>
      effects.reduce((sum, { trials }, l) => sum + (trials / records) * known[f]![l]!, 0),
    );
    const average = averages.reduce((sum, value) => sum + value, truth.beta);
    for (const [f, { effects }] of fit.factors.entries()) {
      for (const [l, { logit, deviation, interval }] of effects.entries()) {
        const right = known[f]![l]!;
        const rate = 1 / (1 + Math.exp(averages[f]! - average - right));
        all++;
        if (Math.abs(logit - right) <= 1.96 * deviation) held++;
        if (rate >= interval[0] && rate <= interval[1]) heldRates++;
      }
    }
  }
  return { effects: held / all, rates: heldRates / all };
}
