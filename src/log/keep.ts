import type { Text } from '../domain/text.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { Database } from '../duckdb/database.ts';
import { join, literal, name, raw, type Sql, sql } from '../duckdb/sql.ts';
import { checkColumns } from './columns.ts';
import { isExact, typeOf } from './column-type.ts';
import { conversionOf, sourceText } from './convert.ts';
import { rejectDuplicates } from './duplicates.ts';
import { type Cell, faultOf, faultWords } from './faults.ts';
import { unguardedText } from './guarded-text.ts';
import { type LogReading, ownNow, readingOf, type TableReading } from './reading.ts';
import type { RawColumn, RawSource, RawTable } from './raw-source.ts';
import { type Column, hasId, type Table, type TableName, tableNames, tables } from './schema.ts';
import { rejectSelfReferences } from './self-references.ts';
import { zoneOffsetsOver } from './zone-of-data.ts';

export type { RawSource } from './raw-source.ts';

/**
 * Applies every rule of the format: valid rows go to the typed tables of schema `log`, each other row to `log.rejects` with
 * its first bad column. Tables without a source are empty.
 * @throws UserError `missing_column`
 */
export async function keepRows(
  db: Database,
  sources: ReadonlyMap<TableName, RawTable>,
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
    const given = sources.get(tableName);
    const source = typeof given === 'function' ? await given() : given;
    if (source === undefined) await createEmpty(db, table);
    else {
      warnings.push(...checkColumns(table, source));
      await keepTable(db, table, source, workspace, knownKpis).catch((error: unknown) => {
        throw source.faultOf?.(error) ?? error;
      });
      await source.release?.();
    }
    readings[tableName] = await readingOf(db, table, source);
  }
  await db.run(
    sql`CREATE TABLE log.reading (table_name VARCHAR, file VARCHAR, read BIGINT, kept BIGINT, rejected BIGINT)`,
  );
  for (const [tableName, { file, read, kept, rejected }] of Object.entries(readings)) {
    await db.run(sql`INSERT INTO log.reading VALUES (${tableName}, ${file}, ${read}, ${kept}, ${rejected})`);
  }
  const now = await ownNow(db, workspace);
  return {
    workspace,
    tables: readings,
    warnings: [...warnings, ...now.warnings],
    defaultAsOf: now.asOf,
    isPresent: now.isPresent,
  };
}

async function createEmpty(db: Database, table: Table): Promise<void> {
  const columns = table.columns.map((column) => sql`${name(column.name)} ${raw(typeOf(column, 0))}`);
  await db.run(sql`CREATE TABLE ${raw(`log.${table.name}`)} (seq BIGINT, ${join(columns)})`);
}

/** Up to so many rows a table's texts and values are held: planning their conversions again and again would take longer than they do. */
const mostHeldRows = 100_000;

/**
 * First the faults are found, in the temporary table `fault(seq, line, fault)`, then what has none is written: two streams over
 * the source, so that of a large table nothing but the faults and the ids is held. Columns become texts `t0, t1 …`, then values `v0, v1 …`.
 */
async function keepTable(
  db: Database,
  table: Table,
  source: RawSource,
  workspace: Workspace,
  knownKpis: ReadonlySet<string>,
): Promise<void> {
  const cells = await cellsOf(db, table, source, workspace.timezone, knownKpis);
  const isSmall = source.read <= mostHeldRows;
  if (isSmall) await db.run(sql`CREATE TEMP TABLE held_rows AS ${rowsOf(source, cells)}`);
  const rows = isSmall ? raw('SELECT * FROM held_rows') : rowsOf(source, cells);
  const parents = cells.flatMap(({ column, text }, i) => {
    if (column.references === undefined || column.references === table.name || !isGiven(source, column)) return [];
    const parent = raw(`p${i}`);
    return [sql`LEFT JOIN (SELECT id FROM ${raw(`log.${column.references}`)}) ${parent} ON ${parent}.id = ${text}`];
  });
  await db.run(sql`CREATE TEMP TABLE fault AS
    SELECT seq, line, fault FROM (SELECT seq, line, ${faultOf(cells)} AS fault FROM (${rows}) ${join(parents, ' ')}) WHERE fault IS NOT NULL`);
  for (const [i, { column }] of cells.entries()) {
    if (column.references === table.name && isGiven(source, column)) await rejectSelfReferences(db, rows, i);
  }
  if (hasId(table)) await rejectDuplicates(db, rows);
  const { faults } = await db.row<{ faults: number }>(sql`SELECT count(*)::DOUBLE AS faults FROM fault`);
  if (isSmall || cells.some(({ column }) => isExact(column))) {
    await writeKept(db, table, cells, faults === 0 ? rows : sql`SELECT * FROM (${rows}) r ANTI JOIN fault USING (seq)`);
  } else await writeAll(db, table, cells, rows, { isView: source.stays === true && faults === 0, faults });
  if (faults > 0) await reportFaults(db, table, rows);
  if (source.malformed !== undefined) {
    await db.run(
      sql`INSERT INTO log.rejects SELECT ${table.name}, line, NULL, value, code, en, es FROM ${raw(source.malformed)}`,
    );
  }
  await db.run(sql`DROP TABLE fault`);
  if (isSmall) await db.run(sql`DROP TABLE held_rows`);
}

