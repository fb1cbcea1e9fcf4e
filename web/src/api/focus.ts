/** Days, as far as the last one, which is no longer of them. */
type Days = { readonly from: string; readonly to: string };

/** What a board asks about its KPIs in focus, all of them at once: now, before, and month by month. */
export function focusAsks(kpis: readonly string[], now: Days, before: Days, where?: string) {
  const asked = { kpis, where, interval: 0.95 };
  return {
    now: { ...asked, from: now.from, to: now.to },
    before: { ...asked, from: before.from, to: before.to },
    trend: { kpis, by: 'month', where },
  };
}
