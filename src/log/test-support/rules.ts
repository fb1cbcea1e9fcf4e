import { parseDay, parseInstant } from '../../domain/calendar.ts';
import { type Column, hasId, type Table, type TableName, tableNames, tables } from '../schema.ts';

/** Rows of a log as a file has them: column → text; an empty text is absent. */
export type TextRow = Readonly<Record<string, string>>;
export type TextLog = Readonly<Partial<Record<TableName, readonly TextRow[]>>>;

/** What must come of a log: the places (1, 2 …) of the rows that stay, and the first bad column of each other row by its place. */
export type Verdict = { readonly kept: readonly number[]; readonly rejected: ReadonlyMap<number, string> };

/** The rules of the format, row by row and as plainly as they are written. Slow, and nothing of it is shared with the reader. */
export function judge(log: TextLog, timezone: string, knownKpis: ReadonlySet<string>): Map<TableName, Verdict> {
  const ids = new Map<TableName, Set<string>>();
  const verdicts = new Map<TableName, Verdict>();
  for (const name of tableNames) {
    const verdict = judgeTable(tables[name], log[name] ?? [], ids, timezone, knownKpis);
    verdicts.set(name, verdict);
    ids.set(name, new Set(verdict.kept.map((place) => log[name]![place - 1]!['id'] ?? '')));
  }
  return verdicts;
}

function judgeTable(
  table: Table,
  rows: readonly TextRow[],
  ids: ReadonlyMap<TableName, ReadonlySet<string>>,
  timezone: string,
  knownKpis: ReadonlySet<string>,
): Verdict {
  const isGood = (column: Column, row: TextRow): boolean => {
    const text = row[column.name] ?? '';
    if (text === '') return !column.required;
    if (column.reserved?.includes(text) === true) return false;
    if (column.kpi === true && !knownKpis.has(text)) return false;
    if (column.references !== undefined && column.references !== table.name && !ids.get(column.references)!.has(text))
      return false;
    return holds(column, text, timezone) && isLater(column, row, timezone);
  };
  const own = table.columns.filter((column) => column.references === table.name);
  let living = new Set(rows.keys());
  for (const place of rows.keys())
    if (!table.columns.every((column) => isGood(column, rows[place]!))) living.delete(place);
  for (let before = -1; before !== living.size; ) {
    before = living.size;
    const known = new Set([...living].map((place) => rows[place]!['id']));
    living = new Set(
      [...living].filter((place) => own.every(({ name }) => !rows[place]![name] || known.has(rows[place]![name]))),
    );
  }
  const known = new Set([...living].map((place) => rows[place]!['id']));
  const taken = new Set<string>();
  const kept: number[] = [];
  const rejected = new Map<number, string>();
  for (const [place, row] of rows.entries()) {
    const id = row['id'] ?? '';
    if (hasId(table) && id !== '' && taken.has(id)) {
      rejected.set(place + 1, 'id');
    } else if (living.has(place)) {
      kept.push(place + 1);
      if (hasId(table)) taken.add(id);
    } else {
      const bad = table.columns.find(
        (column) =>
          !isGood(column, row) || (own.includes(column) && Boolean(row[column.name]) && !known.has(row[column.name])),
      );
      rejected.set(place + 1, bad!.name);
    }
  }
  return { kept, rejected };
}

function holds({ name, type }: Column, text: string, timezone: string): boolean {
  switch (type.kind) {
    case 'text':
      return true;
    case 'list':
      return type.values.includes(text);
    case 'instant':
      return isInstant(text, timezone);
    case 'date':
      return parseDay(text) !== null && !text.startsWith('0000');
    case 'whole':
      return /^[+-]?\d+$/.test(text) && inside(text, { least: -(2 ** 31), most: 2 ** 31 - 1 }) && inside(text, type);
    case 'decimal':
      return /^[+-]?\d+(\.\d+)?$/.test(text) && fits(text, name === 'duration_s' ? Infinity : 18) && inside(text, type);
  }
}

function isInstant(text: string, timezone: string): boolean {
  const instant = text.includes(':60') ? null : parseInstant(text, timezone);
  if (instant === null) return false;
  const { year } = instant.toZonedDateTimeISO('UTC');
  return year >= 1 && year <= 9999;
}

function isLater({ name, after }: Column, row: TextRow, timezone: string): boolean {
  const [text, earlier] = [row[name] ?? '', after === undefined ? '' : (row[after] ?? '')];
  if (text === '' || earlier === '') return true;
  const [a, b] = [parseInstant(text, timezone), parseInstant(earlier, timezone)];
  return a === null || b === null || Temporal.Instant.compare(a, b) > 0;
}

/** Whether a decimal has at most 20 digits before the point and so many behind it. */
function fits(text: string, decimals: number): boolean {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  return whole.replace(/^0+(?=\d)/, '').length <= 20 && fraction.replace(/0+$/, '').length <= decimals;
}

function inside(text: string, { least, most, above }: { least?: number; most?: number; above?: number }): boolean {
  const value = scaled(text);
  if (least !== undefined && value < scaled(String(least))) return false;
  if (most !== undefined && value > scaled(String(most))) return false;
  return above === undefined || value > scaled(String(above));
}

/** A decimal as a whole number of its 40th decimal place. */
function scaled(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const size = BigInt(whole + fraction.padEnd(40, '0').slice(0, 40));
  return text.startsWith('-') ? -size : size;
}
