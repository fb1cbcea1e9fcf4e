import { normalCdf, normalQuantile } from '../statistics/distributions.ts';
import type { Interval } from '../statistics/intervals.ts';
import { solve } from './blocks.ts';
import { cellsOf, type Row } from './cells.ts';
import type { Counts } from './counts.ts';
import { fitEffects } from './fit.ts';
import { layoutOf } from './layout.ts';
import { effectsAt, modeAt, scalesAt, slopesOf } from './mode.ts';

/** How many times as high the odds of the result are with something given as without, everything else being equal. */
export type OddsRatio = {
  readonly ratio: number;
  readonly interval: Interval;
  /** The probability that chance alone brings the ratio this far from 1. */
  readonly chance: number;
};

/**
 * Of what is given or not, the spread of the logit beforehand: as good as none, but that where all or none of a few had the result the odds
 * stay finite.
 */
const wide = 2.5;

/**
 * The change in odds that goes with what was given, by the logistic model of the library with the other factors as crossed, partially pooled effects. Their
 * spreads are those of the model without what was given; given or not is a factor that is not pulled towards the average.
 * @returns null when all or none of the records had the result; of what was given null when it was given in all or none
 */
export function oddsBy({ names, rows }: Counts, level: number): ((given: readonly Row[]) => OddsRatio | null) | null {
  const varying = names.flatMap((name, f) =>
    new Set(rows.map(({ levels }) => levels[f])).size > 1 ? [{ name, f }] : [],
  );
  const of = (row: Row, more: readonly string[]): Row => ({
    ...row,
    levels: [...varying.map(({ f }) => row.levels[f]!), ...more],
  });
  const adjusters = varying.map(({ name }) => name);
  const base = cellsOf(
    adjusters,
    rows.map((row) => of(row, [])),
  );
  const fit = fitEffects(base.factors, base.cells, level);
  if (fit === null) return null;
  const z = normalQuantile((1 + level) / 2);
  return (given) => {
    const split = [...given.map((row) => of(row, ['given'])), ...without(rows, given).map((row) => of(row, ['not']))];
    const { factors, cells } = cellsOf([...adjusters, 'given'], split);
    if (factors.at(-1)!.levels.length < 2) return null;
    const layout = layoutOf(factors, cells);
    const spreads = [...fit.factors.slice(0, adjusters.length).map(({ spread }) => spread), wide];
    const sigmas = layout.order.map((f) => spreads[f]!);
    const from = { sigmas, beta: fit.intercept, b: new Float64Array(layout.total) };
    const { point, factored } = modeAt(layout, slopesOf(layout), from, false, 1e-12);
    const start = layout.starts[layout.order.indexOf(adjusters.length)]!;
    const [yes, no] = [start + factors.at(-1)!.levels.indexOf('given'), start + factors.at(-1)!.levels.indexOf('not')];
    const contrast = new Float64Array(layout.total + 1);
    const scales = scalesAt(layout, sigmas);
    contrast[yes] = scales[yes]!;
    contrast[no] = -scales[no]!;
    const covariances = solve(factored, contrast, factored.width);
    const deviation = Math.sqrt(contrast.reduce((sum, value, i) => sum + value * covariances[i]!, 0));
    const effects = effectsAt(layout, point);
    const logit = effects[yes]! - effects[no]!;
    return {
      ratio: Math.exp(logit),
      interval: [Math.exp(logit - z * deviation), Math.exp(logit + z * deviation)],
      chance: 2 * normalCdf(-Math.abs(logit) / deviation),
    };
  };
}

/** The records of all cells but those given. */
function without(all: readonly Row[], given: readonly Row[]): Row[] {
  const key = ({ levels }: Row): string => JSON.stringify(levels);
  const taken = new Map(given.map((row) => [key(row), row]));
  return all.flatMap((row) => {
    const off = taken.get(key(row));
    if (off === undefined) return [row];
    const trials = row.trials - off.trials;
    return trials === 0 ? [] : [{ ...row, trials, results: row.results - off.results }];
  });
}
