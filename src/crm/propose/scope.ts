import type { Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { type Answer, fixed, identifier, type Line, type MapSql, nothing, rowName } from './draft.ts';
import { readingOf } from './reading.ts';
import { madeId } from './made-id.ts';
import { idColumn, referenceOf, type Targets } from './references.ts';
import { beginsWithBareDate, type Found } from './roles.ts';
import type { Entity } from './entity-words.ts';

/** What the statements of a proposal are made from. */
export type Scope = {
  readonly db: Database;
  readonly found: readonly Found[];
  readonly targets: Targets;
};

/** The one table of the source that fills an entity. */
export function foundOf({ found }: Scope, entity: Entity): Found | undefined {
  return found.find((one) => one.entity === entity);
}

/** The table of the source as SQL names it. Under other names, its header row is a row: the first. Sums of other rows are none. */
export function tableOf({ profile: { table, renamed, totals } }: Found): string {
  const written = identifier(table.name);
  const only = [...(renamed === null ? [] : ['_line > 1']), ...(totals === undefined ? [] : [totals.without])];
  return only.length === 0 ? written : `(SELECT * FROM ${written} WHERE ${only.join(' AND ')})`;
}

/** The statement's FROM, with the name that lookups use. */
export function fromOf(found: Found): string {
  return `${tableOf(found)} AS ${rowName}`;
}

/** A column as it is. */
export function plain({ roles }: Found, role: string): Answer {
  const column = roles.get(role);
  return column === undefined ? nothing() : fixed(identifier(column.header));
}

/** A column of dates or numbers, read. */
export async function read(
  scope: Scope,
  found: Found,
  role: string,
  kind: 'instant' | 'date' | 'decimal',
): Promise<Answer> {
  return (await reading(scope, found, role, kind)) ?? nothing();
}

export async function reading(
  { db }: Scope,
  { profile, roles }: Found,
  role: string,
  kind: 'instant' | 'date' | 'decimal',
): Promise<Answer | null> {
  const column = roles.get(role);
  return column === undefined ? null : readingOf(db, profile.table, column, kind);
}

export function reference(scope: Scope, found: Found, role: string, entity: Entity): Promise<Answer> {
  return referenceOf(scope.db, found, role, entity, scope.targets);
}

/** An id of the source; else a name that tells its records apart; else one made of what a row says. */
export function idOf(found: Found): Answer {
  const column = idColumn(found);
  if (column === undefined) return madeId(found);
  if (column.isUnique) return fixed(identifier(column.header));
  return fixed(identifier(column.header), {
    en: `some rows have no value here or repeat one; only the first of each is kept.`,
    es: `algunas filas no tienen valor aquí o lo repiten; solo se conserva la primera de cada uno.`,
  });
}

/** A name, of one column or of first and last name; else the id. */
export function nameOf(found: Found): Answer {
  const { roles } = found;
  const parts = ['first_name', 'last_name'].flatMap((role) => {
    const column = roles.get(role);
    return column === undefined ? [] : [identifier(column.header)];
  });
  const name = roles.get('name');
  if (name !== undefined && (parts.length < 2 || name.filled > 0)) return fixed(identifier(name.header));
  if (parts.length > 0) return fixed(parts.length === 1 ? parts[0]! : `concat_ws(' ', ${parts.join(', ')})`);
  return { ...idOf(found), doubts: [] };
}

/** Lines of a statement: those that are required, and those that have something to say. */
export function linesOf(
  required: Readonly<Record<string, Answer>>,
  optional: Readonly<Record<string, Answer>>,
): readonly Line[] {
  const line = ([as, answer]: [string, Answer]): Line => ({ as, ...answer });
  const said = Object.entries(optional).filter(
    ([, { sql, doubts }]) => doubts.length > 0 || sql({ decimalComma: false, dateOrder: 'ymd' }) !== 'NULL',
  );
  return [...Object.entries(required).map(line), ...said.map(line), { as: '_line', ...fixed('_line') }];
}

/** A required column: NULL with a doubt when the source has none, as every row will be rejected. @param choices what could serve */
export function needed(
  answer: Answer,
  what: { readonly en: string; readonly es: string },
  choices: readonly Choice[] = [],
): Answer {
  if (answer.doubts.length > 0 || answer.sql({ decimalComma: false, dateOrder: 'ymd' }) !== 'NULL') return answer;
  return nothing(
    {
      en: `no column was found that says ${what.en}; without it every row is rejected.`,
      es: `no se encontró ninguna columna que diga ${what.es}; sin ella se rechazan todas las filas.`,
    },
    choices.length === 0 ? undefined : { by: 'choice', choices },
  );
}

type Choice = { readonly text: Text; readonly sql: MapSql };

/** A required date or instant; without a column that is called so, those that hold dates can be chosen. */
export async function neededTime(
  scope: Scope,
  found: Found,
  role: string,
  kind: 'instant' | 'date',
  what: { readonly en: string; readonly es: string } = when,
): Promise<Answer> {
  const answer = await read(scope, found, role, kind);
  return needed(answer, what, found.roles.has(role) ? [] : await datesOf(scope, found, kind));
}

/** When a record began: with a doubt where the column says no more than that it has dates. */
export async function beginning(scope: Scope, found: Found): Promise<Answer> {
  const answer = await read(scope, found, 'created_at', 'instant');
  if (!beginsWithBareDate(found)) return answer;
  const written = identifier(found.roles.get('created_at')!.header);
  const doubt = {
    en: `${written} does not say of what it is the date; it was taken for that of the beginning.`,
    es: `${written} no dice de qué es la fecha; se tomó por la del inicio.`,
  };
  return { ...answer, doubts: [...answer.doubts, doubt] };
}

/** The columns of a table that hold dates, each read in every way in which it can be. */
export async function datesOf({ db }: Scope, { profile }: Found, kind: 'instant' | 'date'): Promise<readonly Choice[]> {
  const choices: Choice[] = [];
  for (const column of profile.columns.filter(({ dates, dateNumbers }) => dates >= 0.8 || dateNumbers >= 0.99)) {
    const { sql, ask } = await readingOf(db, profile.table, column, kind);
    const { header } = column;
    if (ask?.by === 'choice')
      choices.push(
        ...ask.choices.map(({ text, sql: own }) => ({
          text: { en: `${header} (${text.en})`, es: `${header} (${text.es})` },
          sql: own,
        })),
      );
    else choices.push({ text: { en: header, es: header }, sql });
  }
  return choices;
}

export const who = { en: 'whose it is', es: 'de quién es' } as const;
export const when = { en: 'when it was', es: 'cuándo fue' } as const;
