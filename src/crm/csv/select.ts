import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { sql } from '../../duckdb/sql.ts';
import type { MapView } from './map-folder.ts';

/** Functions that make tables out of their arguments alone. All others reach files, settings or the database itself. */
const tableFunctions = new Set([
  'range',
  'generate_series',
  'unnest',
  'repeat',
  'repeat_row',
  'json_each',
  'json_tree',
]);
const refusedFunctions = new Set([
  'current_setting',
  'current_query',
  'getenv',
  'write_log',
  'sleep_ms',
  'json_execute_serialized_sql',
]);

type Parsed =
  | {
      readonly error: true;
      readonly error_message: string;
      readonly error_subtype?: string;
      readonly position?: string;
    }
  | { readonly error: false; readonly statements: readonly unknown[] };

/**
 * Makes sure that the SQL of a map is one SELECT that calls no function which reaches beyond the source's tables. It runs locked
 * down as well; this is what keeps out functions that write logs or profiles, which a lock alone lets through.
 * @returns the names of the tables that it reads
 * @throws UserError `not_a_select`, `refused_function`, `bad_sql`
 */
export async function checkSelect(db: Database, view: MapView): Promise<readonly string[]> {
  const { parsed } = await db.row<{ parsed: string }>(
    sql`SELECT json_serialize_sql(${view.text}::VARCHAR)::VARCHAR AS parsed`,
  );
  const answer = JSON.parse(parsed) as Parsed;
  if (answer.error) throw answer.error_subtype === 'SYNTAX_ERROR' ? syntaxError(view, answer) : notASelect(view);
  if (answer.statements.length !== 1) throw notASelect(view);
  const found = nodesOf(answer.statements);
  if (found.shows) throw notASelect(view);
  for (const called of found.tableFunctions) if (!tableFunctions.has(called)) throw refused(view, called);
  for (const called of found.functions) if (refusedFunctions.has(called)) throw refused(view, called);
  return found.tables;
}

type Nodes = { tables: string[]; functions: string[]; tableFunctions: string[]; shows: boolean };

function nodesOf(root: unknown): Nodes {
  const found: Nodes = { tables: [], functions: [], tableFunctions: [], shows: false };
  const open: unknown[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null) continue;
    const { type, table_name: table, function_name: called, function: inner } = node as Record<string, unknown>;
    if (type === 'BASE_TABLE' && typeof table === 'string') found.tables.push(table);
    if (type === 'SHOW_REF') found.shows = true;
    if (typeof called === 'string') found.functions.push(called.toLowerCase());
    if (type === 'TABLE_FUNCTION') {
      const { function_name: name } = (inner ?? {}) as Record<string, unknown>;
      found.tableFunctions.push(typeof name === 'string' ? name.toLowerCase() : '?');
    }
    open.push(...(Object.values(node) as unknown[]));
  }
  return found;
}

function syntaxError(
  view: MapView,
  { error_message: message, position }: { error_message: string; position?: string },
): UserError {
  const line = position === undefined ? null : view.text.slice(0, Number(position)).split('\n').length;
  return badSql(view, line, saidByDuckDB(message));
}

/** What DuckDB says, which is English, as a message in both languages. */
export function saidByDuckDB(said: string): Text {
  return { en: said, es: `texto de DuckDB: «${said}»` };
}

/** What is wrong with the SQL of a map; `line` counts from 1. */
export function badSql(view: MapView, line: number | null, message: Text, fix?: Text): UserError {
  const place = { en: line === null ? '' : `, line ${line}`, es: line === null ? '' : `, línea ${line}` };
  return new UserError({
    code: 'bad_sql',
    message: { en: `${view.file}${place.en}: ${message.en}`, es: `${view.file}${place.es}: ${message.es}` },
    ...(fix === undefined ? {} : { fix }),
  });
}

function notASelect(view: MapView): UserError {
  return new UserError({
    code: 'not_a_select',
    message: { en: `${view.file} is not exactly one SELECT.`, es: `${view.file} no es exactamente un SELECT.` },
    fix: {
      en: `Write one SELECT whose columns are those of ${view.table}.`,
      es: `Escriba un solo SELECT cuyas columnas sean las de ${view.table}.`,
    },
  });
}

function refused(view: MapView, called: string): UserError {
  return new UserError({
    code: 'refused_function',
    message: {
      en: `${view.file} calls ${called}, which a map may not.`,
      es: `${view.file} llama a ${called}, que un mapa no puede usar.`,
    },
    fix: {
      en: 'A map reads the tables of its source and nothing else.',
      es: 'Un mapa lee las tablas de su origen y nada más.',
    },
  });
}
