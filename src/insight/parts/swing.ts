import { ask } from '../../engine/ask.ts';
import type { Question, Resolved } from '../../engine/question.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { weeklySums } from '../compare/cell-sums.ts';
import { designEffect } from '../compare/cells.ts';

/** So many weeks tell how much a count swings from one to the next. */
const weeks = 26;

/** How many times as much as by chance alone a count of reps varies from week to week; at least 1. */
export async function swingOfReps(log: Resolved, { from, to, where }: Question, kpi: Kpi): Promise<number> {
  if (kpi.formula.kind !== 'number') throw new Error(`${kpi.id} is not counted`);
  const others = where.filter(({ dimension }) => dimension !== 'rep');
  return designEffect('rate', await weeklySums(log, { from, to }, kpi.formula.of, others));
}

/**
 * The same of all together, over the weeks before a day. The variance is that of the differences between neighbours (von Neumann 1941), so that what
 * rises or falls slowly does not count as swinging.
 */
export async function swingOfAll(
  log: Resolved,
  question: Question,
  until: Temporal.PlainDate,
  kpi: Kpi,
): Promise<number> {
  const from = until.subtract({ weeks });
  const { rows } = await ask(log, { ...question, measures: [kpi], by: [], grain: 'day', from, to: until });
  const counts = Array.from({ length: weeks }, () => 0);
  for (const { bucket, values } of rows) {
    const days = from.until(Temporal.PlainDate.from(bucket!), { largestUnit: 'days' }).days;
    counts[Math.floor(days / 7)]! += values[0]!.value ?? 0;
  }
  return swingOf(counts.slice(counts.findIndex((count) => count > 0)));
}

/** Of counts one after the other. */
export function swingOf(counts: readonly number[]): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const steps = counts.slice(1).map((count, i) => (count - counts[i]!) ** 2);
  if (steps.length < 3 || !(mean > 0)) return 1;
  return Math.max(1, steps.reduce((sum, square) => sum + square, 0) / (2 * steps.length) / mean);
}