async function cellsOf(
  db: Database,
  table: Table,
  source: RawSource,
  timezone: string,
  knownKpis: ReadonlySet<string>,
): Promise<readonly Cell[]> {
  const offsets = await zoneOffsetsOver(db, table, source, timezone);
  return table.columns.map((column, i): Cell => {
    const [text, value] = [raw(`t${i}`), raw(`v${i}`)];
    const given = source.columns.find((c) => c.name === column.name);
    if (given === undefined) return { column, text, value, conversion: { value: raw(nullOf(column)) }, found: null };
    const conversion = conversionOf(column, { field: fieldOf(given), type: given.type, text, value }, offsets);
    const found =
      column.kpi === true
        ? sql`${text} IN (${join(['', ...knownKpis].map((id) => literal(id)))})`
        : column.references === undefined || column.references === table.name
          ? null
          : sql`(${raw(`p${i}`)}.id IS NOT NULL)`;
    if (given.known === undefined) return { column, text, value, conversion, found };
    const known = sql`coalesce(${name(given.known)}, ${conversion.value})`;
    return { column, text, value, conversion: { ...conversion, value: known }, found };
  });
}

/** The source's rows with their texts and values. What a query over them does not name is never computed. */
function rowsOf(source: RawSource, cells: readonly Cell[]): Sql {
  const texts = cells.map(({ column, text }) => {
    const given = source.columns.find((c) => c.name === column.name);
    if (given === undefined) return sql`NULL::VARCHAR AS ${text}`;
    const field = sourceText(fieldOf(given), given.type, given.neverEmpty);
    return sql`${given.isGuarded === true && column.type.kind === 'text' ? unguardedText(field) : field} AS ${text}`;
  });
  const values = cells.map(({ conversion, value }) => sql`${conversion.value} AS ${value}`);
  const texted = join(cells.map(({ text }) => text));
  return sql`SELECT seq, line, ${texted}, ${join(values)} FROM (SELECT *, ${join(texts)} FROM ${raw(source.table)})`;
}

function fieldOf(column: RawColumn): Sql {
  return name(column.stored ?? column.name);
}

function isGiven(source: RawSource, column: Column): boolean {
  return source.columns.some((given) => given.name === column.name);
}

function nullOf(column: Column): string {
  return `NULL::${isExact(column) ? 'VARCHAR' : typeOf(column, 0)}`;
}

/** A large table keeps the order of its rows when those with faults are taken out after. */
async function writeAll(
  db: Database,
  table: Table,
  cells: readonly Cell[],
  rows: Sql,
  { isView, faults }: { readonly isView: boolean; readonly faults: number },
): Promise<void> {
  const target = raw(`log.${table.name}`);
  const columns = cells.map(({ column, value }) => sql`${held(column, value, 0)} AS ${name(column.name)}`);
  await db.run(
    sql`CREATE ${raw(isView ? 'VIEW' : 'TABLE')} ${target} AS SELECT seq::BIGINT AS seq, ${join(columns)} FROM (${rows})`,
  );
  if (faults > 0) await db.run(sql`DELETE FROM ${target} WHERE seq IN (SELECT seq FROM fault)`);
}

/** Decimals get as many places as the kept values of their column have, so that nothing is rounded. */
async function writeKept(db: Database, table: Table, cells: readonly Cell[], kept: Sql): Promise<void> {
  const exact = cells.filter(({ column }) => isExact(column));
  const places = exact.map(
    ({ column, value }) => sql`coalesce(max(length(split_part(${value}, '.', 2))), 0)::INTEGER AS ${name(column.name)}`,
  );
  const scales =
    exact.length === 0 ? {} : await db.row<Record<string, number>>(sql`SELECT ${join(places)} FROM (${kept})`);
  const columns = cells.map(
    ({ column, value }) => sql`${held(column, value, scales[column.name] ?? 0)} AS ${name(column.name)}`,
  );
  await db.run(
    sql`CREATE TABLE ${raw(`log.${table.name}`)} AS SELECT seq::BIGINT AS seq, ${join(columns)} FROM (${kept})`,
  );
}

/** A value in its column's type. Text becomes a wide decimal a hundred times faster by way of a narrow one, when that holds it. */
function held(column: Column, value: Sql, decimals: number): Sql {
  const wide = sql`(${value})::${raw(typeOf(column, decimals))}`;
  if (!isExact(column)) return wide;
  const isShort = sql`length(split_part(${value}, '.', 1)) <= ${raw(String(18 - decimals))}`;
  const narrow = sql`(${value})::${raw(`DECIMAL(18,${decimals})`)}::${raw(typeOf(column, decimals))}`;
  return sql`CASE WHEN ${isShort} THEN ${narrow} ELSE ${wide} END`;
}

async function reportFaults(db: Database, table: Table, rows: Sql): Promise<void> {
  const found = await db.rows<{ fault: number }>(sql`SELECT DISTINCT fault FROM fault`);
  const known = found.map(({ fault }) => ({ fault, ...faultWords(table, fault) }));
  const choose = (of: (fault: (typeof known)[number]) => Sql): Sql =>
    sql`CASE fault ${join(
      known.map((k) => sql`WHEN ${raw(String(k.fault))} THEN ${of(k)}`),
      ' ',
    )} END`;
  await db.run(sql`INSERT INTO log.rejects
    SELECT ${table.name}, line, column_name, value, code, replace(en, '{value}', said), replace(es, '{value}', said)
    FROM (SELECT *, CASE WHEN length(value) > 200 THEN left(value, 200) || '…' ELSE coalesce(value, '') END AS said FROM (
      SELECT f.line, ${choose((k) => literal(table.columns[k.index]!.name))} AS column_name, ${choose((k) => raw(`t${k.index}`))} AS value,
        ${choose((k) => literal(k.code))} AS code, ${choose((k) => literal(k.words.en))} AS en, ${choose((k) => literal(k.words.es))} AS es
      FROM (${rows}) r JOIN fault f USING (seq)))`);
}
