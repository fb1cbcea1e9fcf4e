import type { ColumnProfile, TableProfile } from './profile.ts';
import { type Entity, entityWords, wordsOf } from './entity-words.ts';
import { type Content, entityRoles, isBareDate, isBeginning } from './entity-roles.ts';

/** A table of the source that fills a table of the log, and what its columns are. */
export type Found = {
  readonly entity: Entity;
  readonly profile: TableProfile;
  readonly roles: ReadonlyMap<string, ColumnProfile>;
};

/** Which source tables fill which tables of the log, the best first. Several may fill `activities`. */
export function findEntities(profiles: readonly TableProfile[]): readonly Found[] {
  const best = profiles.flatMap((profile) => {
    const ranked = (Object.keys(entityRoles) as Entity[])
      .map((entity) => score(entity, profile))
      .filter(({ points }) => points >= 5)
      .toSorted((a, b) => b.points - a.points);
    return ranked.slice(0, 1);
  });
  const sorted = best.toSorted((a, b) => b.points - a.points);
  return sorted
    .filter(
      ({ found }, i) =>
        found.entity === 'activities' || !sorted.slice(0, i).some((other) => other.found.entity === found.entity),
    )
    .map(({ found }) => found);
}

/** Roles of which any will do. */
export type AnyOf = readonly string[];

const identified: AnyOf = ['id', 'name'];

/** What a table must have to be an entity. */
const needed: Readonly<Record<Entity, readonly AnyOf[]>> = {
  teams: [identified],
  reps: [identified],
  accounts: [identified],
  contacts: [identified, ['account_id']],
  leads: [identified, ['created_at']],
  stages: [identified],
  deals: [['stage_id'], [...identified, 'account_id']],
  stage_changes: [['deal_id'], ['stage_id'], ['entered_at']],
  activities: [['occurred_at'], [...identified, 'rep_id', 'account_id', 'contact_id', 'deal_id', 'lead_id']],
  proposals: [['deal_id'], ['sent_at']],
  costs: [['incurred_on'], ['amount']],
};

/** What together is so much an entity's own that the file's name need not say it, with what it counts for. */
const telling: Readonly<Partial<Record<Entity, { readonly points: number; readonly roles: readonly AnyOf[] }>>> = {
  deals: {
    points: 6,
    roles: [['account_id'], ['stage_id'], ['amount'], ['created_at', 'closed_at', 'expected_close_on']],
  },
  activities: {
    points: 4,
    roles: [['occurred_at'], ['rep_id'], ['account_id', 'contact_id'], ['result', 'type', 'duration']],
  },
};

/** What a table lacks to be an entity. */
export function lackingFor(entity: Entity, profile: TableProfile): readonly AnyOf[] {
  return missing(needed[entity], rolesOf(entity, profile));
}

function missing(wanted: readonly AnyOf[], roles: Found['roles']): readonly AnyOf[] {
  return wanted.filter((any) => !any.some((role) => roles.has(role)));
}

function score(entity: Entity, profile: TableProfile): { points: number; found: Found } {
  const roles = rolesOf(entity, profile);
  const name = wordsOf(profile.table.name);
  const named = entityWords[entity].some((words) => endsWith(name, words)) ? 4 : 0;
  const own = profile.columns.some((column) => column.isUnique && ownName(entity, column.header)) ? 3 : 0;
  const lacks = missing(needed[entity], roles).length > 0;
  const told = telling[entity];
  const whole = told === undefined || missing(told.roles, roles).length > 0 || datesBeginnings(roles) ? 0 : told.points;
  // A longer name says more: an opportunity history is no opportunity.
  const length = Math.max(
    0,
    ...entityWords[entity].filter((words) => endsWith(name, words)).map((words) => words.split(' ').length),
  );
  const points = lacks || profile.table.rows === 0 ? 0 : named + own + length + whole + Math.min(4, roles.size);
  return { points, found: { entity, profile, roles } };
}

/** Whether what should be the time of an event is the time at which a record was made. */
function datesBeginnings(roles: Found['roles']): boolean {
  const column = roles.get('occurred_at');
  return column !== undefined && isBeginning(wordsOf(column.header));
}

/** What each column is, by its header and what it holds. */
function rolesOf(entity: Entity, { columns }: TableProfile): ReadonlyMap<string, ColumnProfile> {
  const roles = new Map<string, ColumnProfile>();
  const free = new Set(columns.filter(({ filled }) => filled > 0));
  for (const { role, content, headers } of entityRoles[entity]) {
    const fits = [...free].filter((column) => holds(column, content));
    const found =
      (role === 'id' ? fits.find(({ header }) => ownId(entity, header)) : undefined) ??
      firstNamed(fits, headers, (header) => wordsOf(header).join(' ')) ??
      firstNamed(fits, headers, (header) => withoutEntity(entity, header).join(' '));
    if (found === undefined) continue;
    roles.set(role, found);
    free.delete(found);
  }
  return roles;
}

function firstNamed(
  columns: readonly ColumnProfile[],
  headers: readonly string[],
  form: (header: string) => string,
): ColumnProfile | undefined {
  const named = columns.map((column) => ({ column, place: headers.indexOf(form(column.header)) }));
  return named.filter(({ place }) => place >= 0).toSorted((a, b) => a.place - b.place)[0]?.column;
}

function holds(column: ColumnProfile, content: Content): boolean {
  switch (content) {
    case 'any':
      return true;
    case 'unique':
      return column.isUnique || column.variety > 0.5;
    case 'date':
      return column.dates >= 0.8 || column.dateNumbers >= 0.99;
    case 'number':
      return column.numbers >= 0.8;
  }
}

/** `opportunity_id` of opportunities; `sales_agent` of agents. */
function ownId(entity: Entity, header: string): boolean {
  return ownName(entity, header) || withoutEntity(entity, header).join(' ') === 'id';
}

function ownName(entity: Entity, header: string): boolean {
  return entityWords[entity].includes(wordsOf(header).join(' '));
}

/** Whether the beginning of something was taken from a column that says no more than that it has dates. */
export function beginsWithBareDate({ entity, roles }: Found): boolean {
  const column = roles.get('created_at');
  return column !== undefined && isBareDate(withoutEntity(entity, column.header));
}

/** A header without the entity's own name: `Deal - Value`, `deal_value`, `Nombre del negocio`. */
function withoutEntity(entity: Entity, header: string): readonly string[] {
  const own = new Set(entityWords[entity]);
  const words = wordsOf(header);
  return words.length > 1 ? words.filter((word) => !own.has(word)) : words;
}

function endsWith(name: readonly string[], words: string): boolean {
  return ` ${name.join(' ')}`.endsWith(` ${words}`) || ` ${name.join(' ')} `.startsWith(` ${words} `);
}
