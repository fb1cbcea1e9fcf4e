import { timedBuckets } from '../../engine/buckets.ts';
import { contextOf } from '../../engine/context.ts';
import type { FactContext } from '../../engine/facts.ts';
import type { Resolved } from '../../engine/question.ts';

/** What snapshots of risks are taken of: the ends of a period's buckets, no event being counted in them. */
export function riskContext(
  log: Resolved,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  grain: 'month' | null,
): FactContext {
  return contextOf(log, timedBuckets(from, to, grain, log.workspace, log.asOf), grain);
}
