import { type ZoneOffset, zoneOffsets } from '../domain/calendar.ts';
import { UserError } from '../domain/errors.ts';
import type { Text } from '../domain/text.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { Database } from '../duckdb/database.ts';
import { and, join, literal, name, or, raw, type Sql, sql } from '../duckdb/sql.ts';
import { asText, conversionOf, decimalDigits } from './convert.ts';
import { type Cell, faultNumber, faultOf, faultWords } from './faults.ts';
import { defaultAsOf, type LogReading, readingOf, type TableReading } from './reading.ts';
import { type Column, hasId, type Table, type TableName, tableNames, tables } from './schema.ts';

/** Raw rows of one table: a DuckDB table or view with `seq`, `line` and any of the table's columns, as text or natural types. */
export type RawSource = {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly file: string;
  readonly read: number;
  /** A table of rows that were no records: `line, code, en, es, value`. */
  readonly malformed?: string;
};

/**
 * Applies every rule of the format: valid rows go to the typed tables of schema `log`, each other row to `log.rejects` with
 * its first bad column. Tables without a source are empty.
 * @throws UserError `missing_column`
 */
export async function keepRows(
  db: Database,
  sources: ReadonlyMap<TableName, RawSource>,
  workspace: Workspace,
  knownKpis: ReadonlySet<string>,
): Promise<LogReading> {
  await db.run(sql`CREATE SCHEMA log`);
  await db.run(
    sql`CREATE TABLE log.rejects (table_name VARCHAR, line BIGINT, column_name VARCHAR, value VARCHAR, code VARCHAR, en VARCHAR, es VARCHAR)`,
  );
  const warnings: Text[] = [];
  const readings = {} as Record<TableName, TableReading>;
  for (const tableName of tableNames) {
    const table = tables[tableName];
    const source = sources.get(tableName);
    if (source === undefined) await createEmpty(db, table);
    else {
      warnings.push(...checkColumns(table, source));
      await keepTable(db, table, source, workspace, knownKpis);
    }
    readings[tableName] = await readingOf(db, table, source);
  }
  await db.run(
    sql`CREATE TABLE log.reading (table_name VARCHAR, file VARCHAR, read BIGINT, kept BIGINT, rejected BIGINT)`,
  );
  for (const [tableName, { file, read, kept, rejected }] of Object.entries(readings)) {
    await db.run(sql`INSERT INTO log.reading VALUES (${tableName}, ${file}, ${read}, ${kept}, ${rejected})`);
  }
  return { workspace, tables: readings, warnings, defaultAsOf: await defaultAsOf(db, workspace) };
}

async function createEmpty(db: Database, table: Table): Promise<void> {
  const columns = table.columns.map((column) => sql`${name(column.name)} ${raw(typeOf(column, 0))}`);
  await db.run(sql`CREATE TABLE ${raw(`log.${table.name}`)} (seq BIGINT, ${join(columns)})`);
}

/** Decimals are no wider than they must be: DuckDB drops decimal places when it unites types that together pass 38 digits. */
function typeOf(column: Column, decimals: number): string {
  if (column.name === 'duration_s') return 'DOUBLE';
  return {
    text: 'VARCHAR',
    list: 'VARCHAR',
    instant: 'TIMESTAMP',
    date: 'DATE',
    whole: 'INTEGER',
    decimal: `DECIMAL(${decimalDigits.whole + decimals},${decimals})`,
  }[column.type.kind];
}

function checkColumns(table: Table, source: RawSource): Text[] {
  const given = new Set(source.columns.map((column) => column.name));
  const absent = table.columns
    .filter((column) => column.required && !given.has(column.name))
    .map((column) => column.name);
  if (absent.length > 0) {
    throw new UserError({
      code: 'missing_column',
      message: {
        en: `${source.file} lacks the required column ${absent.join(', ')}.`,
        es: `A ${source.file} le falta la columna obligatoria ${absent.join(', ')}.`,
      },
      fix: { en: `It has: ${[...given].join(', ')}.`, es: `Tiene: ${[...given].join(', ')}.` },
    });
  }
  const known = new Set(['seq', 'line', ...table.columns.map((column) => column.name)]);
  const unknown = [...given].filter((column) => !known.has(column));
  return unknown.map((column) => ({
    en: `${source.file}: the column “${column}” is not known and is ignored.`,
    es: `${source.file}: la columna «${column}» no se conoce y se pasa por alto.`,
  }));
}

