import { basename } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Database } from '../../duckdb/database.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import { readCsvRecords } from '../../log/csv-records.ts';
import { stem } from '../csv/folder.ts';
import { columnNames } from './column-names.ts';
import { type CsvForm, formOf } from './csv-sample.ts';
import { firstBytes, isSingleByteText } from './encoding.ts';
import { badHeader, longHeader, mostColumns, tooManyColumns } from './faults.ts';
import { emptyFile, partedBy, plainText, readAsWindows1252 } from './notes.ts';
import { beforeHeader, mostFaults, type Reading, type SourceFile } from './reading.ts';
import { named } from './renamed.ts';
import type { SourceFault } from './source.ts';
import { copyAsUtf8, knownEncoding } from './utf8.ts';

const sampleBytes = 1 << 18;

/**
 * Reads a CSV, TSV or text file. What the settings do not say of it is found out: its encoding, its delimiter, the row of its headers.
 * @throws UserError as `readCsvRecords`, `bad_encoding`, `too_many_columns`
 */
export async function readCsvTable(reading: Reading, file: SourceFile): Promise<void> {
  const encoding = await knownEncoding(reading, file);
  if (encoding !== null && encoding !== 'utf-8') {
    await readText(reading, file, await copyAsUtf8(reading, file, encoding));
    return;
  }
  try {
    await readText(reading, file, file.path);
  } catch (error) {
    if (encoding !== null || !(error instanceof UserError) || error.code !== 'not_utf8') throw error;
    if (!(await isSingleByteText(file.path))) throw error;
    reading.note(file.shown, readAsWindows1252);
    await readText(reading, file, await copyAsUtf8(reading, file, 'windows-1252'));
  }
}

/** @param path where it is in UTF-8 */
async function readText(reading: Reading, file: SourceFile, path: string): Promise<void> {
  const bytes = await firstBytes(path, sampleBytes);
  if (bytes.every((byte) => byte <= 0x20)) {
    reading.ignore(file.shown, emptyFile);
    return;
  }
  const given = reading.settingsOf(file);
  const usual = /\.(tsv|tab)$/i.test(file.shown) ? '\t' : ',';
  const sample = new TextDecoder().decode(bytes);
  const form = formOf(sample, bytes.length < sampleBytes, given.delimiter, usual);
  const isTold = given.delimiter !== undefined || given.header !== undefined;
  if (/\.txt$/i.test(file.shown) && !isTold && form?.isParted !== true) {
    reading.ignore(file.shown, plainText);
    return;
  }
  if (form === null && given.header === undefined) throw longHeader(file.shown, sampleBytes);
  await named(file, path, () => readTable(reading, file, path, form, given.header));
  if (given.delimiter === undefined && form !== null && form.delimiter !== usual)
    reading.note(file.shown, partedBy(form.delimiter));
}

async function readTable(
  reading: Reading,
  file: SourceFile,
  path: string,
  form: CsvForm | null,
  header: readonly string[] | undefined,
): Promise<void> {
  const { db } = reading;
  const columns = header ?? columnNames(form!.header);
  if (columns.length > mostColumns) throw tooManyColumns(file.shown, columns.length);
  const table = reading.newTable();
  const head = { file: file.shown, name: stem(basename(file.shown)), shape: 'csv', columns } as const;
  const only = reading.choice?.(head);
  // A header row is read like any record, so that its names may repeat, and taken out after.
  const all = `${table}_all`;
  const read = await readCsvRecords(db, path, all, {
    delimiter: form?.delimiter ?? ',',
    header: columns,
    parquet: reading.keptPath(),
    ...(only === undefined ? {} : { only }),
  });
  const faults: SourceFault[] = [];
  let { read: rows, malformed } = read;
  if (header === undefined) {
    const { headerLine, before } = form!;
    const upTo = sql`WHERE line <= ${headerLine}`;
    const { isThere, good } = await db.row<{ isThere: boolean; good: number }>(
      sql`SELECT count(*) FILTER (line = ${headerLine}) = 1 AS "isThere", count(*)::DOUBLE AS good FROM ${raw(all)} ${upTo}`,
    );
    if (!isThere) throw badHeader(file.shown);
    const bad =
      malformed === 0
        ? 0
        : (await db.row<{ bad: number }>(sql`SELECT count(*)::DOUBLE AS bad FROM ${raw(`${all}_malformed`)} ${upTo}`))
            .bad;
    if (bad > 0) await db.run(sql`DELETE FROM ${raw(`${all}_malformed`)} ${upTo}`);
    rows += before.length - good - bad;
    malformed += before.length - bad;
    faults.push(...before.map((record) => beforeHeader(file.shown, record)));
  }
  if (read.malformed > 0) faults.push(...(await faultsOf(db, file.shown, `${all}_malformed`)));
  const headerLine = header === undefined ? form!.headerLine : 0;
  await db.run(
    sql`CREATE VIEW ${raw(table)} AS SELECT * EXCLUDE (seq) FROM ${raw(all)} WHERE line > ${raw(String(headerLine))}`,
  );
  reading.addFaults(faults.slice(0, mostFaults));
  reading.add({ ...head, table, rows, malformed });
}

type FaultRow = { line: number; code: string; en: string; es: string; value: string | null };

async function faultsOf(db: Database, file: string, table: string): Promise<SourceFault[]> {
  const rows = await db.rows<FaultRow>(
    sql`SELECT line::DOUBLE AS line, code, en, es, value FROM ${raw(table)} ORDER BY line LIMIT ${mostFaults}`,
  );
  return rows.map(({ line, code, value, en, es }) => ({ file, line, value, code, reason: { en, es } }));
}
