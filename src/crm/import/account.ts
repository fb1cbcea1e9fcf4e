import type { Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { and, join, literal, name, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { TableName } from '../../log/schema.ts';
import { asWritten } from '../as-written.ts';
import type { FileAccount, RefusedRow, Skipped, TargetAccount } from '../report/model.ts';
import type { Source } from '../sources/source.ts';
import type { Crm } from './definition.ts';
import type { Recognised } from './recognise.ts';

/** How many refused rows a report lists. The counts are of all. */
export const mostRefused = 10_000;

const unused: Text = {
  en: 'nothing in the sales log comes from this record',
  es: 'nada del registro de ventas sale de este registro',
};
const unrecognised = (crm: Crm): Text => ({
  en: `not a table of ${crm.name} that the sales log is made from`,
  es: `no es una tabla de ${crm.name} de la que salga el registro de ventas`,
});

/**
 * Says of every source row where it went: `mapped.TABLE` tells which record each answer is of and why it was skipped,
 * `log.rejects` which ones broke a rule of the log.
 */
export async function accountFor(
  db: Database,
  crm: Crm,
  source: Source,
  found: readonly (Recognised | null)[],
  targets: readonly TableName[],
): Promise<FileAccount[]> {
  const byTarget = await targetAccounts(db, crm, targets);
  const alone = await toldOnce(db, byTarget);
  const fates = new Map<number, Fate>([...alone, ...(await fatesOf(db, crm, targets, [...alone.keys()]))]);
  return source.tables.map((table, file): FileAccount => {
    const recognised = found[file] ?? null;
    const fate = fates.get(file) ?? { kept: 0, rejected: 0, skipped: [] };
    const skippedRows = fate.skipped.reduce((sum, { rows }) => sum + rows, 0);
    const left = table.rows - table.malformed - fate.kept - fate.rejected - skippedRows;
    const reason = recognised === null ? unrecognised(crm) : unused;
    return {
      file: table.file,
      object: recognised?.object.title ?? null,
      rows: table.rows,
      malformed: table.malformed,
      kept: fate.kept,
      rejected: fate.rejected,
      skipped: left === 0 ? fate.skipped : [...fate.skipped, { reason, rows: left }],
      targets: byTarget.get(file) ?? [],
      unread: (recognised?.rest ?? [])
        .map((place) => table.columns[place]!)
        .filter((column) => recognised?.object.reads?.test(column) !== true),
    };
  });
}

/** The rows of one target with what became of each: `_file, _line, _skip, rejected`. */
function outcomesOf(table: TableName): Sql {
  return sql`SELECT m._file, m._line, m._skip, r.line IS NOT NULL AS rejected
    FROM (SELECT _file, _line, _skip::VARCHAR AS _skip, rowid + 1 AS place FROM mapped.${name(table)}) m
    LEFT JOIN (SELECT line FROM log.rejects WHERE table_name = ${literal(table)}) r ON r.line = m.place`;
}

async function targetAccounts(
  db: Database,
  crm: Crm,
  targets: readonly TableName[],
): Promise<ReadonlyMap<number, TargetAccount[]>> {
  const accounts = new Map<number, TargetAccount[]>();
  for (const table of targets) {
    const rows = await db.rows<{ file: number; skip: string | null; rejected: boolean; rows: number }>(
      sql`SELECT _file AS file, _skip AS skip, rejected, count(*)::DOUBLE AS rows FROM (${outcomesOf(table)})
        WHERE _file IS NOT NULL GROUP BY ALL ORDER BY ALL`,
    );
    for (const file of new Set(rows.map((row) => row.file))) {
      const own = rows.filter((row) => row.file === file);
      const sum = (of: (row: (typeof own)[number]) => boolean): number =>
        own.filter(of).reduce((total, row) => total + row.rows, 0);
      const account: TargetAccount = {
        table,
        read: sum(() => true),
        kept: sum((row) => row.skip === null && !row.rejected),
        rejected: sum((row) => row.skip === null && row.rejected),
        skipped: own.flatMap((row) => (row.skip === null ? [] : [{ reason: reasonOf(crm, row.skip), rows: row.rows }])),
      };
      accounts.set(file, [...(accounts.get(file) ?? []), account]);
    }
  }
  return accounts;
}

type Fate = { readonly kept: number; readonly rejected: number; readonly skipped: readonly Skipped[] };

/**
 * The files whose rows go to one target, and there each to one row, with what became of them: what that target says of them all. Millions
 * of tasks are such; their lines go up from row to row, which takes no grouping to see.
 */
async function toldOnce(
  db: Database,
  byTarget: ReadonlyMap<number, readonly TargetAccount[]>,
): Promise<ReadonlyMap<number, Fate>> {
  const fates = new Map<number, Fate>();
  for (const [file, [account, another]] of byTarget) {
    if (account === undefined || another !== undefined) continue;
    const { once } = await db.row<{ once: boolean }>(
      sql`SELECT count(*) FILTER (_line IS NULL OR _line <= before) = 0 AS once
        FROM (SELECT _line, lag(_line) OVER () AS before FROM mapped.${name(account.table)} WHERE _file = ${file})`,
    );
    if (once) fates.set(file, account);
  }
  return fates;
}

/** What became of each other source row over all targets: kept in any, else rejected in any, else skipped for the first reason. */
async function fatesOf(
  db: Database,
  crm: Crm,
  targets: readonly TableName[],
  told: readonly number[],
): Promise<ReadonlyMap<number, Fate>> {
  if (targets.length === 0) return new Map();
  const files = [
    sql`_file IS NOT NULL`,
    ...(told.length === 0 ? [] : [sql`_file NOT IN (${join(told.map((file) => raw(String(file))))})`]),
  ];
  const all = targets.map(
    (table, order) =>
      sql`SELECT _file, _line, CASE WHEN _skip IS NOT NULL THEN ${raw(String(order + 2))} WHEN rejected THEN 1 ELSE 0 END AS fate, _skip
        FROM (${outcomesOf(table)}) WHERE ${and(files)}`,
  );
  const rows = await db.rows<{ file: number; fate: number; skip: string | null; rows: number }>(sql`
    SELECT _file AS file, least(fate, 2) AS fate, CASE WHEN fate >= 2 THEN skip END AS skip, count(*)::DOUBLE AS rows
    FROM (SELECT _file, _line, min(fate) AS fate, arg_min(_skip, fate) AS skip FROM (${join(all, ' UNION ALL ')}) GROUP BY _file, _line)
    GROUP BY ALL ORDER BY ALL`);
  const fates = new Map<number, Fate>();
  for (const file of new Set(rows.map((row) => row.file))) {
    const own = rows.filter((row) => row.file === file);
    const of = (fate: number): number => own.find((row) => row.fate === fate)?.rows ?? 0;
    const skipped = own.flatMap(({ skip, rows: n }) =>
      skip === null ? [] : [{ reason: reasonOf(crm, skip), rows: n }],
    );
    fates.set(file, { kept: of(0), rejected: of(1), skipped });
  }
  return fates;
}

function reasonOf(crm: Crm, code: string): Text {
  const reason = crm.reasons[code];
  if (reason === undefined) throw new Error(`${crm.id} skips rows with ${code}, which none of its reasons explains`);
  return reason;
}

type RejectRow = {
  table_name: TableName;
  file: number | null;
  line: number | null;
  column_name: string | null;
  value: string | null;
  code: string;
  en: string;
  es: string;
};

/** The first refused rows: malformed ones of the source, then those that broke a rule of the log, where they stand in the source. */
export async function refusedRows(
  db: Database,
  source: Source,
  targets: readonly TableName[],
): Promise<readonly RefusedRow[]> {
  const malformed = source.faults.map((fault): RefusedRow => ({ ...fault, table: null, column: null }));
  const placed = targets.map(
    (table) => sql`SELECT r.*, m.place, m._file AS file, m._line AS source_line FROM log.rejects r
      JOIN (SELECT _file, _line, rowid + 1 AS place FROM mapped.${name(table)}) m ON m.place = r.line
      WHERE r.table_name = ${literal(table)}`,
  );
  // Rates of the settings stand in no file of the export.
  const isOfExport = targets.includes('fx_rates') ? sql`EXISTS (SELECT 1 FROM mapped.fx_rates)` : sql`false`;
  placed.push(
    sql`SELECT *, line AS place, NULL::INTEGER AS file, NULL::BIGINT AS source_line FROM log.rejects WHERE table_name = 'fx_rates' AND NOT ${isOfExport}`,
  );
  const rows = await db.rows<RejectRow>(sql`
    SELECT table_name, file, source_line::DOUBLE AS line, column_name, value, code, en, es
    FROM (${join(placed, ' UNION ALL ')}) ORDER BY file NULLS LAST, source_line, table_name, place LIMIT ${raw(String(mostRefused))}`);
  const rejected = rows.map(
    ({ table_name, file, column_name, en, es, ...row }): RefusedRow =>
      asWritten({
        ...row,
        file: file === null ? (table_name === 'fx_rates' ? 'settings' : null) : source.tables[file]!.file,
        table: table_name,
        column: column_name,
        reason: { en, es },
      }),
  );
  return [...malformed, ...rejected].slice(0, mostRefused);
}