async function keepTable(
  db: Database,
  table: Table,
  source: RawSource,
  workspace: Workspace,
  knownKpis: ReadonlySet<string>,
): Promise<void> {
  const offsets = await offsetsOver(db, table, source, workspace.timezone);
  const given = new Map(source.columns.map((column) => [column.name, column.type]));
  const joins: Sql[] = [];
  const cells = table.columns.map((column, i): Cell => {
    const type = given.get(column.name);
    if (type === undefined)
      return {
        column,
        text: raw('NULL'),
        value: raw(column.type.kind === 'decimal' ? 'NULL::VARCHAR' : `NULL::${typeOf(column, 0)}`),
        known: null,
      };
    const field = sql`r.${name(column.name)}`;
    const text = sql`nullif(${asText(field, type)}, '')`;
    let known: Sql | null = null;
    if (column.references !== undefined && column.references !== table.name) {
      const alias = raw(`p${i}`);
      joins.push(sql`LEFT JOIN ${raw(`log.${column.references}`)} ${alias} ON ${alias}.id = ${text}`);
      known = sql`${alias}.id IS NOT NULL`;
    } else if (column.kpi === true) {
      known = or([...knownKpis].map((id) => sql`${text} = ${literal(id)}`));
    }
    return { column, text, value: conversionOf(column, offsets)(field, type), known };
  });
  const from = sql`${raw(source.table)} r ${join(joins, ' ')}`;
  await db.run(
    sql`CREATE TEMP TABLE fault AS SELECT * FROM (SELECT r.seq, r.line, ${faultOf(cells)} AS fault FROM ${from}) WHERE fault IS NOT NULL`,
  );
  for (const [i, column] of table.columns.entries()) {
    if (column.references === table.name && given.has(column.name)) await rejectSelfReferences(db, source, column, i);
  }
  if (hasId(table)) await rejectDuplicates(db, source, cells[0]!);
  await writeKept(db, table, source, cells);
  await reportFaults(db, table, source, cells);
  await db.run(sql`DROP TABLE fault`);
}

/** Rows that name a row of their own table which is not kept, and those that name them, until nothing changes. */
async function rejectSelfReferences(db: Database, source: RawSource, column: Column, index: number): Promise<void> {
  const number = raw(String(faultNumber(index, 'unknown_id')));
  const reference = sql`nullif(r.${name(column.name)}::VARCHAR, '')`;
  for (;;) {
    const orphans = sql`SELECT r.seq, r.line FROM ${raw(source.table)} r
      WHERE ${reference} IS NOT NULL AND ${reference} NOT IN (
        SELECT id::VARCHAR FROM ${raw(source.table)} WHERE id IS NOT NULL AND seq NOT IN (SELECT seq FROM fault))`;
    const { n } = await db.row<{ n: number }>(
      sql`SELECT count(*)::DOUBLE AS n FROM (${orphans}) o WHERE o.seq NOT IN (SELECT seq FROM fault)`,
    );
    if (n === 0) {
      // A row that is bad elsewhere too is reported for the earlier of its columns.
      await db.run(
        sql`UPDATE fault SET fault = ${number} WHERE fault > ${number} AND seq IN (SELECT seq FROM (${orphans}))`,
      );
      return;
    }
    await db.run(
      sql`INSERT INTO fault SELECT o.seq, o.line, ${number} FROM (${orphans}) o WHERE o.seq NOT IN (SELECT seq FROM fault)`,
    );
  }
}

