import type { Cells, Factor } from '../cells.ts';

/** A log whose truth is known. */
export type Simulated = {
  readonly factors: readonly Factor[];
  /** For each factor, by how much each level truly moves the logit. */
  readonly truth: readonly Float64Array[];
  readonly cells: Cells;
};

/** What a log is drawn from: logit P(result) = β + the sum of the effects of the record's levels. */
export type Truth = {
  /** For each factor, how many levels it has and the standard deviation of their effects. */
  readonly factors: readonly (readonly [name: string, size: number, deviation: number])[];
  readonly beta: number;
  readonly records: number;
  /** How unevenly the records fall on the levels: 1 evenly, more the more on the first. */
  readonly skew: number;
};

export function simulate(random: () => number, { factors, beta, records, skew }: Truth): Simulated {
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const truth = factors.map(([, size, deviation]) => Float64Array.from({ length: size }, () => deviation * normal()));
  const size = factors.reduce((product, [, levels]) => product * levels, 1);
  const [trials, results] = [new Float64Array(size), new Float64Array(size)];
  for (let i = 0; i < records; i++) {
    let [cell, eta] = [0, beta];
    for (const effects of truth) {
      const level = Math.floor(random() ** skew * effects.length);
      cell = cell * effects.length + level;
      eta += effects[level]!;
    }
    trials[cell]!++;
    if (random() < 1 / (1 + Math.exp(-eta))) results[cell]!++;
  }
  const used = Int32Array.from(trials.keys().filter((cell) => trials[cell]! > 0));
  let below = size;
  const levels = factors.map(([, count]) => {
    below /= count;
    return used.map((cell) => Math.floor(cell / below) % count);
  });
  return {
    factors: factors.map(([name, count]) => ({ name, levels: Array.from({ length: count }, (_, i) => String(i)) })),
    truth,
    cells: {
      levels,
      trials: Float64Array.from(used, (cell) => trials[cell]!),
      results: Float64Array.from(used, (cell) => results[cell]!),
    },
  };
}
