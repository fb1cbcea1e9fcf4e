import type { Text } from '../../domain/text.ts';
import type { SourceShape } from '../import/definition.ts';

/** A table of an export as it was read: a CSV file, a sheet, or the records of a JSON file; every value text, empty ones null. */
export type SourceTable = {
  /** Where it comes from, as a person names it: `Task.csv`, `export.zip/Task.csv`, `export.xlsx/Deals`, `export.json/deals`. */
  readonly file: string;
  /** Its own name: of the file without folders and extension, or of the sheet or the JSON key. */
  readonly name: string;
  readonly shape: SourceShape;
  /** Its headers as they are written (a repeated one with its count, an empty one by its place), or the keys of its JSON records. */
  readonly columns: readonly string[];
  /** The DuckDB table: `line` (where the record starts; in a sheet its row, in JSON its place from 1), then `c1, c2 …` by `columns`, those that are kept. */
  readonly table: string;
  readonly rows: number;
  /** Rows that are no records of its width or cannot be read; they are not in `table`. */
  readonly malformed: number;
  /** Whether its last page says that there are more records, which it does not hold. */
  readonly hasMore?: true;
};

/** What is known of a table before its rows are read. */
export type TableHead = Pick<SourceTable, 'file' | 'name' | 'shape' | 'columns'>;

/** The columns to keep of a table. */
export type Choice = (table: TableHead) => ReadonlySet<string>;

/** A row that is no record. */
export type SourceFault = {
  readonly file: string;
  readonly line: number;
  readonly value: string | null;
  readonly code: string;
  readonly reason: Text;
};

/** An export as it was read. */
export type Source = {
  readonly tables: readonly SourceTable[];
  /** The first malformed rows of each table. */
  readonly faults: readonly SourceFault[];
  /** Files that hold no table, with why. */
  readonly ignored: readonly { readonly file: string; readonly reason: Text }[];
  /** What was found out of how files are written and nobody said: delimiters, encodings. */
  readonly notes?: readonly Text[];
};
