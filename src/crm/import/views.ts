import type { Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, literal, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { contraryColumns, openColumns } from '../values/faults.ts';
import type { TableHead } from '../sources/source.ts';
import { type Cell, type Reading, readingsOf, type ValueHabits } from '../values/readers.ts';
import { trimmedOrNull } from '../values/trimmed.ts';
import type { Crm, CrmObject, Field } from './definition.ts';
import { isFile, type Recognised } from './recognise.ts';
import type { ImportSettings } from './settings.ts';

/**
 * Makes a view of the schema `source` for each object of the CRM, with all its fields (null where the export has none), `_file` (the
 * place of its table in `found`), `_line`, and `_rest`: what other columns hold, as a JSON object, where the object `reads` any.
 * @returns warnings of columns that are written otherwise than the settings say
 * @throws UserError when columns' dates or numbers can be read in two ways; it names all of them
 */
export async function createViews(
  db: Database,
  crm: Crm,
  found: readonly (Recognised | null)[],
  settings: ImportSettings,
): Promise<readonly Text[]> {
  const read: (ReadTable | null)[] = [];
  for (const recognised of found) read.push(recognised && (await readTable(db, crm, recognised, settings)));
  const readings = read.flatMap((table) => [...(table?.readings.values() ?? [])]);
  const open = readings.flatMap((reading) => ('open' in reading ? [reading.open] : []));
  if (open.length > 0) throw openColumns(open);
  await db.run(raw('CREATE SCHEMA source'));
  for (const object of crm.objects) {
    const parts = read.flatMap((table, file) => (table?.object === object ? [viewOf(crm, table, file)] : []));
    const rows = parts.length === 0 ? nothing(object) : join(parts, ' UNION ALL ');
    await db.run(sql`CREATE VIEW source.${name(object.name)} AS ${rows}`);
  }
  return contraryColumns(readings.flatMap((reading) => ('contrary' in reading ? [reading.contrary] : [])));
}

/** A table with the way in which each of its fields that is not a text is read. */
type ReadTable = Recognised & { readonly readings: ReadonlyMap<string, Reading> };

async function readTable(db: Database, crm: Crm, recognised: Recognised, settings: ImportSettings): Promise<ReadTable> {
  const { table, object, places } = recognised;
  const isUtc = settings.timesWithoutZone === null ? crm.isUtc(table) : settings.timesWithoutZone === 'utc';
  const cells = [...places].flatMap(([field, place]): { field: string; cell: Cell }[] => {
    const { kind } = object.fields[field]!;
    if (kind === 'text' || kind === 'id' || kind === 'json' || kind === 'currency') return [];
    const title = `${table.file}, ${table.columns[place]!}`;
    return [{ field, cell: { title, cell: columnAt(place), kind, isUtc } }];
  });
  const readings = await readingsOf(
    db,
    raw(table.table),
    cells.map(({ cell }) => cell),
    habitsOf(table, settings),
  );
  return { ...recognised, readings: new Map(cells.map(({ field }, i) => [field, readings[i]!])) };
}

/** What the settings say of a file, else of all. */
function habitsOf(table: TableHead, { dateOrder, decimalMark, habits }: ImportSettings): ValueHabits {
  const own = [...habits].find(([file]) => isFile(table, file))?.[1];
  return { dateOrder: own?.dateOrder ?? dateOrder, decimalMark: own?.decimalMark ?? decimalMark };
}

function viewOf(crm: Crm, { table, object, places, rest, readings }: ReadTable, file: number): Sql {
  const fields = Object.entries(object.fields).map(([field, { kind }]) => {
    const place = places.get(field);
    const reading = readings.get(field);
    if (place === undefined) return sql`${raw(nullOf(kind))} AS ${name(field)}`;
    const value = reading !== undefined && 'read' in reading ? reading.read : textOf(kind, columnAt(place), crm);
    return sql`${value} AS ${name(field)}`;
  });
  const others =
    object.reads === undefined || rest.length === 0
      ? raw('NULL::VARCHAR')
      : sql`json_object(${join(rest.map((place) => sql`${literal(table.columns[place]!)}, ${columnAt(place)}`))})::VARCHAR`;
  return sql`SELECT ${raw(String(file))}::INTEGER AS _file, line::BIGINT AS _line, ${join(fields)}, ${others} AS _rest FROM ${raw(table.table)}`;
}

function columnAt(place: number): Sql {
  return raw(`c${place + 1}`);
}

function textOf(kind: Field['kind'], cell: Sql, crm: Crm): Sql {
  const text = trimmedOrNull(cell);
  if (kind === 'currency')
    return sql`CASE WHEN regexp_full_match(${text}, '[A-Za-z]{3}') THEN upper(${text}) ELSE ${text} END`;
  return kind === 'id' && crm.idOf !== undefined ? crm.idOf(text, cell) : text;
}

function nullOf(kind: Field['kind']): string {
  return kind === 'flag' ? 'NULL::BOOLEAN' : 'NULL::VARCHAR';
}

function nothing(object: CrmObject): Sql {
  const fields = Object.entries(object.fields).map(([field, { kind }]) => sql`${raw(nullOf(kind))} AS ${name(field)}`);
  return sql`SELECT NULL::INTEGER AS _file, NULL::BIGINT AS _line, ${join(fields)}, NULL::VARCHAR AS _rest WHERE false`;
}
