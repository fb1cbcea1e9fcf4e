import { UserError } from '../../domain/errors.ts';
import type { Filter } from '../../engine/question.ts';
import type { Goal, Owner } from './goal.ts';

/**
 * Goals whose values one question can tell: each rep's by rep, each team's that has none below it by team, and any other owner's alone.
 */
export type Batch = {
  readonly by: 'rep' | 'team' | null;
  readonly where: readonly Filter[];
  /** The KPIs to ask for, in this order. */
  readonly ids: readonly string[];
  readonly goals: readonly Goal[];
};

/** Goals that cannot be told for want of an exchange rate, with the fault that names it. */
export type Unpriced = Map<Goal, UserError>;

/**
 * Asks what goals take in as few questions as can tell it. Where money has no exchange rate only the goals of that KPI go untold.
 * @param unpriced is told those
 */
export async function askInBatches(
  goals: readonly Goal[],
  ask: (batch: Batch) => Promise<void>,
  unpriced: Unpriced,
): Promise<void> {
  for (const group of Map.groupBy(goals, ({ owner }) => keyOf(owner)).values()) await askOne(group, ask, unpriced);
}

async function askOne(goals: readonly Goal[], ask: (batch: Batch) => Promise<void>, unpriced: Unpriced): Promise<void> {
  const byKpi = Map.groupBy(goals, ({ kpi }) => kpi.id);
  try {
    await ask(batchOf(goals, [...byKpi.keys()]));
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'missing_rate')) throw error;
    if (byKpi.size === 1) for (const goal of goals) unpriced.set(goal, error);
    else for (const group of byKpi.values()) await askOne(group, ask, unpriced);
  }
}

function batchOf(goals: readonly Goal[], ids: readonly string[]): Batch {
  const { owner } = goals[0]!;
  const by = owner.kind === 'all' || isAlone(owner) ? null : owner.kind;
  const members = [...new Set(goals.flatMap((goal) => membersOf(goal.owner)))];
  return { by, where: owner.kind === 'all' ? [] : [{ dimension: owner.kind, members }], ids, goals };
}

/** The member under which an owner's values are found in its batch's answer; null where it is the only one. */
export function memberOf(owner: Owner): string | null {
  return owner.kind === 'all' || isAlone(owner) ? null : owner.id;
}

function isAlone(owner: Owner): boolean {
  return owner.kind === 'team' && owner.teams.length > 1;
}

function keyOf(owner: Owner): string {
  return owner.kind === 'all' ? 'all' : isAlone(owner) ? `under ${owner.id}` : owner.kind;
}

function membersOf(owner: Owner): readonly string[] {
  return owner.kind === 'all' ? [] : owner.kind === 'rep' ? [owner.id] : owner.teams;
}
