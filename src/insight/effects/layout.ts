import type { Cells, Factor } from './cells.ts';

/**
 * Cells in the order in which a fit passes over them, again and again: by the level of the largest factor, which so needs no looking up;
 * the levels of all other factors together are a profile, of which there are far fewer than cells. No two cells agree in both.
 */
export type Layout = {
  /** Factors, the largest first, by their place among those given. */
  readonly order: readonly number[];
  readonly sizes: readonly number[];
  /** Where each factor's levels begin among all. */
  readonly starts: readonly number[];
  /** Levels of all factors together. */
  readonly total: number;
  /** Where the cells of each level of the first factor begin, and where the last ones end. */
  readonly runs: Int32Array;
  /** By cell. */
  readonly profile: Int32Array;
  readonly trials: Float64Array;
  readonly results: Float64Array;
  readonly profiles: number;
  /** Profile by profile, the level of each factor but the first, counted from where the second factor's levels begin. */
  readonly places: Int32Array;
};

/** Without factors, all cells are of one level of one. */
export function layoutOf(factors: readonly Factor[], cells: Cells): Layout {
  if (factors.length === 0)
    return layoutOf([{ name: '', levels: [''] }], { ...cells, levels: [new Int32Array(cells.trials.length)] });
  const order = factors.map((_, i) => i).sort((a, b) => factors[b]!.levels.length - factors[a]!.levels.length || a - b);
  const sizes = order.map((i) => factors[i]!.levels.length);
  const starts = sizes.map((_, f) => sizes.slice(0, f).reduce((sum, size) => sum + size, 0));
  const levels = order.map((i) => cells.levels[i]!);
  const { profile, firsts } = profilesOf(levels.slice(1), sizes.slice(1), cells.trials.length);
  const others = levels.length - 1;
  const places = new Int32Array(firsts.length * others);
  for (const [p, cell] of firsts.entries())
    for (let g = 0; g < others; g++) places[p * others + g] = starts[g + 1]! - sizes[0]! + levels[g + 1]![cell]!;
  return {
    order,
    sizes,
    starts,
    total: sizes.reduce((sum, size) => sum + size, 0),
    profiles: firsts.length,
    places,
    ...merged(cells, levels[0]!, sizes[0]!, profile, firsts.length),
  };
}

/** The profile of each cell, and of each profile the first cell that has it. */
function profilesOf(
  levels: readonly Int32Array[],
  sizes: readonly number[],
  count: number,
): { readonly profile: Int32Array; readonly firsts: readonly number[] } {
  const profile = new Int32Array(count);
  let firsts: number[] = count > 0 ? [0] : [];
  for (const [g, list] of levels.entries()) {
    const known = new Map<number, number>();
    firsts = [];
    for (let c = 0; c < count; c++) {
      const key = profile[c]! * sizes[g]! + list[c]!;
      let place = known.get(key);
      if (place === undefined) {
        place = known.size;
        known.set(key, place);
        firsts.push(c);
      }
      profile[c] = place;
    }
  }
  return { profile, firsts };
}

/** The cells sorted by their first level, those of the same first level and profile as one. */
function merged(
  cells: Cells,
  first: Int32Array,
  size: number,
  profile: Int32Array,
  profiles: number,
): Pick<Layout, 'runs' | 'profile' | 'trials' | 'results'> {
  const sorted = sortedBy(first, size);
  const out = {
    runs: new Int32Array(size + 1),
    profile: new Int32Array(first.length),
    trials: new Float64Array(first.length),
    results: new Float64Array(first.length),
  };
  const placeOf = new Int32Array(profiles).fill(-1);
  let end = 0;
  let last = 0;
  for (const cell of sorted) {
    for (; last < first[cell]!; last++) out.runs[last + 1] = end;
    const p = profile[cell]!;
    let place = placeOf[p]!;
    if (place < out.runs[last]!) {
      place = end++;
      placeOf[p] = place;
      out.profile[place] = p;
    }
    out.trials[place]! += cells.trials[cell]!;
    out.results[place]! += cells.results[cell]!;
  }
  out.runs.fill(end, last + 1);
  return {
    runs: out.runs,
    profile: out.profile.subarray(0, end),
    trials: out.trials.subarray(0, end),
    results: out.results.subarray(0, end),
  };
}

/** The places of a list, sorted by its values of 0 to `size` − 1. */
function sortedBy(list: Int32Array, size: number): Int32Array {
  const next = new Int32Array(size + 1);
  for (const value of list) next[value + 1]!++;
  for (let i = 0; i < size; i++) next[i + 1]! += next[i]!;
  const sorted = new Int32Array(list.length);
  for (let c = 0; c < list.length; c++) sorted[next[list[c]!]!++] = c;
  return sorted;
}
