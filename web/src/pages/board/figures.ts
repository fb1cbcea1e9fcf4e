import { useQuery } from '@tanstack/react-query';
import { type Board, type KpiTrend, trendQuery } from '../../api/board.ts';
import { focusAsks } from '../../api/focus.ts';
import type { KpiAnswer, KpiInfo } from '../../api/kpi.ts';
import { kpiQuery } from '../../api/queries.ts';
import type { Look } from '../../state/look.ts';

/** What a KPI in focus is now, was before, and was month by month; undefined while it has not come. */
export type Figures = {
  readonly now: KpiAnswer | undefined;
  readonly past: KpiAnswer | undefined;
  readonly trend: KpiTrend | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
};

/**
 * The figures of a KPI in focus. All in focus are asked for together, which is faster; where that fails, say for want of one exchange rate, each is
 * asked for by itself, so that the others are there.
 */
export function useFigures(kpi: KpiInfo, together: readonly KpiInfo[], look: Look, before: Board['before']): Figures {
  const asksOf = (kpis: readonly KpiInfo[]) =>
    focusAsks(
      kpis.map(({ kpi: id }) => id),
      look,
      before,
      look.where,
    );
  const all = useAnswers(asksOf(together), true);
  const own = useAnswers(asksOf([kpi]), all.error !== null);
  const { now, past, trends, error, retry } = all.error === null ? all : own;
  return { now, past, trend: trends?.find(({ kpi: of }) => of === kpi.kpi), error, retry };
}

function useAnswers(asks: ReturnType<typeof focusAsks>, enabled: boolean) {
  const now = useQuery({ ...kpiQuery(asks.now), enabled });
  const past = useQuery({ ...kpiQuery(asks.before), enabled });
  const trends = useQuery({ ...trendQuery(asks.trend), enabled });
  const failed = [now, past, trends].filter((query) => query.error !== null);
  return {
    now: now.data,
    past: past.data,
    trends: trends.data,
    error: now.error ?? trends.error,
    retry: () => failed.forEach(({ refetch }) => void refetch()),
  };
}
