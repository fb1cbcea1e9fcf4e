import type { Caller } from '../access/caller.ts';
import { extentOf } from '../access/rights.ts';

/** A request and what was answered, as the audit looks at them. */
export type Looked = {
  readonly action: string;
  readonly caller: Caller;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** What was answered. */
  readonly answer: unknown;
};

type Fields = Readonly<Record<string, unknown>>;

/** Fields that name people, and what the audit calls those. */
const naming: Readonly<Record<string, string>> = {
  rep_id: 'rep',
  rep: 'rep',
  manager_id: 'rep',
  contact_id: 'contact',
  contact: 'contact',
  user_id: 'user',
};

/** Tables and lists whose rows are people or what they come in by: their own key names one. */
const ownKeys: Readonly<Record<string, string>> = {
  reps: 'rep',
  contacts: 'contact',
  people: 'user',
  invitations: 'invitation',
  tokens: 'token',
  service_tokens: 'token',
};

/** More than these in one answer are noted as all of their kind. */
const mostNamed = 50;

/** What is asked about people by reading, besides what names somebody in particular. */
const groupLooks = new Set(['compare', 'board', 'risks', 'rows', 'effects', 'goal_standings']);
const byRep = new Set(['kpi', 'trend', 'cost', 'why', 'ask', 'diagnose']);
const listed = new Set(['ratings', 'contacts', 'people', 'invitations', 'service_tokens']);

/**
 * Whom a look is about; nobody: it need not be noted. Whoever looks at nobody but themself is not noted either.
 */
export function lookedAt(look: Looked): readonly string[] {
  const { action, caller, params, query, answer } = look;
  const [table = ''] = action.split('.');
  if (action === 'exports.log') return withoutSelf(caller, ['reps', 'contacts']);
  if (action === 'exports.table') return takenAway(caller, asFields(params)['table']);
  if (listed.has(table)) return withoutSelf(caller, peopleIn(table, [params, ...rowsOf(answer)]));
  if (!groupLooks.has(action) && !byRep.has(action)) return [];
  const named = [...peopleIn('', [query]), ...filteredReps(query)];
  if (named.length > 0) return withoutSelf(caller, named);
  return groupLooks.has(action) || isBrokenDown(query) ? withoutSelf(caller, reach(caller)) : [];
}

/** Whom a change is about. */
export function changedOf({ action, params, body, answer }: Looked): readonly string[] {
  const [table = ''] = action.split('.');
  return bounded(peopleIn(table, [params, ...nested(body), ...nested(answer)]));
}

/** The fields that a request gave, or what it asked by; never what they hold. */
export function fieldsOf({ query, body }: Pick<Looked, 'query' | 'body'>): readonly string[] {
  return [...Object.keys(asFields(query)), ...Object.keys(asFields(body))].slice(0, mostNamed);
}

function peopleIn(table: string, objects: readonly unknown[]): readonly string[] {
  const found = new Set<string>();
  const own = ownKeys[table];
  for (const object of objects) {
    for (const [field, value] of Object.entries(asFields(object))) {
      if (typeof value !== 'string') continue;
      const kind = naming[field] ?? (field === 'id' || field === 'key' ? own : undefined);
      if (kind !== undefined) found.add(`${kind}:${value}`);
    }
  }
  return [...found];
}

/** An object, and those in its lists and fields: a touch that is logged holds ratings and a next step. */
function nested(value: unknown): readonly unknown[] {
  return [
    value,
    ...Object.values(asFields(value)).flatMap((own): readonly unknown[] => (Array.isArray(own) ? own : [own])),
  ];
}

/** The rows of an answer, or the answer itself. */
function rowsOf(answer: unknown): readonly unknown[] {
  const { rows } = asFields(answer);
  return Array.isArray(rows) ? rows : [answer];
}

/** `where=rep=ann,team=north`. */
function filteredReps(query: unknown): readonly string[] {
  const { where } = asFields(query);
  const given = (Array.isArray(where) ? where : [where]).filter((one): one is string => typeof one === 'string');
  return given.flatMap((filter) =>
    filter.split(',').flatMap((part) => (part.startsWith('rep=') ? [`rep:${part.slice(4)}`] : [])),
  );
}

function isBrokenDown(query: unknown): boolean {
  const { by } = asFields(query);
  return typeof by === 'string' && by.split(',').includes('rep');
}

/** Whoever takes a table of people away has looked at all of them whom they see. */
function takenAway(caller: Caller, table: unknown): readonly string[] {
  if (table === 'contacts') return ['contacts'];
  if (table === 'ratings') return ['contacts', ...withoutSelf(caller, reach(caller))];
  return table === 'reps' ? withoutSelf(caller, reach(caller)) : [];
}

/** All whom the caller sees. */
function reach({ actor }: Caller): readonly string[] {
  switch (extentOf('insight.read', actor.role)) {
    case 'all':
      return ['reps'];
    case 'team':
      return actor.teams.map((team) => `team:${team}`);
    default:
      return actor.rep === null ? [] : [`rep:${actor.rep}`];
  }
}

function withoutSelf({ actor, user }: Caller, subjects: readonly string[]): readonly string[] {
  const isSelf = (subject: string): boolean => subject === `rep:${actor.rep}` || subject === `user:${user}`;
  return subjects.every(isSelf) ? [] : bounded(subjects);
}

/** Very many are all of their kind. */
function bounded(subjects: readonly string[]): readonly string[] {
  if (subjects.length <= mostNamed) return subjects;
  return [...new Set(subjects.map((subject) => `${subject.split(':')[0]}s`))];
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
