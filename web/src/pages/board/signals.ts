/** What a sign says of a line by months (docs/json.md). */
export type Sign = {
  readonly kind: 'outlier' | 'shift' | 'trend';
  readonly direction: 'up' | 'down';
  readonly from: string;
  readonly ongoing: boolean;
};

/** How many months in a row make a sign: one beyond the limits, eight on one side of the mean, six that rise or fall. */
const needed: Readonly<Record<Sign['kind'], number>> = { outlier: 1, shift: 8, trend: 6 };

/**
 * The signs that are still there and are news on a board that goes back to `since`: a sign that could be seen before that is how things are by now. Of several of
 * one direction the plainest is told: what is beyond the limits before what is within them, then what began first.
 * @param since the first day of the period or of the one it is held against
 */
export function newsOf<S extends Sign>(signals: readonly S[], since: string): readonly S[] {
  const fresh = signals.filter((signal) => signal.ongoing && seenIn(signal) >= since.slice(0, 7));
  return [...Map.groupBy(fresh, ({ direction }) => direction).values()].map(
    (same) => same.toSorted((one, other) => plainness(one) - plainness(other) || (one.from < other.from ? -1 : 1))[0]!,
  );
}

/** The month in which the sign could be seen first, such as `2026-05`. */
function seenIn({ kind, from }: Sign): string {
  const month = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  month.setUTCMonth(month.getUTCMonth() + needed[kind] - 1);
  return month.toISOString().slice(0, 7);
}

function plainness({ kind }: Sign): number {
  return ['outlier', 'shift', 'trend'].indexOf(kind);
}
