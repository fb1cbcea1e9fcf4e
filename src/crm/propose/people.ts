import { type Draft, fixed, identifier } from './draft.ts';
import { bestMatch } from './references.ts';
import {
  beginning,
  foundOf,
  fromOf,
  idOf,
  linesOf,
  nameOf,
  needed,
  neededTime,
  plain,
  read,
  reference,
  type Scope,
  tableOf,
  who,
} from './scope.ts';
import type { Entity } from './entity-words.ts';

/** Teams, reps, accounts, contacts and leads. */
export async function peopleDrafts(scope: Scope): Promise<readonly Draft[]> {
  const drafts = [...(await teamsAndReps(scope)), await accounts(scope), await contacts(scope), await leads(scope)];
  return drafts.filter((draft) => draft !== null);
}

async function teamsAndReps(scope: Scope): Promise<readonly Draft[]> {
  const found = foundOf(scope, 'reps');
  if (found === undefined || scope.targets.get('reps')?.kind !== 'file') {
    const reps = fromValues(scope, 'reps', 'rep_id');
    return reps === null ? [] : [reps];
  }
  const { table } = found.profile;
  const manager = found.roles.get('manager_id');
  const match = manager === undefined ? null : await bestMatch(scope.db, found, manager, found);
  const managerIsRep = match !== null && match.known * 2 >= match.values;
  const team = found.roles.get('team_id') ?? (managerIsRep ? undefined : manager);
  const teams = foundOf(scope, 'teams');
  const drafts: Draft[] = [];
  if (teams !== undefined) {
    drafts.push({
      table: 'teams',
      sources: [teams.profile.table.file],
      doubts: [],
      selects: [{ lines: linesOf({ id: idOf(teams), name: nameOf(teams) }, {}), from: fromOf(teams) }],
      order: '_line',
    });
  } else if (team !== undefined) {
    const written = identifier(team.header);
    drafts.push({
      table: 'teams',
      sources: [table.file],
      doubts:
        team === manager
          ? [
              {
                en: `${written} names nobody of the reps, so it was taken for the team.`,
                es: `${written} no nombra a ningún comercial, así que se tomó como el equipo.`,
              },
            ]
          : [],
      selects: [
        {
          lines: [
            { as: 'id', ...fixed(written) },
            { as: 'name', ...fixed(written) },
          ],
          from: `${tableOf(found)}\nWHERE ${written} IS NOT NULL`,
          isDistinct: true,
        },
      ],
      order: 'id',
    });
  }
  const teamOf =
    teams === undefined
      ? team === undefined
        ? null
        : fixed(identifier(team.header))
      : await reference(scope, found, 'team_id', 'teams');
  const optional = {
    email: plain(found, 'email'),
    ...(teamOf === null ? {} : { team_id: teamOf }),
    ...(managerIsRep ? { manager_id: await reference(scope, found, 'manager_id', 'reps') } : {}),
    active_from: await read(scope, found, 'active_from', 'date'),
    active_to: await read(scope, found, 'active_to', 'date'),
    hourly_cost: await read(scope, found, 'hourly_cost', 'decimal'),
  };
  drafts.push({
    table: 'reps',
    sources: [table.file],
    doubts: [],
    selects: [{ lines: linesOf({ id: idOf(found), name: nameOf(found) }, optional), from: fromOf(found) }],
    order: '_line',
  });
  return drafts;
}

async function accounts(scope: Scope): Promise<Draft | null> {
  const found = foundOf(scope, 'accounts');
  if (found === undefined || scope.targets.get('accounts')?.kind !== 'file')
    return fromValues(scope, 'accounts', 'account_id');
  const optional = {
    segment: plain(found, 'segment'),
    industry: plain(found, 'industry'),
    country: plain(found, 'country'),
    created_at: await read(scope, found, 'created_at', 'instant'),
  };
  return {
    table: 'accounts',
    sources: [found.profile.table.file],
    doubts: [],
    selects: [{ lines: linesOf({ id: idOf(found), name: nameOf(found) }, optional), from: fromOf(found) }],
    order: '_line',
  };
}

async function contacts(scope: Scope): Promise<Draft | null> {
  const found = foundOf(scope, 'contacts');
  if (found === undefined) return null;
  const required = {
    id: idOf(found),
    account_id: needed(await reference(scope, found, 'account_id', 'accounts'), {
      en: 'to which account a contact belongs',
      es: 'a qué cuenta pertenece un contacto',
    }),
    name: nameOf(found),
  };
  const optional = {
    email: plain(found, 'email'),
    phone: plain(found, 'phone'),
    title: plain(found, 'title'),
    created_at: await read(scope, found, 'created_at', 'instant'),
  };
  return {
    table: 'contacts',
    sources: [found.profile.table.file],
    doubts: [],
    selects: [{ lines: linesOf(required, optional), from: fromOf(found) }],
    order: '_line',
  };
}

async function leads(scope: Scope): Promise<Draft | null> {
  const found = foundOf(scope, 'leads');
  if (found === undefined) return null;
  const required = {
    id: idOf(found),
    rep_id: needed(await reference(scope, found, 'rep_id', 'reps'), who),
    created_at: found.roles.has('created_at')
      ? await beginning(scope, found)
      : await neededTime(scope, found, 'created_at', 'instant'),
  };
  const optional = {
    account_id: await reference(scope, found, 'account_id', 'accounts'),
    contact_id: await reference(scope, found, 'contact_id', 'contacts'),
    source: plain(found, 'source'),
    campaign: plain(found, 'campaign'),
    product: plain(found, 'product'),
    qualified_at: await read(scope, found, 'qualified_at', 'instant'),
    disqualified_at: await read(scope, found, 'disqualified_at', 'instant'),
    prospect_at: await read(scope, found, 'prospect_at', 'instant'),
  };
  return {
    table: 'leads',
    sources: [found.profile.table.file],
    doubts: [],
    selects: [{ lines: linesOf(required, optional), from: fromOf(found) }],
    order: '_line',
  };
}

const inSpanish = { reps: 'comerciales', accounts: 'cuentas' } as const;

/** A table of the log made of the values that others refer to it by. */
function fromValues(scope: Scope, table: 'reps' | 'accounts', role: string): Draft | null {
  const users = scope.found.filter(({ entity, roles }) => roles.has(role) && entity !== (table as Entity));
  if (scope.targets.get(table)?.kind !== 'values' || users.length === 0) return null;
  const values = users.map(
    (user) => `SELECT ${identifier(user.roles.get(role)!.header)} AS value FROM ${tableOf(user)}`,
  );
  const files = users.map(({ profile }) => profile.table.file).join(', ');
  return {
    table,
    sources: users.map(({ profile }) => profile.table.file),
    doubts: [
      {
        en: `no file of ${table} has the values that ${files} use, so these values stand for ${table}.`,
        es: `ningún archivo de ${inSpanish[table]} tiene los valores que usa ${files}, así que esos valores hacen de ${inSpanish[table]}.`,
      },
    ],
    selects: [
      {
        lines: [
          { as: 'id', ...fixed('value') },
          { as: 'name', ...fixed('value') },
        ],
        from: `(\n  ${values.join('\n  UNION\n  ')}\n) AS seen\nWHERE value IS NOT NULL`,
        ...(values.length === 1 ? { isDistinct: true } : {}),
      },
    ],
    order: 'id',
  };
}
