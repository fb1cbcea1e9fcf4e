import type { Factor, Shape } from './model.ts';

/** A level of a factor. */
export type Level = { readonly factor: string; readonly level: string };

/** Two levels whose effects are known almost only together: what one is given the other loses. */
export type Entangled = {
  readonly one: Level;
  readonly other: Level;
  /** The records that have both, of those that have either: 1 when neither occurs without the other. */
  readonly shared: number;
};

/** From such a share of common records on, or such a correlation of what is not known of the two, they cannot be told apart. */
const [sharedFrom, correlatedFrom] = [0.8, -0.7];

/**
 * The pairs of levels that cannot be told apart, the most entangled first.
 * @param covariances of all levels' effects: a column for each
 */
export function entangledLevels(
  factors: readonly Factor[],
  { cells, order, sizes, starts, total }: Shape,
  covariances: readonly Float64Array[],
  sigmas: readonly number[],
): readonly Entangled[] {
  const found: Entangled[] = [];
  const trialsOf = new Float64Array(total);
  const { levels, trials } = cells;
  for (const [f, list] of levels.entries())
    for (let c = 0; c < trials.length; c++) trialsOf[starts[f]! + list[c]!]! += trials[c]!;
  for (const f of sizes.keys()) {
    for (let g = f + 1; g < sizes.length; g++) {
      const both = new Float64Array(sizes[f]! * sizes[g]!);
      for (let c = 0; c < trials.length; c++) both[levels[f]![c]! * sizes[g]! + levels[g]![c]!]! += trials[c]!;
      for (const [pair, common] of both.entries()) {
        if (common === 0) continue;
        const [i, j] = [Math.floor(pair / sizes[g]!), pair % sizes[g]!];
        const [one, other] = [starts[f]! + i, starts[g]! + j];
        const shared = common / (trialsOf[one]! + trialsOf[other]! - common);
        const scale = Math.sqrt(covariances[one]![one]! * covariances[other]![other]!);
        const isCorrelated = sigmas[f]! * sigmas[g]! > 0 && covariances[one]![other]! / scale <= correlatedFrom;
        if (shared < sharedFrom && !isCorrelated) continue;
        const name = (factor: number, level: number): Level => {
          const { name: title, levels: names } = factors[order[factor]!]!;
          return { factor: title, level: names[level]! };
        };
        found.push({ one: name(f, i), other: name(g, j), shared });
      }
    }
  }
  return found.sort((a, b) => b.shared - a.shared);
}
