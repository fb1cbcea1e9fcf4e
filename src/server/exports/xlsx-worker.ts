import { parentPort, workerData } from 'node:worker_threads';
import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import { neutralised, type CsvCell } from '../../kpi/data/csv.ts';
import type { Sheet, SheetColumn } from './xlsx.ts';

/** The most that Excel takes in a cell. */
const mostLetters = 32_767;

/** Excel has no days before 1900. */
const firstDay = Date.UTC(1900, 2, 1);

const { name, columns, rows, timezone } = workerData as Sheet;
const header: Cell[] = columns.map((column) => ({ value: column.name, fontWeight: 'bold' }));
const data = rows.map((row) => row.map((value, i) => cellOf(columns[i]!, value)));
const made = await writeXlsxFile([header, ...data], {
  sheet: name.slice(0, 31),
  stickyRowsCount: 1,
  columns: columns.map((column) => ({ width: { VARCHAR: 24, INSTANT: 20, DATE: 12 }[column.type as string] ?? 14 })),
}).toBuffer();
parentPort!.postMessage(made, []);

function cellOf({ type }: SheetColumn, value: CsvCell): Cell {
  if (value === null || value === '') return null;
  switch (type) {
    case 'VARCHAR':
      return { value: neutralised(String(value)).slice(0, mostLetters), type: String };
    case 'DATE':
      return dated(Date.parse(`${value}T00:00:00Z`), 'yyyy-mm-dd', value);
    case 'INSTANT':
      return dated(wallClock(String(value)), 'yyyy-mm-dd hh:mm:ss', value);
    default: {
      const number = Number(value);
      if (!Number.isFinite(number)) return { value: String(value), type: String };
      return { value: number, type: Number, ...(type === 'MONEY' ? { format: '#,##0.00' } : {}) };
    }
  }
}

function dated(time: number, format: string, value: CsvCell): Cell {
  return Number.isNaN(time) || time < firstDay
    ? { value: String(value), type: String }
    : { value: new Date(time), type: Date, format };
}

/** The local time of a moment, as if it were UTC. */
function wallClock(instant: string): number {
  const { year, month, day, hour, minute, second } = Temporal.Instant.from(instant).toZonedDateTimeISO(timezone);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
