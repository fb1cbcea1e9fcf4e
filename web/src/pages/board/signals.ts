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
 * @param since the first day that counts as of late (`sinceOf`)
 */
export function newsOf<S extends Sign>(signals: readonly S[], since: string): readonly S[] {
  const fresh = signals.filter((signal) => signal.ongoing && seenIn(signal) >= since.slice(0, 7));
  return [...Map.groupBy(fresh, ({ direction }) => direction).values()].map(
    (same) => same.toSorted((one, other) => plainness(one) - plainness(other) || (one.from < other.from ? -1 : 1))[0]!,
  );
}

/** Since when a change is news on a board of a period: in it, and of a short one in the three months up to its end. */
export function sinceOf({ from, to }: { readonly from: string; readonly to: string }): string {
  const end = new Date(`${to}T00:00:00Z`);
  const least = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - 3, 1)).toISOString().slice(0, 10);
  return from < least ? from : least;
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
