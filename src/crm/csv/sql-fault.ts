import { nearest, type UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { MapView } from './map-folder.ts';
import { badSql, saidByDuckDB } from './select.ts';

/** The tables of a source: column names by table name. */
export type SourceTables = ReadonlyMap<string, readonly string[]>;

const mostNames = 60;

/**
 * Turns what DuckDB says of a map's SQL into an error that names the map's file and line, and for an unknown table or column
 * those that the source has.
 * @param read the tables that the SQL reads
 */
export function sqlFault(view: MapView, error: Error, tables: SourceTables, read: readonly string[]): UserError {
  const line = /\nLINE (\d+):/.exec(error.message)?.[1];
  const place = line === undefined ? null : Number(line);
  const table = /Table with name (.+?) does not exist/.exec(error.message)?.[1];
  if (table !== undefined) {
    return badSql(
      view,
      place,
      { en: `the source has no table ${table}.`, es: `el origen no tiene la tabla ${table}.` },
      listed(table, [...tables.keys()], { en: 'Its tables are', es: 'Sus tablas son' }),
    );
  }
  const column = columnOf(error.message);
  if (column !== undefined) {
    const wanted = read.map((name) => name.toLowerCase());
    const known = [...tables].flatMap(([name, columns]) => (wanted.includes(name.toLowerCase()) ? columns : []));
    return badSql(
      view,
      place,
      { en: `there is no column ${column}.`, es: `no existe la columna ${column}.` },
      listed(column, [...new Set([...known, '_line'])], { en: 'The columns are', es: 'Las columnas son' }),
    );
  }
  const said = error.message.split('\n\nLINE ')[0]!.trim();
  return badSql(view, place, saidByDuckDB(said));
}

function columnOf(message: string): string | undefined {
  return (
    /Referenced column "(.+?)" (?:was )?not found/.exec(message)?.[1] ??
    /does not have a column named "(.+?)"/.exec(message)?.[1] ??
    /Column "(.+?)" in (?:EXCLUDE|REPLACE|RENAME) list not found/.exec(message)?.[1]
  );
}

function listed(wanted: string, known: readonly string[], lead: Text): Text {
  const meant = nearest(
    wanted.toLowerCase(),
    known.map((name) => name.toLowerCase()),
  );
  const found = known.find((name) => name.toLowerCase() === meant);
  const names = known.length > mostNames ? `${known.slice(0, mostNames).join(', ')} …` : known.join(', ');
  return {
    en: `${found === undefined ? '' : `Did you mean ${found}? `}${lead.en} ${names}.`,
    es: `${found === undefined ? '' : `¿Quería decir ${found}? `}${lead.es} ${names}.`,
  };
}
