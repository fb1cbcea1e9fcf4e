import type { Dimension } from '../../src/domain/vocabulary.ts';
import type { Filter } from '../../src/engine/question.ts';
import { kpis } from '../support/ask.ts';

/** What a record is counted under. */
export type Group = Readonly<Partial<Record<Dimension, string | null>>>;
export type Part = 'value' | 'numerator' | 'denominator' | 'pending';

/** Adds up what records give to the parts of KPIs, by the dimensions asked and the bucket. */
export class Tally {
  readonly #by: readonly Dimension[];
  readonly #where: readonly Filter[];
  readonly #sums = new Map<string, Map<string, number>>();
  readonly #lists = new Map<string, number[]>();
  readonly #seen = new Set<string>();

  constructor(by: readonly Dimension[], where: readonly Filter[]) {
    this.#by = by;
    this.#where = where;
  }

  /** The group and bucket of a record as text; null when the filters leave it out. */
  #key(group: Group, label: string | null): string | null {
    const passes = this.#where.every(({ dimension, members }) => members.includes(group[dimension] ?? null));
    return passes ? JSON.stringify([...this.#by.map((dimension) => group[dimension] ?? null), label]) : null;
  }

  /** Adds to a part; under `once` only the first record of the group that has it counts. */
  add(id: string, group: Group, label: string | null, part: Part, amount = 1, once?: string): void {
    if (!this.#by.every((dimension) => kpis.get(id)!.dimensions.includes(dimension))) return;
    const key = this.#key(group, label);
    if (key === null) return;
    if (once !== undefined) {
      const mark = `${id} ${part} ${key} ${once}`;
      if (this.#seen.has(mark)) return;
      this.#seen.add(mark);
    }
    const place = `${id} ${key}`;
    const sums = this.#sums.get(place) ?? new Map<string, number>();
    this.#sums.set(place, sums);
    sums.set(part, (sums.get(part) ?? 0) + amount);
  }

  /** Adds a value to those whose middle is asked. */
  list(id: string, group: Group, label: string | null, value: number): void {
    const key = this.#key(group, label);
    if (key === null) return;
    const place = `${id} ${key}`;
    this.#lists.set(place, [...(this.#lists.get(place) ?? []), value]);
  }

  /** The group's members and bucket of everything that was counted of some KPIs. */
  keysOf(ids: readonly string[]): Set<string> {
    const places = [...this.#sums.keys(), ...this.#lists.keys()].map(
      (place) => place.split(/ (.*)/s) as [string, string],
    );
    return new Set(places.filter(([id]) => ids.includes(id)).map(([, key]) => key));
  }

  sum(id: string, key: string, part: Part): number {
    return this.#sums.get(`${id} ${key}`)?.get(part) ?? 0;
  }

  values(id: string, key: string): readonly number[] {
    return (this.#lists.get(`${id} ${key}`) ?? []).toSorted((a, b) => a - b);
  }
}
