import type { Factor } from './cells.ts';
import type { Layout } from './layout.ts';
import { type Blocks, crossProducts, diagonalAt, elementAt } from './sums.ts';

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
 * @param covariances of the b's
 */
export function entangledLevels(
  factors: readonly Factor[],
  layout: Layout,
  covariances: Blocks,
  sigmas: readonly number[],
): readonly Entangled[] {
  const { order, sizes, starts } = layout;
  const common = crossProducts(layout, layout.trials);
  const found: Entangled[] = [];
  for (const f of sizes.keys()) {
    for (let g = f + 1; g < sizes.length; g++) {
      for (let one = starts[f]!; one < starts[f]! + sizes[f]!; one++) {
        for (let other = starts[g]!; other < starts[g]! + sizes[g]!; other++) {
          const both = elementAt(common, one, other);
          if (both === 0) continue;
          const shared = both / (diagonalAt(common, one) + diagonalAt(common, other) - both);
          const scale = Math.sqrt(diagonalAt(covariances, one) * diagonalAt(covariances, other));
          const isCorrelated =
            sigmas[f]! * sigmas[g]! > 0 && elementAt(covariances, one, other) / scale <= correlatedFrom;
          if (shared < sharedFrom && !isCorrelated) continue;
          const name = (factor: number, place: number): Level => {
            const { name: title, levels } = factors[order[factor]!]!;
            return { factor: title, level: levels[place - starts[factor]!]! };
          };
          found.push({ one: name(f, one), other: name(g, other), shared });
        }
      }
    }
  }
  return found.sort((a, b) => b.shared - a.shared);
}
