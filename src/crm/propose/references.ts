import type { Database } from '../../duckdb/database.ts';
import { type Sql, sql } from '../../duckdb/sql.ts';
import { type Answer, fixed, identifier, nothing, rowName } from './draft.ts';
import { type ColumnProfile, overlapOf } from './profile.ts';
import type { Found } from './roles.ts';
import type { Entity } from './entity-words.ts';

/** Where the ids of a table of the log come from: a file, or the values that others use. */
export type Target = { readonly kind: 'file'; readonly found: Found } | { readonly kind: 'values' };
export type Targets = ReadonlyMap<Entity, Target>;

/** How well a column's values are found in one of the columns that tell the records of a table apart. */
export type Match = {
  readonly as: 'id' | 'name' | 'email';
  /** Null for a name that is put together from two columns. */
  readonly column: ColumnProfile | null;
  readonly values: number;
  readonly known: number;
  readonly unknown: string | null;
};

/** The best of id, name and email to find the values of a column by; null when it has none of them. */
export async function bestMatch(
  db: Database,
  from: Found,
  column: ColumnProfile,
  target: Found,
): Promise<Match | null> {
  const matches: Match[] = [];
  for (const { as, cell } of keysOf(target)) {
    const overlap = await overlapOf(
      db,
      { table: from.profile.table, cell: column.cell },
      { table: target.profile.table, cell },
    );
    matches.push({ as, column: target.roles.get(as) ?? null, ...overlap });
    if (overlap.known === overlap.values) break;
  }
  const [best] = matches.toSorted((a, b) => b.known - a.known);
  return best ?? null;
}

/** What tells the records of a table apart: their id, name and email. */
function keysOf({ roles }: Found): readonly { readonly as: 'id' | 'name' | 'email'; readonly cell: Sql }[] {
  const [first, last] = [roles.get('first_name'), roles.get('last_name')];
  const whole = first === undefined || last === undefined ? null : sql`concat_ws(' ', ${first.cell}, ${last.cell})`;
  return (['id', 'name', 'email'] as const).flatMap((as) => {
    const cell = roles.get(as)?.cell ?? (as === 'name' ? whole : null);
    return cell === null ? [] : [{ as, cell }];
  });
}

/** SQL of the id that a column refers to. */
export async function referenceOf(
  db: Database,
  from: Found,
  role: string,
  entity: Entity,
  targets: Targets,
): Promise<Answer> {
  const column = from.roles.get(role);
  const target = targets.get(entity);
  if (column === undefined) return nothing();
  const written = identifier(column.header);
  if (target === undefined) {
    return nothing({
      en: `${written} may name one of ${entity}, but no file with ${entity} was found.`,
      es: `${written} puede nombrar un elemento de ${entity}, pero no se encontró ningún archivo con ${entity}.`,
    });
  }
  if (target.kind === 'values') return fixed(written);
  const match = await bestMatch(db, from, column, target.found);
  const file = target.found.profile.table.file;
  if (match === null || match.known === 0) {
    return nothing({
      en: `none of the values of ${written} is in ${file}.`,
      es: `ningún valor de ${written} está en ${file}.`,
    });
  }
  const missing = match.values - match.known;
  const doubts =
    missing === 0
      ? []
      : [
          {
            en: `${missing} of ${match.values} values are not in ${file}, such as ${JSON.stringify(match.unknown)}; their rows will be rejected.`,
            es: `${missing} de ${match.values} valores no están en ${file}, como ${JSON.stringify(match.unknown)}; sus filas se rechazarán.`,
          },
        ];
  if (match.column === idColumn(target.found)) return { sql: () => written, doubts };
  const lookup = `coalesce((SELECT min(known.id) FROM mapped.${entity} AS known WHERE known.${match.as} = ${rowName}.${written}), ${rowName}.${written})`;
  return { sql: () => lookup, doubts };
}

/** The entities that people name: the same name is the same record. */
const named: ReadonlySet<Entity> = new Set(['teams', 'reps', 'accounts', 'stages']);

/** The column that the id of a table is taken from; undefined: its ids are made of what its rows say. */
export function idColumn({ entity, roles }: Found): ColumnProfile | undefined {
  const name = roles.get('name');
  const serves = name !== undefined && (named.has(entity) || (name.isUnique && entity !== 'activities'));
  return roles.get('id') ?? (serves ? name : undefined);
}
