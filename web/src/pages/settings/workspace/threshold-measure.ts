/** How a threshold is shown and kept. */
export type Measure = {
  /** What is kept as it is shown, and back. */
  readonly shown: (kept: number) => number;
  readonly kept: (shown: number) => number;
  readonly least: number;
  readonly most: number;
  /** What is kept, with its unit. */
  readonly write: (kept: number) => string;
};

/** Kept as 0 … 1, told in per cent. */
const shares: ReadonlySet<string> = new Set(['pressure_top_share']);

/** The measure of a threshold by its name: a share, days, or a number of something. */
export function measureOf(name: string, locale: string): Measure {
  if (shares.has(name)) {
    const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
    return {
      shown: (kept) => Math.round(kept * 10_000) / 100,
      kept: (shown) => Math.round(shown * 100) / 10_000,
      least: 1,
      most: 100,
      write: (kept) => share.format(kept),
    };
  }
  const number = new Intl.NumberFormat(
    locale,
    name.endsWith('_days') ? { style: 'unit', unit: 'day', unitDisplay: 'long' } : {},
  );
  const same = (value: number): number => value;
  return { shown: same, kept: same, least: 0.01, most: 36_500, write: (kept) => number.format(kept) };
}
