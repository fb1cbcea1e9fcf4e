import { type Bucket, bucketEnd, bucketStart, parseDay } from '../../domain/calendar.ts';
import type { Workspace } from '../../domain/workspace.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import type { UncertainValue } from '../uncertainty/answer.ts';
import { isOver } from './periods.ts';

export const trendGrains = ['week', 'month'] as const;
export type TrendGrain = (typeof trendGrains)[number];

/**
 * Whether a bucket can stand beside others:
 * - `whole`: all its days are over, and asked for
 * - `cut`: the asked period, or the log, begins or ends within it
 * - `running`: it is not over yet
 * - `pending`: some of its cohort have not matured
 */
export type PointState = 'whole' | 'cut' | 'running' | 'pending';

/** A KPI's value in one bucket, which is named by its calendar first day. */
export type Point = {
  readonly bucket: string;
  readonly state: PointState;
  readonly found: UncertainValue;
};

/** What tells the state of a bucket: the log's settings and "now", the day on which the log begins, and the asked days. */
export type Horizon = {
  readonly workspace: Workspace;
  readonly asOf: Temporal.Instant;
  readonly logBegins: Temporal.PlainDate;
  readonly asked: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate };
};

/**
 * The points of a KPI in the order of time. Buckets before its first record are left out: a rep who had not begun, or something that nobody wrote
 * down yet, was not low.
 */
export function seriesOf(
  kpi: Kpi,
  grain: TrendGrain,
  rows: readonly { readonly bucket: string; readonly found: UncertainValue }[],
  horizon: Horizon,
): Point[] {
  const first = kpi.kind === 'snapshot' ? 0 : rows.findIndex(({ found }) => found.n > 0);
  if (first < 0) return [];
  return rows
    .slice(first)
    .map(({ bucket, found }) => ({ bucket, found, state: stateOf(bucket, grain, found, horizon) }));
}

/** The calendar days of the bucket that begins on a day. */
export function calendarBucket(label: string, grain: TrendGrain): Bucket {
  const from = parseDay(label)!;
  return { label, from, to: bucketEnd(from, grain) };
}

/** The first day of the bucket before. */
export function bucketBefore(from: Temporal.PlainDate, grain: TrendGrain, workspace: Workspace): Temporal.PlainDate {
  return bucketStart(from.subtract({ days: 1 }), grain, workspace);
}

function stateOf(
  label: string,
  grain: TrendGrain,
  found: UncertainValue,
  { workspace, asOf, logBegins, asked }: Horizon,
): PointState {
  const bucket = calendarBucket(label, grain);
  if (!isOver(bucket, asOf, workspace.timezone)) return 'running';
  const begins = Temporal.PlainDate.compare(asked.from, logBegins) > 0 ? asked.from : logBegins;
  const isCut =
    Temporal.PlainDate.compare(bucket.from, begins) < 0 || Temporal.PlainDate.compare(bucket.to, asked.to) > 0;
  if (isCut) return 'cut';
  return (found.pending ?? 0) > 0 ? 'pending' : 'whole';
}
