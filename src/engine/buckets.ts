import { type Bucket, type Calendar, bucketsOf, dayOf, startOfDay, toMicros } from '../domain/calendar.ts';
import type { Grain } from '../domain/vocabulary.ts';
import { type Sql, sql } from '../duckdb/sql.ts';
import { constants, date, instant } from './dialect.ts';

/** A bucket with the instant at which snapshots look at it; `snapshot` null when the bucket begins at or after as_of. */
export type TimedBucket = Bucket & {
  readonly snapshot: {
    /** S = min(end of bucket, as_of): the state is that of all that happened strictly before. */
    readonly at: Temporal.Instant;
    /** The local day of the last instant before S: exchange rates and overdue dates are of this day. */
    readonly day: Temporal.PlainDate;
  } | null;
};

/** The buckets of `[from, to)` with their snapshot instants. */
export function timedBuckets(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  grain: Grain | null,
  calendar: Calendar,
  asOf: Temporal.Instant,
): TimedBucket[] {
  return bucketsOf(from, to, grain, calendar).map((bucket) => {
    if (Temporal.Instant.compare(startOfDay(bucket.from, calendar.timezone), asOf) >= 0) {
      return { ...bucket, snapshot: null };
    }
    const end = startOfDay(bucket.to, calendar.timezone);
    const at = Temporal.Instant.compare(end, asOf) < 0 ? end : asOf;
    return { ...bucket, snapshot: { at, day: dayOf(at.subtract({ microseconds: 1 }), calendar.timezone) } };
  });
}

/**
 * The buckets that are not in the future, as a relation `bucket, s, day, from_day, to_day`. Without a grain the label is
 * the first day of the period.
 */
export function bucketRelation(buckets: readonly TimedBucket[]): Sql {
  const rows = buckets.flatMap((bucket) =>
    bucket.snapshot === null
      ? []
      : [
          [
            date(labelOf(bucket)),
            instant(toMicros(bucket.snapshot.at)),
            ...[bucket.snapshot.day, bucket.from, bucket.to].map((day) => date(day)),
          ],
        ],
  );
  const columns = ['bucket', 's', 'day', 'from_day', 'to_day'];
  const none = [date('1970-01-01'), instant(0n), ...[0, 1, 2].map(() => date('1970-01-01'))];
  if (rows.length === 0) return sql`(SELECT * FROM ${constants([none], 'v', columns)} WHERE false)`;
  return sql`(SELECT * FROM ${constants(rows, 'v', columns)})`;
}

/** A bucket's label; without a grain the first day of the period. */
export function labelOf(bucket: Bucket): string {
  return bucket.label ?? bucket.from.toString();
}
