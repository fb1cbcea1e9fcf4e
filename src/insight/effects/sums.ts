import type { Layout } from './layout.ts';

/** A value of each cell summed by level; that of all cells comes last. */
export function levelSums(
  { sizes, total, runs, profile, profiles, places }: Layout,
  values: Float64Array,
): Float64Array {
  const sums = new Float64Array(total + 1);
  const byProfile = new Float64Array(profiles);
  const first = sizes[0]!;
  let all = 0;
  for (let k = 0; k < first; k++) {
    let own = 0;
    for (let c = runs[k]!, end = runs[k + 1]!; c < end; c++) {
      const value = values[c]!;
      own += value;
      byProfile[profile[c]!]! += value;
    }
    sums[k] = own;
    all += own;
  }
  sums[total] = all;
  const others = sizes.length - 1;
  for (let p = 0, at = 0; p < profiles; p++)
    for (let g = 0; g < others; g++, at++) sums[first + places[at]!]! += byProfile[p]!;
  return sums;
}

/**
 * A symmetric matrix over all levels and, last, the intercept. The first factor's part is diagonal, because no record has two of its
 * levels, so that only the rest is ever solved densely.
 */
export type Blocks = {
  /** The first factor's part: its diagonal. */
  readonly first: Float64Array;
  /** First factor × the rest, row by row. */
  readonly cross: Float64Array;
  /** The rest: the levels of the other factors and the intercept, row by row. */
  readonly rest: Float64Array;
  /** How many the rest are. */
  readonly width: number;
};

/** Zᵀ diag(values) Z, where Z has a column of 0 and 1 for each level and one of 1 for the intercept. */
export function crossProducts({ sizes, total, runs, profile, profiles, places }: Layout, values: Float64Array): Blocks {
  const size = sizes[0]!;
  const width = total - size + 1;
  const others = sizes.length - 1;
  const first = new Float64Array(size);
  const cross = new Float64Array(size * width);
  const rest = new Float64Array(width * width);
  const byProfile = new Float64Array(profiles);
  for (let k = 0; k < size; k++) {
    const row = k * width;
    let own = 0;
    for (let c = runs[k]!, end = runs[k + 1]!; c < end; c++) {
      const p = profile[c]!;
      const value = values[c]!;
      own += value;
      byProfile[p]! += value;
      for (let at = p * others, stop = at + others; at < stop; at++) cross[row + places[at]!]! += value;
    }
    first[k] = own;
    cross[row + width - 1] = own;
  }
  const last = width - 1;
  for (let p = 0; p < profiles; p++) {
    const value = byProfile[p]!;
    const [from, to] = [p * others, (p + 1) * others];
    for (let at = from; at < to; at++) {
      const row = places[at]! * width;
      for (let other = from; other < to; other++) rest[row + places[other]!]! += value;
      rest[row + last]! += value;
      rest[last * width + places[at]!]! += value;
    }
    rest[last * width + last]! += value;
  }
  return { first, cross, rest, width };
}

/** An element of the diagonal. */
export function diagonalAt({ first, rest, width }: Blocks, place: number): number {
  return place < first.length ? first[place]! : rest[(place - first.length) * (width + 1)]!;
}

/** The element in this row and column; the column is not one of the first factor. */
export function elementAt({ first, cross, rest, width }: Blocks, row: number, column: number): number {
  const place = column - first.length;
  return row < first.length ? cross[row * width + place]! : rest[(row - first.length) * width + place]!;
}
