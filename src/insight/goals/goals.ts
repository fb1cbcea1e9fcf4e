import { dayOf } from '../../domain/calendar.ts';
import { checkMembers, type Resolved } from '../../engine/question.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { checkNeeds } from '../../kpi/needs.ts';
import type { Unpriced } from './ask-owners.ts';
import { type Goal, goalsOf, teamsOf, withTeamsBelow } from './goal.ts';
import { historiesOf } from './history.ts';
import { type Presence, presencesOf } from './presence.ts';
import { type GoalStanding, standingOf } from './standing.ts';
import { valuesOf } from './values.ts';
import type { State } from './verdict.ts';
import { type WorkingWeek, workingWeekOf } from './working-week.ts';

/** Which goals are asked for: those that are running, or all; of one rep, or of a team, the teams below it and their reps. */
export type GoalsQuestion = { readonly all?: boolean; readonly rep?: string; readonly team?: string };

export type Goals = {
  readonly asOf: Temporal.Instant;
  readonly timezone: string;
  readonly week: WorkingWeek;
  readonly standings: readonly GoalStanding[];
  /** How many goals are left out because they are not running. */
  readonly others: { readonly over: number; readonly future: number };
};

/**
 * How each goal stands: what is reached, what should be by now by working days, what it will come to at the owner's own pace of late, and what is needed.
 * In the order of the log.
 * @throws UserError `unknown_member`, `too_much_money`
 */
export async function goalStandings(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  asked: GoalsQuestion = {},
): Promise<Goals> {
  const [teams, people, week] = [await teamsOf(log), await presencesOf(log), await workingWeekOf(log)];
  const isAsked = await choiceOf(log, asked, (id) => withTeamsBelow(id, teams), people);
  const goals = (await goalsOf(log, kpis, teams)).filter((goal) => isAsked(goal) && mayBeSeen(log, goal, people));
  const today = dayOf(log.asOf, log.workspace.timezone);
  const states = new Map(goals.map((goal) => [goal, stateOf(today, goal)]));
  const shown = asked.all === true ? goals : goals.filter((goal) => states.get(goal) === 'running');
  const readiness = await checkNeeds(log, [...new Set(shown.map(({ kpi }) => kpi))]);
  const missing = new Map(readiness.map((each) => [each.kpi, each.missing]));
  const told = shown.filter((goal) => missing.get(goal.kpi)!.length === 0 && isKnownBy(goal));
  const unpriced: Unpriced = new Map();
  const values = await valuesOf(log, kpis, told, unpriced);
  const adding = told.filter((goal) => goal.way === 'sum' && states.get(goal) !== 'over');
  const histories = await historiesOf(log, kpis, adding, unpriced);
  const standings = shown.map((goal) =>
    standingOf({
      goal,
      state: states.get(goal)!,
      missing: missing.get(goal.kpi)!,
      people: people.filter((person) => isOf(goal, person)),
      week,
      ...(unpriced.has(goal) ? {} : given('found', values.get(goal))),
      unpriced: unpriced.get(goal) ?? null,
      ...given('history', histories.get(goal)),
    }),
  );
  const others = (state: State): number => goals.filter((goal) => states.get(goal) === state).length;
  return {
    asOf: log.asOf,
    timezone: log.workspace.timezone,
    week,
    standings,
    others: asked.all === true ? { over: 0, future: 0 } : { over: others('over'), future: others('future') },
  };
}

function given<K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, T>);
}

/** @throws UserError `unknown_member` */
async function choiceOf(
  log: Resolved,
  { rep, team }: GoalsQuestion,
  below: (team: string) => readonly string[],
  people: readonly Presence[],
): Promise<(goal: Goal) => boolean> {
  if (rep !== undefined) await checkMembers(log, [{ dimension: 'rep', members: [rep] }]);
  if (team !== undefined) await checkMembers(log, [{ dimension: 'team', members: [team] }]);
  const teams = new Set(team === undefined ? [] : below(team));
  const inTeam = new Set(people.filter((person) => person.team !== null && teams.has(person.team)).map((p) => p.rep));
  return ({ owner }) => {
    if (rep !== undefined && !(owner.kind === 'rep' && owner.id === rep)) return false;
    if (team === undefined) return true;
    return owner.kind === 'rep' ? inTeam.has(owner.id) : owner.kind === 'team' && teams.has(owner.id);
  };
}

/** A goal is told to who may see all records that count in it: part of them would be a wrong number. */
function mayBeSeen(log: Resolved, goal: Goal, people: readonly Presence[]): boolean {
  if (log.policy === undefined) return true;
  const owners = people.filter((person) => isOf(goal, person));
  return goal.owner.kind !== 'all' && owners.length > 0 && owners.every(({ isVisible }) => isVisible);
}

function stateOf(today: Temporal.PlainDate, { from, to }: Goal): State {
  if (Temporal.PlainDate.compare(to, today) <= 0) return 'over';
  return Temporal.PlainDate.compare(from, today) > 0 ? 'future' : 'running';
}

/** Whether the KPI can be told of a rep, or of a team, at all. */
function isKnownBy({ owner, kpi }: Goal): boolean {
  return owner.kind === 'all' || kpi.dimensions.includes(owner.kind);
}

function isOf({ owner }: Goal, { rep, team }: Presence): boolean {
  if (owner.kind === 'rep') return rep === owner.id;
  return owner.kind === 'all' || (team !== null && owner.teams.includes(team));
}
