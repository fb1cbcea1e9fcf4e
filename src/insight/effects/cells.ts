/** A way of grouping records, such as the source: the names of its levels. */
export type Factor = { readonly name: string; readonly levels: readonly string[] };

/** Records that agree in the levels of all factors: how many there are, and how many of them had the result. */
export type Cells = {
  /** For each factor, the level of each cell by its place. */
  readonly levels: readonly Int32Array[];
  readonly trials: Float64Array;
  readonly results: Float64Array;
};

/** One cell as a query answers it: the level of each factor, in the order of the factors' names. */
export type Row = { readonly levels: readonly string[]; readonly trials: number; readonly results: number };

/**
 * What `fitEffects` takes, of rows with named levels. The same levels may come in several rows.
 * @returns each factor with its levels in the order in which they first come
 */
export function cellsOf(
  names: readonly string[],
  rows: readonly Row[],
): { readonly factors: readonly Factor[]; readonly cells: Cells } {
  const places = names.map(() => new Map<string, number>());
  const levels = names.map(() => new Int32Array(rows.length));
  for (const [c, row] of rows.entries()) {
    for (const [f, known] of places.entries()) {
      const level = row.levels[f];
      if (level === undefined) throw new Error(`row ${c} has no level of ${names[f]}`);
      const place = known.get(level) ?? known.size;
      known.set(level, place);
      levels[f]![c] = place;
    }
  }
  return {
    factors: names.map((name, f) => ({ name, levels: [...places[f]!.keys()] })),
    cells: {
      levels,
      trials: Float64Array.from(rows, ({ trials }) => trials),
      results: Float64Array.from(rows, ({ results }) => results),
    },
  };
}