async function rejectDuplicates(db: Database, source: RawSource, id: Cell): Promise<void> {
  const valid = sql`SELECT r.seq, r.line, ${id.text} AS id FROM ${raw(source.table)} r ANTI JOIN fault f ON f.seq = r.seq`;
  await db.run(sql`CREATE TEMP TABLE twice AS SELECT id FROM (${valid}) GROUP BY id HAVING count(*) > 1`);
  const number = raw(String(faultNumber(0, 'duplicate_id')));
  const { n } = await db.row<{ n: number }>(sql`SELECT count(*)::DOUBLE AS n FROM twice`);
  if (n > 0) {
    await db.run(sql`INSERT INTO fault SELECT seq, line, ${number} FROM (
      SELECT v.*, row_number() OVER (PARTITION BY v.id ORDER BY v.seq) AS nth FROM (${valid}) v SEMI JOIN twice t ON t.id = v.id) WHERE nth > 1`);
  }
  await db.run(sql`DROP TABLE twice`);
}

/** Decimals get as many places as the kept values of their column have, so that nothing is rounded. */
async function writeKept(db: Database, table: Table, source: RawSource, cells: readonly Cell[]): Promise<void> {
  const kept = sql`${raw(source.table)} r WHERE r.seq NOT IN (SELECT seq FROM fault)`;
  const decimals = cells.filter((cell) => cell.column.type.kind === 'decimal');
  const places =
    decimals.length === 0
      ? {}
      : await db.row(
          sql`SELECT ${join(decimals.map((cell) => sql`coalesce(max(length(split_part(${cell.value}, '.', 2))), 0)::INTEGER AS ${name(cell.column.name)}`))} FROM ${kept}`,
        );
  const columns = cells.map((cell) => {
    const { column } = cell;
    const type = typeOf(column, Number((places as Record<string, unknown>)[column.name] ?? 0));
    return sql`(${column.type.kind === 'text' || column.type.kind === 'list' ? cell.text : cell.value})::${raw(type)} AS ${name(column.name)}`;
  });
  await db.run(
    sql`CREATE TABLE ${raw(`log.${table.name}`)} AS SELECT r.seq::BIGINT AS seq, ${join(columns)} FROM ${kept}`,
  );
}

async function reportFaults(db: Database, table: Table, source: RawSource, cells: readonly Cell[]): Promise<void> {
  const faults = await db.rows<{ fault: number }>(sql`SELECT DISTINCT fault FROM fault ORDER BY fault`);
  for (const { fault } of faults) {
    const { column, code, text } = faultWords(table, fault);
    const value = cells.find((cell) => cell.column === column)!.text;
    const quoted = sql`left(coalesce(${value}, ''), 200)`;
    await db.run(sql`INSERT INTO log.rejects
      SELECT ${table.name}, r.line, ${column.name}, ${value}, ${code}, replace(${text.en}, '{value}', ${quoted}), replace(${text.es}, '{value}', ${quoted})
      FROM ${raw(source.table)} r JOIN fault f ON f.seq = r.seq AND f.fault = ${raw(String(fault))}`);
  }
  if (source.malformed === undefined) return;
  await db.run(
    sql`INSERT INTO log.rejects SELECT ${table.name}, line, NULL, value, code, en, es FROM ${raw(source.malformed)}`,
  );
}

/** The workspace zone's offsets over the years that the source's instants name. */
async function offsetsOver(
  db: Database,
  table: Table,
  source: RawSource,
  timezone: string,
): Promise<readonly ZoneOffset[]> {
  const given = new Set(source.columns.map((column) => column.name));
  const dated = table.columns.filter((column) => column.type.kind === 'instant' && given.has(column.name));
  const years = dated.map(
    (column) => sql`SELECT left(${name(column.name)}::VARCHAR, 4) AS y FROM ${raw(source.table)}`,
  );
  const fallback = Temporal.Instant.from('2000-01-01T00:00:00Z');
  if (years.length === 0) return zoneOffsets(timezone, fallback, fallback);
  const { first, last } = await db.row<{ first: string | null; last: string | null }>(sql`
    SELECT min(y) AS first, max(y) AS last FROM (${join(years, ' UNION ALL ')}) WHERE ${and([raw(String.raw`regexp_full_match(y, '(1[89]|20|21)\d\d')`)])}`);
  if (first === null || last === null) return zoneOffsets(timezone, fallback, fallback);
  return zoneOffsets(
    timezone,
    Temporal.Instant.from(`${first}-01-01T00:00:00Z`),
    Temporal.Instant.from(`${last}-12-31T23:59:59Z`),
  );
}
