import type { Span } from './periods.ts';
import type { Change, Trends } from './trend.ts';

/** The public shape of trends (docs/json.md). */
export function trendsToJson({ by, from, to, asOf, timezone, trends }: Trends): object {
  return {
    period: { from: from.toString(), to: to.toString(), timezone, as_of: asOf.toString() },
    by,
    kpis: trends.map(({ kpi, missing, points, limits, signals, few, change }) => ({
      kpi: kpi.id,
      missing,
      points: points.map(({ bucket, state, found: { value, n, pending } }) => ({
        [by]: bucket,
        state,
        value,
        n,
        ...(pending === undefined ? {} : { pending }),
      })),
      limits:
        limits === null
          ? null
          : { mean: limits.mean, moving_range: limits.movingRange, low: limits.low, high: limits.high },
      few_records: few,
      signals: signals.map(({ kind, direction, from: first, to: last, values, ongoing, level, rest }) => ({
        kind,
        direction,
        from: first,
        to: last,
        values,
        ongoing,
        level,
        rest,
      })),
      change: change === null ? null : changeToJson(change),
    })),
  };
}

function changeToJson({ days, running, before, after, difference, interval, method, dispersion }: Change): object {
  const side = ({ from, to }: Span, { value, interval: own, n }: Change['before']): object => ({
    from: from.toString(),
    to: to.toString(),
    value,
    interval: own,
    n,
  });
  return {
    running,
    before: side(days.before, method === 'census' ? { ...before, interval: null } : before),
    after: side(days.now, method === 'census' ? { ...after, interval: null } : after),
    difference,
    interval,
    method,
    dispersion,
  };
}
