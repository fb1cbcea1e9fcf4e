import { inverse, logDeterminant, solve } from './blocks.ts';
import type { Layout } from './layout.ts';
import { type Mode, type Point, type Slopes, modeAt, scalesAt } from './mode.ts';
import { type Blocks, diagonalAt, levelSums } from './sums.ts';

/** −2 log-likelihood of β and the spreads in Laplace's approximation, constants left out, with its derivatives. */
export type Deviance = {
  readonly value: number;
  /** By each σ, then by β. */
  readonly gradient: readonly number[];
  readonly mode: Mode;
};

/**
 * D(σ, β) = −2 log p(records, b̂) + log |H|, where b̂ is the mode and H = I + Λ Zᵀ W Z Λ the curvature there, Λ the σ of each level (Bates,
 * Mächler, Bolker & Walker 2015, J Stat Softw 67:1). The derivative goes through b̂, on which the weights W depend: with V = H⁻¹, s the
 * level sums of W′ diag(Z Λ V Λ Zᵀ) and t = V Λ s,
 *
 *     ∂D/∂σ_f = 2 / σ_f Σ (1 − V_ii − b_i² + t_i b_i) over the levels i of the factor,
 *     ∂D/∂β = −2 Σ residuals + Σ s − tᵀ Λ Zᵀ W 1.
 *
 * @param from the σ, none of them 0, the β, and the b's from which the mode is looked for
 */
export function devianceAt(layout: Layout, slopes: Slopes, from: Point): Deviance {
  const { sizes, starts, total } = layout;
  const mode = modeAt(layout, slopes, from, true, 1e-13);
  const { height, gradient, factored, point } = mode;
  const { sigmas, b } = point;
  const used = factored.width - 1;
  const variances = inverse(factored, used);
  const s = levelSums(layout, skewedLeverages(layout, slopes, variances, sigmas));
  const scales = scalesAt(layout, sigmas);
  const pulled = s.map((value, i) => scales[i]! * value);
  const t = solve(factored, pulled, used);
  let byBeta = s[total]! - 2 * gradient[total]!;
  const { first, cross, rest, width } = factored;
  for (let i = 0; i < first.length; i++) byBeta -= t[i]! * cross[i * width + used]!;
  for (let i = 0; i < used; i++) byBeta -= t[first.length + i]! * rest[i * width + used]!;
  const bySigmas = sizes.map((size, f) => {
    const sigma = sigmas[f]!;
    let sum = 0;
    for (let i = starts[f]!; i < starts[f]! + size; i++) sum += 1 - diagonalAt(variances, i) + b[i]! * (t[i]! - b[i]!);
    return (2 / sigma) * sum;
  });
  return { value: logDeterminant(factored) - 2 * height, gradient: [...bySigmas, byBeta], mode };
}

/** By cell, how fast its weight changes with its logit × how uncertain its logit is. */
function skewedLeverages(
  { sizes, starts, runs, profile, profiles, places }: Layout,
  { skews }: Slopes,
  { first, cross, rest, width }: Blocks,
  sigmas: readonly number[],
): Float64Array {
  const others = sizes.length - 1;
  const size = sizes[0]!;
  const scales = new Float64Array(width - 1);
  for (let f = 1; f < sizes.length; f++) scales.fill(sigmas[f]!, starts[f]! - size, starts[f]! - size + sizes[f]!);
  const byProfile = new Float64Array(profiles);
  for (let p = 0; p < profiles; p++) {
    for (let g = p * others; g < (p + 1) * others; g++) {
      const i = places[g]!;
      for (let h = p * others; h < (p + 1) * others; h++) {
        const j = places[h]!;
        byProfile[p]! += scales[i]! * scales[j]! * rest[i * width + j]!;
      }
    }
  }
  const values = new Float64Array(skews.length);
  const row = new Float64Array(width - 1);
  for (let k = 0; k < size; k++) {
    for (let i = 0; i < row.length; i++) row[i] = 2 * sigmas[0]! * scales[i]! * cross[k * width + i]!;
    const own = sigmas[0]! ** 2 * first[k]!;
    for (let c = runs[k]!, end = runs[k + 1]!; c < end; c++) {
      const p = profile[c]!;
      let leverage = own + byProfile[p]!;
      for (let at = p * others, stop = at + others; at < stop; at++) leverage += row[places[at]!]!;
      values[c] = skews[c]! * leverage;
    }
  }
  return values;
}
