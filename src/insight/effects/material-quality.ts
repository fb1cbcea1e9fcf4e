import { discoveries } from '../compare/funnel.ts';
import { totalsOf } from './counts.ts';
import { type Given, stayCounts } from './material.ts';
import { type OddsRatio, oddsBy } from './odds.ts';
import type { Verdict } from './rates.ts';
import type { Selection } from './selection.ts';

/** What goes with giving one asset, or any asset of a type (`asset` null). */
export type MaterialOdds = OddsRatio & {
  readonly assetType: string;
  readonly asset: string | null;
  /** Stays of deals in a stage in which it was given, and those of them that went on. */
  readonly given: number;
  readonly advanced: number;
  /**
   * `above`, `below`: more than chance explains, with at most 5 % of such verdicts false (Benjamini & Hochberg 1995): with many assets, some
   * intervals leave out 1 by chance. `too_little`: given, or not given, in too few stays.
   */
  readonly verdict: Verdict | 'too_little';
};

/** Why nothing is told: no stay ended; nothing was given in any; all or none went on. */
export type MaterialSilence = 'no_records' | 'not_recorded' | 'no_results';

/** Change in the odds that a deal goes a stage on, or is won, that goes with what was given in that stage. */
export type MaterialQuality = {
  readonly stays: number;
  readonly advanced: number;
  readonly adjustedFor: readonly string[];
  /** Those given most often first. */
  readonly types: readonly MaterialOdds[];
  readonly assets: readonly MaterialOdds[];
  /** Assets and types beyond the most that are told, or given in every stay. */
  readonly untold: number;
  readonly silence: MaterialSilence | null;
};

/** Odds of fewer stays than this, with or without what was given, are no ground for a verdict. */
const fewest = 20;

/** So many types and assets are told: those given most often. */
const most = 20;

/** @param level of the intervals, such as 0.95 */
export async function materialQuality(selection: Selection, level: number): Promise<MaterialQuality> {
  const { all, given } = await stayCounts(selection);
  const { trials: stays, results: advanced } = totalsOf(all.rows);
  const adjustedFor = all.names.filter((_, f) => new Set(all.rows.map(({ levels }) => levels[f])).size > 1);
  const odds = given.length === 0 ? null : oddsBy(all, level);
  if (odds === null) {
    const silence = stays === 0 ? 'no_records' : given.length === 0 ? 'not_recorded' : 'no_results';
    return { stays, advanced, adjustedFor, types: [], assets: [], untold: given.length, silence };
  }
  const told = (list: readonly Given[]): Told[] =>
    list
      .map((one) => ({ ...one, totals: totalsOf(one.rows) }))
      .toSorted((a, b) => b.totals.trials - a.totals.trials)
      .slice(0, most)
      .flatMap(({ assetType, asset, rows, totals }) => {
        const found = odds(rows);
        if (found === null) return [];
        const isLittle = Math.min(totals.trials, stays - totals.trials) < fewest;
        return [{ assetType, asset, given: totals.trials, advanced: totals.results, ...found, isLittle }];
      });
  const judged = withVerdicts([
    ...told(given.filter(({ asset }) => asset === null)),
    ...told(given.filter(({ asset }) => asset !== null)),
  ]);
  const types = judged.filter(({ asset }) => asset === null);
  const assets = judged.filter(({ asset }) => asset !== null);
  return {
    stays,
    advanced,
    adjustedFor,
    types,
    assets,
    untold: given.length - types.length - assets.length,
    silence: null,
  };
}

type Told = Omit<MaterialOdds, 'verdict'> & { readonly isLittle: boolean };

/** Of verdicts beyond chance, at most this part is false. */
const falseDiscoveries = 0.05;

function withVerdicts(told: readonly Told[]): MaterialOdds[] {
  const judged = told.filter(({ isLittle }) => !isLittle);
  const chances = judged.map(({ chance }) => chance);
  const stands = new Map(discoveries(chances, falseDiscoveries).map((stand, i) => [judged[i]!, stand]));
  return told.map((one): MaterialOdds => {
    const { isLittle, ...odds } = one;
    const beyond = one.ratio > 1 ? 'above' : 'below';
    return { ...odds, verdict: isLittle ? 'too_little' : stands.get(one) === true ? beyond : 'within' };
  });
}
