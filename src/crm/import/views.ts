import type { Database } from '../../duckdb/database.ts';
import { join, literal, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type Cell, readersOf } from '../values/readers.ts';
import { trimmedOrNull } from '../values/trimmed.ts';
import type { Crm, CrmObject, Field } from './definition.ts';
import type { Recognised } from './recognise.ts';
import type { ImportSettings } from './settings.ts';

/**
 * Makes a view of the schema `source` for each object of the CRM, with all its fields (null where the export has none), `_file` (the
 * place of its table in `found`), `_line`, and `_rest`: what other columns hold, as a JSON object, where the object `reads` any.
 * @throws UserError when a column's dates or numbers can be read in two ways
 */
export async function createViews(
  db: Database,
  crm: Crm,
  found: readonly (Recognised | null)[],
  settings: ImportSettings,
): Promise<void> {
  await db.run(raw('CREATE SCHEMA source'));
  for (const object of crm.objects) {
    const parts: Sql[] = [];
    for (const [file, recognised] of found.entries()) {
      if (recognised?.object === object) parts.push(await viewOf(db, crm, recognised, file, settings));
    }
    const rows = parts.length === 0 ? nothing(object) : join(parts, ' UNION ALL ');
    await db.run(sql`CREATE VIEW source.${name(object.name)} AS ${rows}`);
  }
}

async function viewOf(
  db: Database,
  crm: Crm,
  { table, object, places, rest }: Recognised,
  file: number,
  settings: ImportSettings,
): Promise<Sql> {
  const column = (place: number): Sql => raw(`c${place + 1}`);
  const isUtc = settings.timesWithoutZone === null ? crm.isUtc(table) : settings.timesWithoutZone === 'utc';
  const cells = [...places].flatMap(([field, place]): { field: string; cell: Cell }[] => {
    const { kind } = object.fields[field]!;
    if (kind === 'text' || kind === 'id' || kind === 'json') return [];
    const title = `${table.file}, ${table.columns[place]!}`;
    return [{ field, cell: { title, cell: column(place), kind, isUtc } }];
  });
  const read = await readersOf(
    db,
    raw(table.table),
    cells.map(({ cell }) => cell),
    { dateOrder: settings.dateOrder, decimalMark: settings.decimalMark },
  );
  const readers = new Map(cells.map(({ field }, i) => [field, read[i]!]));
  const fields = Object.entries(object.fields).map(([field, { kind }]) => {
    const place = places.get(field);
    const value = place === undefined ? raw(nullOf(kind)) : (readers.get(field) ?? textOf(kind, column(place), crm));
    return sql`${value} AS ${name(field)}`;
  });
  const others =
    object.reads === undefined || rest.length === 0
      ? raw('NULL::VARCHAR')
      : sql`json_object(${join(rest.map((place) => sql`${literal(table.columns[place]!)}, ${column(place)}`))})::VARCHAR`;
  return sql`SELECT ${raw(String(file))}::INTEGER AS _file, line::BIGINT AS _line, ${join(fields)}, ${others} AS _rest FROM ${raw(table.table)}`;
}

function textOf(kind: Field['kind'], cell: Sql, crm: Crm): Sql {
  const text = trimmedOrNull(cell);
  return kind === 'id' && crm.idOf !== undefined ? crm.idOf(text, cell) : text;
}

function nullOf(kind: Field['kind']): string {
  return kind === 'flag' ? 'NULL::BOOLEAN' : 'NULL::VARCHAR';
}

function nothing(object: CrmObject): Sql {
  const fields = Object.entries(object.fields).map(([field, { kind }]) => sql`${raw(nullOf(kind))} AS ${name(field)}`);
  return sql`SELECT NULL::INTEGER AS _file, NULL::BIGINT AS _line, ${join(fields)}, NULL::VARCHAR AS _rest WHERE false`;
}
