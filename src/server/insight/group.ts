import { sql } from '../../duckdb/sql.ts';
import { type Filter, type Resolved, seenReps } from '../../engine/question.ts';
import type { Caller } from '../access/caller.ts';
import { naming, policyOf, seen, teamPolicyOf } from './seen.ts';

/** With whom reps are compared, and what of it the caller sees by name. */
export type Group = {
  /** The facts that the comparison rests on. */
  readonly log: Resolved;
  /** The reps whose names and records the caller sees. */
  readonly named: ReadonlySet<string>;
  /** Whether these are all: then the records behind a figure of the group can be opened. */
  readonly isOpen: boolean;
};

/**
 * The group that reps are held against: all of the organisation, whoever asks, so that a rep reads of themself just what a manager reads of them. Of others
 * only what they come to together may be told. What is filtered by a person, an account or a team that is not one's own could tell of somebody:
 * there, and where a manager asks for a rep of another team, the group is what the caller sees.
 * @param all facts that are not cut down yet
 */
export async function groupFor(
  all: Resolved,
  caller: Caller,
  where: readonly Filter[],
  rep: string | null,
): Promise<Group> {
  const own = policyOf(caller);
  if (own === undefined) return { log: all, named: await repsOf(all), isOpen: true };
  const [everybody, named] = [await repsOf(all), await repsOf(seen(all, own))];
  const isFor = (rep === null || named.has(rep)) && where.every((filter) => tellsNobody(filter, caller));
  const log = isFor ? all : seen(all, teamPolicyOf(caller));
  const isNarrowed = where.some(({ dimension }) => dimension === 'team') || !isFor;
  const isOpen = caller.actor.role !== 'rep' && (isNarrowed || named.size === everybody.size);
  return { log, named, isOpen };
}

/** Whether a filter leaves a group in which nobody can be made out by name, other than those one sees. */
function tellsNobody({ dimension, members }: Filter, { actor }: Caller): boolean {
  if (dimension === 'team') return members.every((team) => team !== null && actor.teams.includes(team));
  return !naming.has(dimension);
}

/** The ids of the reps who are seen. */
async function repsOf(log: Resolved): Promise<ReadonlySet<string>> {
  const rows = await log.db.rows<{ id: string }>(sql`SELECT id FROM facts.rep WHERE ${await seenReps(log)}`);
  return new Set(rows.map(({ id }) => id));
}
