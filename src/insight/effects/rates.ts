import { cellsOf, type Row } from './cells.ts';
import { type Counts, totalsOf, unknown } from './counts.ts';
import type { Effect, Effects, Rate } from './describe.ts';
import type { Entangled } from './entangled.ts';
import { fitEffects } from './fit.ts';

/** `above`, `below`: the interval leaves out the average; `within`: it holds it. */
export type Verdict = 'above' | 'below' | 'within';

/** Why nothing is told: no records; none tells the factor; all have the same level; all or none had the result. */
export type Silence = 'no_records' | 'not_recorded' | 'one_level' | 'no_results';

/** A level's predicted rate (0…1) with everything else at its average, and what it says. */
export type LevelRate = Pick<Effect, 'level' | 'trials' | 'results' | 'rate' | 'interval' | 'index'> & {
  readonly verdict: Verdict;
};

/** The levels of one factor, each pulled apart from the other factors of the model. */
export type FactorRates = {
  readonly factor: string;
  /** Of records that tell the factor. */
  readonly trials: number;
  readonly results: number;
  /** Records that do not tell the factor: no effect of it can be seen in them, and they take no part. */
  readonly missing: number;
  /** The other factors of the model, which do vary. */
  readonly adjustedFor: readonly string[];
  /** With everything at its average; null when nothing is told. */
  readonly average: Rate | null;
  /** In text order. */
  readonly levels: readonly LevelRate[];
  /** Pairs of a level and one of another factor that the records cannot tell apart. */
  readonly entangled: readonly Entangled[];
  readonly silence: Silence | null;
};

/**
 * Fits a model for each factor that is asked for, of the records that tell that factor; once for all factors that every record tells.
 * @param level of the intervals, such as 0.95
 */
export function ratesBy(counts: Counts, level: number): (factor: string) => FactorRates {
  let whole: Fit | null = null;
  return (factor) => {
    const place = counts.names.indexOf(factor);
    if (place < 0) throw new Error(`the model has no factor ${factor}`);
    const rows = counts.rows.filter(({ levels }) => levels[place] !== unknown);
    if (rows.length < counts.rows.length) return told(factor, counts, rows, fitOf(counts.names, rows, level));
    whole ??= fitOf(counts.names, rows, level);
    return told(factor, counts, rows, whole);
  };
}

type Fit = { readonly names: readonly string[]; readonly effects: Effects | null };

/** A factor of which all records have the same level says nothing, and is left out of the model. */
function fitOf(names: readonly string[], rows: readonly Row[], level: number): Fit {
  const varying = names.flatMap((_, f) => (rows.some(({ levels }) => levels[f] !== rows[0]!.levels[f]) ? [f] : []));
  const used = varying.map((f) => names[f]!);
  if (used.length === 0) return { names: used, effects: null };
  const { factors, cells } = cellsOf(
    used,
    rows.map((row) => ({ ...row, levels: varying.map((f) => row.levels[f]!) })),
  );
  return { names: used, effects: fitEffects(factors, cells, level) };
}

function told(factor: string, { rows: all }: Counts, rows: readonly Row[], { names, effects }: Fit): FactorRates {
  const { trials, results } = totalsOf(rows);
  const missing = totalsOf(all).trials - trials;
  const adjustedFor = names.filter((name) => name !== factor);
  const found = effects?.factors.find((other) => other.factor === factor);
  if (effects === null || found === undefined) {
    const silence = silenceOf(all, rows, names.includes(factor));
    return { factor, trials, results, missing, adjustedFor, average: null, levels: [], entangled: [], silence };
  }
  const { average } = effects;
  return {
    factor,
    trials,
    results,
    missing,
    adjustedFor,
    average,
    levels: found.effects
      .map(({ logit: _, deviation: __, ...rate }) => ({ ...rate, verdict: verdictOf(rate.interval, average.rate) }))
      .toSorted((a, b) => (a.level < b.level ? -1 : 1)),
    entangled: effects.entangled.filter(({ one, other }) => one.factor === factor || other.factor === factor),
    silence: null,
  };
}

function silenceOf(all: readonly Row[], rows: readonly Row[], varies: boolean): Silence {
  if (all.length === 0) return 'no_records';
  if (rows.length === 0) return 'not_recorded';
  return varies ? 'no_results' : 'one_level';
}

/** Whether an interval leaves out a value. */
export function verdictOf([low, high]: readonly [number, number], value: number): Verdict {
  if (low > value) return 'above';
  return high < value ? 'below' : 'within';
}
