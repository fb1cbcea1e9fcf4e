import type { Filter } from '../../engine/question.ts';
import type { Goal, Owner } from './goal.ts';

/**
 * Goals whose values one question can tell: each rep's by rep, each team's that has none below it by team, and any other owner's alone.
 */
export type Batch<G> = {
  readonly by: 'rep' | 'team' | null;
  readonly where: readonly Filter[];
  readonly goals: readonly G[];
};

/** Groups goals by what one question can tell. */
export function batchesOf<G extends Pick<Goal, 'owner'>>(goals: readonly G[]): readonly Batch<G>[] {
  const groups = Map.groupBy(goals, ({ owner }) => keyOf(owner));
  return [...groups.values()].map((group) => {
    const { owner } = group[0]!;
    const by = owner.kind === 'all' || isAlone(owner) ? null : owner.kind;
    const members = [...new Set(group.flatMap((goal) => membersOf(goal.owner)))];
    const where = owner.kind === 'all' ? [] : [{ dimension: owner.kind, members }];
    return { by, where, goals: group };
  });
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
