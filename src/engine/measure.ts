import type { FactName } from './facts.ts';

/** A condition on one column of a fact: it holds one of these values. A dimension's value is its text, null the null group. */
export type Condition = {
  readonly column: string;
  readonly is: readonly (string | boolean | number | null)[];
};

/**
 * One number of one fact, aggregated over the records of a group.
 * `count` counts records, `sum` adds `column` (null adds nothing), `distinct` counts the different values of `column`,
 * `median` takes the middle one, interpolated between two.
 * How records spread is told by `product`, the sum of `column` × `times` (of both where neither is null), `largest`, the greatest `column`,
 * and `values`, all values of `column` in order.
 */
export type Aggregate = {
  readonly fact: FactName;
  readonly kind: 'count' | 'sum' | 'distinct' | 'median' | 'product' | 'largest' | 'values';
  readonly column?: string;
  /** The other factor of a product. */
  readonly times?: string;
  readonly where?: readonly Condition[];
  /** The sum (of a product: twice) is divided by this, such as 3600 to turn seconds into hours. */
  readonly per?: number;
  /** The sum is money: it fails when a record has an amount in a currency without a rate. */
  readonly money?: true;
};

/** How a KPI's value comes from aggregates. */
export type Formula =
  | { readonly kind: 'number'; readonly of: Aggregate }
  | { readonly kind: 'median'; readonly of: Aggregate }
  /** The sum of the numerator's aggregates ÷ the denominator's; null when the denominator is 0. */
  | {
      readonly kind: 'ratio';
      readonly numerator: readonly Aggregate[];
      readonly denominator: readonly Aggregate[];
      /** Members of a cohort that have not matured: counted apart. */
      readonly pending?: Aggregate;
    };

/** What of a KPI the engine needs to answer it. */
export type Measure = {
  readonly id: string;
  /** Snapshots show the state at a bucket's end and are empty in the future; the others count what happened. */
  readonly kind: 'flow' | 'snapshot' | 'cohort';
  readonly formula: Formula;
};

/** The aggregates of a formula, in the order numerator, denominator, pending. */
export function aggregatesOf(formula: Formula): readonly Aggregate[] {
  if (formula.kind !== 'ratio') return [formula.of];
  return [...formula.numerator, ...formula.denominator, ...(formula.pending ? [formula.pending] : [])];
}
