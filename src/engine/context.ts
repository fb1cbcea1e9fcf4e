import { toMicros } from '../domain/calendar.ts';
import type { Grain } from '../domain/vocabulary.ts';
import { raw, type Sql } from '../duckdb/sql.ts';
import { bucketRelation, type TimedBucket } from './buckets.ts';
import type { FactContext } from './facts.ts';
import type { Resolved } from './question.ts';

/** What facts are taken from: snapshots at the ends of the buckets, as far as `scope` asks for them, and events as far as `period` bounds them. */
export function contextOf(
  { workspace, asOf }: Pick<Resolved, 'workspace' | 'asOf'>,
  buckets: readonly TimedBucket[],
  grain: Grain | null,
  period = raw('true'),
  scope: Sql | null = null,
): FactContext {
  const looks = buckets.flatMap(({ snapshot }) => (snapshot === null ? [] : [toMicros(snapshot.at)]));
  const [first, last] = [looks[0], looks.at(-1)];
  const ends = first === undefined || last === undefined ? null : { first, last };
  return { buckets: bucketRelation(buckets), ends, grain, period, scope, workspace, asOf };
}
