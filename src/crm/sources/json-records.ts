import { stat } from 'node:fs/promises';
import type { Database } from '../../duckdb/database.ts';
import { join, literal, name as nameOf, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { columnNames } from './column-names.ts';
import { brokenJson, longestRecord, mostColumns, recordTooLong, tooManyColumns } from './faults.ts';
import { pageEnd, saysMore } from './json-more.ts';
import { recordsOfPage } from './json-pages.ts';
import { noRecords } from './notes.ts';
import { mostFaults, type Reading } from './reading.ts';
import type { SourceFault } from './source.ts';

/** A text with records: what a person calls it and its table, where it is, and how its records stand in it. */
export type JsonRecords = {
  readonly shown: string;
  readonly name: string;
  readonly path: string;
  readonly format: 'newline_delimited' | 'array' | 'unstructured';
  /** Whether it may hold the escape of a NUL, which no text of the database can. */
  readonly hasNul: boolean;
  /** Whether the page that it was cut out of says that there are more records. */
  readonly hasMore?: boolean;
};

/**
 * Reads records, or pages of them, into a table with a column for each key, those of `properties` (HubSpot) and `custom_fields` (Pipedrive) lifted: text as it is, numbers and flags as
 * text, objects and arrays as JSON. A line of JSON lines that is no object is malformed.
 * @throws UserError `broken_json`, `record_too_long`, `too_many_columns`
 */
export async function addRecords(reading: Reading, text: JsonRecords): Promise<void> {
  const { db } = reading;
  const [values, pages, table] = [reading.newTable(), reading.newTable(), reading.newTable()].map(raw) as [
    Sql,
    Sql,
    Sql,
  ];
  await readValues(db, text, values);
  const records = (await isPaged(db, values)) ? pages : values;
  const hasMore = text.hasMore === true || (records === pages && (await lastSaysMore(db, values)));
  if (records === pages) {
    await db.run(
      sql`CREATE TABLE ${pages} AS SELECT unnest(coalesce(${recordsOfPage}, [json])) AS json FROM ${values}`,
    );
  }
  const isRecord = raw(`json_type(json) = 'OBJECT'`);
  const { all, good } = await db.row<{ all: number; good: number }>(
    sql`SELECT count(*)::DOUBLE AS "all", (count(*) FILTER (${isRecord}))::DOUBLE AS good FROM ${records}`,
  );
  if (good === 0 && all > 0 && text.format === 'newline_delimited') throw brokenJson(text.shown, { record: 1 });
  if (good === 0) reading.ignore(text.shown, noRecords);
  else {
    const columns = await columnsOf(db, records, text.shown);
    await db.run(sql`CREATE TABLE ${table} AS SELECT line, ${cellsOf(columns)} FROM (
      SELECT rowid + 1 AS line, json, json_transform(json, ${literal(structureOf(columns))}) AS record FROM ${records} WHERE ${isRecord})`);
    const faults =
      all === good ? [] : await faultsOf(db, text.shown, sql`FROM ${records} WHERE (${isRecord}) IS NOT TRUE`);
    reading.addFaults(faults);
    reading.add({
      file: text.shown,
      name: text.name,
      shape: 'json',
      columns: columnNames(columns.map(({ title }) => title)),
      table: table.strings[0]!,
      rows: all,
      malformed: all - good,
      ...(hasMore ? { hasMore } : {}),
    });
  }
  await db.run(sql`DROP TABLE ${values}`);
  if (records === pages) await db.run(sql`DROP TABLE ${pages}`);
}

/** The values of a text as the table `values(json)`, in their order; a line that is no JSON is null. */
async function readValues(db: Database, { shown, path, format, hasNul }: JsonRecords, values: Sql): Promise<void> {
  const { size } = await stat(path);
  const longest = size > 1 << 24 ? sql`, maximum_object_size=${raw(String(longestRecord))}` : raw('');
  const tolerant = format === 'newline_delimited' ? raw(', ignore_errors=true') : raw('');
  const json = hasNul ? raw(`replace(json::VARCHAR, '\\u0000', '\\ufffd')::JSON AS json`) : raw('json');
  try {
    await db.run(sql`CREATE TABLE ${values} AS SELECT ${json}
      FROM read_json_objects(${literal(path)}, format=${literal(format)}, compression='uncompressed'${longest}${tolerant})`);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (/maximum_object_size/.test(error.message)) throw recordTooLong(shown);
    const place = /record\/value (\d+)/.exec(error.message)?.[1];
    if (place === undefined && !/Invalid Input Error/.test(error.message)) throw error;
    // Its count is already one further.
    throw brokenJson(shown, place === undefined ? null : { record: Number(place) - 1 });
  }
}

/** Whether the first object is a page of records. */
async function isPaged(db: Database, values: Sql): Promise<boolean> {
  const [first] = await db.rows<{ isPage: boolean }>(
    sql`SELECT (${recordsOfPage}) IS NOT NULL AS "isPage" FROM ${values} WHERE json_type(json) = 'OBJECT' LIMIT 1`,
  );
  return first?.isPage === true;
}

/** The keys of a record that hold an object with the fields of the record. */
const containers = ['properties', 'custom_fields'] as const;
type Container = (typeof containers)[number];

/** Whether the last page says that there are more records. */
async function lastSaysMore(db: Database, pages: Sql): Promise<boolean> {
  const [last] = await db.rows<{ page: string | null }>(
    sql`SELECT ${pageEnd} AS page FROM ${pages} WHERE json_type(json) = 'OBJECT' ORDER BY rowid DESC LIMIT 1`,
  );
  return last?.page !== undefined && last.page !== null && saysMore(JSON.parse(last.page));
}

/** A column of records: what it is called, and the key of its value: in the record, in one of its containers, or a container as a whole. */
type Column = { readonly title: string; readonly key: string; readonly from: 'record' | 'whole' | Container };

/** @throws UserError `too_many_columns` */
async function columnsOf(db: Database, records: Sql, shown: string): Promise<readonly Column[]> {
  const own = await keysOf(db, records, sql`json_keys(json)`);
  const used = containers.filter((container) => own.includes(container));
  const whole = new Set<string>();
  for (const container of used) {
    const { others } = await db.row<{ others: boolean | null }>(
      sql`SELECT bool_or(json_type(json, ${literal(`/${container}`)}) NOT IN ('OBJECT', 'NULL')) AS others FROM ${records}`,
    );
    if (others === true) whole.add(container);
  }
  const columns = own.flatMap((key): Column[] => {
    if (!used.some((container) => container === key)) return [{ title: key, key, from: 'record' }];
    return whole.has(key) ? [{ title: key, key, from: 'whole' }] : [];
  });
  const taken = new Set(columns.map(({ title }) => title));
  for (const container of used) {
    for (const key of await keysOf(db, records, sql`json_keys(json, ${literal(`/${container}`)})`)) {
      columns.push({ title: taken.has(key) ? `${container}.${key}` : key, key, from: container });
      taken.add(key);
    }
  }
  return checked(shown, columns);
}

function checked(shown: string, columns: readonly Column[]): readonly Column[] {
  if (columns.length > mostColumns) throw tooManyColumns(shown, columns.length);
  return columns;
}

/** What `json_transform` makes of a record: all values text, in the order of the columns. */
function structureOf(columns: readonly Column[]): string {
  const members = (from: Column['from']): string[] =>
    columns.filter((column) => column.from === from).map(({ key }) => `${JSON.stringify(key)}:"VARCHAR"`);
  const lifted = liftedFrom(columns).map((container) => `"${container}":{${members(container).join()}}`);
  // It must not be empty: a key that no column reads stands in.
  return `{${[...members('record'), ...lifted].join() || '"":"VARCHAR"'}}`;
}

/** The containers of which columns are, in the order in which the structure has them. */
function liftedFrom(columns: readonly Column[]): readonly Container[] {
  return containers.filter((container) => columns.some(({ from }) => from === container));
}

function cellsOf(columns: readonly Column[]): Sql {
  const places = { record: 0, whole: 0, properties: 0, custom_fields: 0 };
  const own = columns.filter(({ from }) => from === 'record').length;
  const lifted = liftedFrom(columns);
  const cells = columns.map(({ key, from }, i) => {
    const place = raw(String(++places[from]));
    const held = (): Sql =>
      from === 'record'
        ? raw('record')
        : raw(`struct_extract_at(record, ${own + 1 + lifted.indexOf(from as Container)})`);
    const value =
      from === 'whole'
        ? sql`json_extract_string(json, ${literal(`/${key}`)})`
        : sql`struct_extract_at(${held()}, ${place})`;
    return sql`nullif(${value}, '') AS ${nameOf(`c${i + 1}`)}`;
  });
  return join(cells);
}

/** All keys, in the order in which they come first. */
async function keysOf(db: Database, records: Sql, keys: Sql): Promise<string[]> {
  const found = await db.rows<{ key: string }>(sql`
    WITH shape AS (SELECT keys, min(nth) AS nth FROM (SELECT ${keys} AS keys, rowid AS nth FROM ${records}) GROUP BY keys),
    place AS (SELECT nth, unnest(keys) AS key, unnest(range(len(keys))) AS place FROM shape)
    SELECT key FROM place GROUP BY key ORDER BY min(nth), arg_min(place, nth), key LIMIT ${raw(String(mostColumns + 1))}`);
  return found.map(({ key }) => key);
}

async function faultsOf(db: Database, file: string, from: Sql): Promise<SourceFault[]> {
  const rows = await db.rows<{ line: number; value: string | null }>(
    sql`SELECT (rowid + 1)::DOUBLE AS line, left(json::VARCHAR, 200) AS value ${from} ORDER BY rowid LIMIT ${raw(String(mostFaults))}`,
  );
  return rows.map(({ line, value }) =>
    value === null
      ? { file, line, value, code: 'broken_json', reason: { en: 'this is not valid JSON', es: 'no es JSON válido' } }
      : { file, line, value, code: 'no_record', reason: { en: 'this is no JSON object', es: 'no es un objeto JSON' } },
  );
}
