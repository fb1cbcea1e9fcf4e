/**
 * Of the chances of several tests, those that stand when the probability of a single false one among all is held at `level` (Holm 1979, "A simple
 * sequentially rejective multiple test procedure", Scand J Stat 6:65).
 */
export function holm(chances: readonly number[], level: number): readonly boolean[] {
  const sorted = [...chances].sort((a, b) => a - b);
  const failed = sorted.findIndex((chance, i) => chance > level / (sorted.length - i));
  const count = failed < 0 ? sorted.length : failed;
  const bound = count === 0 ? -1 : sorted[count - 1]!;
  return chances.map((chance) => chance <= bound);
}
