/**
 * One KPI's answer for one row. Numbers are what JSON shows; `exact` is the decimal text of a money value in full precision, `exactNumerator` that
 * of a ratio's numerator which is one sum of money.
 * Ratios and means carry numerator and denominator, medians `n`, cohorts `pending`.
 */
export type Value = {
  readonly value: number | null;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  readonly n?: number | null;
  readonly pending?: number | null;
  readonly exact?: string;
  readonly exactNumerator?: string;
  /** All values of a measure that asks for them, in order; `value` is their number. */
  readonly values?: readonly number[];
};

/** One row: members of the asked dimensions (null group: null), the bucket's label, and a value for each measure. */
export type AnswerRow = {
  readonly members: readonly (string | null)[];
  readonly bucket: string | null;
  readonly values: readonly Value[];
};
