import type { Sample, SampleKind } from './sample.ts';

/** What a member's records come to when they fall into cells: `x` of `n`, the number of cells, and Σ (x − n · the member's own value)² over them. */
export type CellSums = Sample & { readonly member: string; readonly cells: number; readonly squares: number };

/**
 * How many records count for one, since those of a cell are alike: the variance of the members' values by their cells, over the variance if every record
 * stood for itself; at least 1. One for all members (Rao & Scott 1992, "A simple method for the analysis of clustered binary data",
 * Biometrics 48:577; of counts the same with Poisson's variance). Where no cell differs from any other, a cell counts for one record.
 */
export function designEffect(kind: SampleKind, members: readonly CellSums[]): number {
  let [found, expected, n, cells] = [0, 0, 0, 0];
  for (const member of members) {
    n += member.n;
    cells += member.cells;
    if (member.cells < 2 || member.n <= 0) continue;
    found += (member.cells / (member.cells - 1)) * member.squares;
    expected += kind === 'proportion' ? member.x * (1 - member.x / member.n) : member.x;
  }
  // Sums of fractions differ in the last digit from one run to the next.
  if (expected > 0) return Math.max(1, Math.round((found / expected) * 1e6) / 1e6);
  return kind === 'proportion' && cells > 0 ? Math.max(1, n / cells) : 1;
}

/** A sample of as many records as count: `x` is whole, for what is compared are counts. */
export function effectiveSample({ x, n }: Sample, effect: number): Sample {
  return { x: Math.round(x / effect), n: n / effect };
}

/** The sums of a member over its cells; those without trials are left out. */
export function sumCells(member: string, samples: readonly Sample[]): CellSums {
  const cells = samples.filter(({ n }) => n > 0);
  const [x, n] = cells.reduce(([sumX, sumN], cell) => [sumX + cell.x, sumN + cell.n], [0, 0]);
  const own = n > 0 ? x / n : 0;
  const squares = cells.reduce((sum, cell) => sum + (cell.x - cell.n * own) ** 2, 0);
  return { member, x, n, cells: cells.length, squares };
}
