import type { Text } from '../../domain/text.ts';
import type { TableName } from '../../log/schema.ts';

/** Why rows of a source were left out, and how many. */
export type Skipped = { readonly reason: Text; readonly rows: number };

/** How the rows of one source file went into one table of the log. `read` = kept + rejected + the skipped ones. */
export type TargetAccount = {
  readonly table: TableName;
  readonly read: number;
  readonly kept: number;
  readonly rejected: number;
  readonly skipped: readonly Skipped[];
};

/**
 * Where the rows of one source file (or sheet) went. `rows` = malformed + kept + rejected + the skipped ones: a row is kept when
 * anything of it is in the log, else rejected when a rule of the log refused it, else skipped.
 */
export type FileAccount = {
  readonly file: string;
  /** The CRM's object that it holds, as the vendor calls it; null when it was not recognised. */
  readonly object: string | null;
  readonly rows: number;
  readonly malformed: number;
  readonly kept: number;
  readonly rejected: number;
  readonly skipped: readonly Skipped[];
  readonly targets: readonly TargetAccount[];
  /** Headers that nothing reads. */
  readonly unread: readonly string[];
};

/** Something that the data do not say and the settings may: how many records hang on it and what was done meanwhile. */
export type Question = {
  /** The key of the settings that answers it, such as `outcomes`. */
  readonly setting: string;
  /** The word of the source it is about; null when it is about all of them. */
  readonly value: string | null;
  readonly records: number;
  readonly question: Text;
  readonly meanwhile: Text;
  /** Of a question about all words of a kind: the words, those of stages in their order so far. */
  readonly among?: readonly Among[];
};

/** A word of the source, how many records use it, and what it means so far, by the keys that the setting has. */
export type Among = {
  readonly value: string;
  /** As people read it. */
  readonly name: string;
  readonly records: number;
  readonly means: Readonly<Record<string, string | number | null>>;
};

/** One comparison between the source and the log. `found` is the number of records that do not agree; `rows` of how many lines they are told in, `examples` the first of these. */
export type CheckResult = {
  readonly id: string;
  readonly title: Text;
  readonly found: number;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly examples: readonly (readonly (string | null)[])[];
};

/** What the export cannot tell, and the KPIs that this makes less certain or rules out. */
export type LimitFound = {
  readonly text: Text;
  readonly weakens: readonly string[];
  readonly rulesOut: readonly string[];
};

/** How a table of the log differs from what the folder held before. `carried`: the export has nothing of it, so the old rows stay. */
export type TableChange = {
  readonly table: TableName;
  readonly before: number;
  readonly added: number;
  readonly changed: number;
  readonly gone: number;
  readonly carried: boolean;
};

/** A row that is not in the log because of a fault. `file` and `line` are of the source; null for what no single record says. */
export type RefusedRow = {
  readonly file: string | null;
  readonly line: number | null;
  readonly table: TableName | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly code: string;
  readonly reason: Text;
};

/** A table of the new log. */
export type LogTable = {
  readonly table: TableName;
  readonly rows: number;
  readonly first: string | null;
  readonly last: string | null;
};

/** All that an import has to say. It depends on nothing but the export, the settings and the log that was there before; and on the present where a record says that it was written later. */
export type ImportReport = {
  readonly crm: string;
  /** Name of the export: a folder or file, without its path. */
  readonly source: string;
  /** Name of the settings file; null when there was none. */
  readonly settings: string | null;
  readonly files: readonly FileAccount[];
  readonly tables: readonly LogTable[];
  /** The first refused rows, in the order of the source. The counts of `files` are of all. */
  readonly refused: readonly RefusedRow[];
  readonly questions: readonly Question[];
  readonly checks: readonly CheckResult[];
  readonly limits: readonly LimitFound[];
  /** Null for a first import. */
  readonly changes: readonly TableChange[] | null;
  readonly warnings: readonly Text[];
};
