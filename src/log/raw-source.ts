/** Raw rows of one table: a DuckDB table or view with `seq`, `line` and any of the table's columns, as text or natural types. */
export type RawSource = {
  readonly table: string;
  readonly columns: readonly RawColumn[];
  readonly file: string;
  /** Data rows, those included that were no records. */
  readonly read: number;
  /** A table of rows that were no records: `line, code, en, es, value`. */
  readonly malformed?: string;
  /** Whether the rows stay, as they are, for as long as the log is needed: then a large table of the log may be a view of them. */
  readonly stays?: boolean;
  /** Makes of an error while the rows are read the one to throw. */
  readonly faultOf?: (error: unknown) => unknown;
  /** Called when the rows are no longer needed. */
  readonly release?: () => Promise<void>;
};

/** A column of the source. */
export type RawColumn = {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
  /** Its name in the raw table when that differs. */
  readonly stored?: string;
  /** A column of the raw table with what `plainValueOf` made of it, so that it is not made again in every scan. */
  readonly known?: string;
  /** Whether it is known to hold no empty text, which would have to be turned into null. */
  readonly neverEmpty?: boolean;
  /** Whether its text is as `guardedText` writes it. */
  readonly isGuarded?: boolean;
};

/** Raw rows, or what loads them when their turn comes, so that only one table's are held at a time. */
export type RawTable = RawSource | (() => Promise<RawSource>);
