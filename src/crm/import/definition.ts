import type { Text } from '../../domain/text.ts';
import type { Sql } from '../../duckdb/sql.ts';

/**
 * What a field of a CRM's object holds. Instants and dates become the text of the sales log; what cannot be read keeps its text
 * behind a `?`, so that its row is rejected with it. `flag` is a BOOLEAN, `json` the text of an array or object, `currency` a text in which a code
 * of three letters is in capitals.
 */
export type FieldKind = 'text' | 'id' | 'instant' | 'date' | 'decimal' | 'whole' | 'flag' | 'json' | 'currency';

/** A field of an object: what it holds and the headers under which exports have it (any case, spacing and punctuation). */
export type Field = { readonly kind: FieldKind; readonly names: readonly string[] };

/** A kind of record of a CRM, such as Opportunity: the table of the schema `source` that holds it. */
export type CrmObject = {
  /** The table's name, in `snake_case`. */
  readonly name: string;
  /** What a person calls it, as the vendor writes it. */
  readonly title: string;
  /** Names of files and sheets that hold it (letters and digits only, in lower case, without what surrounds them). */
  readonly files: RegExp;
  /** Fields without which a table is not this object. */
  readonly marks: readonly string[];
  /** Fields that it must have besides when its name does not tell it. */
  readonly signs?: readonly string[];
  readonly fields: Readonly<Record<string, Field>>;
  /** Columns that no field names and a step reads nonetheless, out of `_rest`. */
  readonly reads?: RegExp;
  /** Only an object of a file with this kind of content, such as `json`. */
  readonly shapes?: readonly SourceShape[];
};

export type SourceShape = 'csv' | 'json' | 'xlsx';

/**
 * One statement of an import, `NAME.sql` in the CRM's folder: a SELECT over the schemas `source`, `settings` and (of steps before it)
 * `mapped`. A step named after a table of the sales log answers its rows: the log's columns, `_file` and `_line` of the source
 * record (null for what no single record says), and `_skip`: null for a row of the log, else a code of `reasons`.
 * Any other step is a help for those after it.
 */
export type Step = {
  readonly name: string;
  /** The objects that its rows come from: an export with any of them says all there is of the step's table, even when that is nothing. */
  readonly from?: readonly string[];
  /** Whether its answers go by `_file, _line`, which then its SQL need not ask for: large ones come so already, and sorting takes long. */
  readonly inSourceOrder?: boolean;
  /** Whether a part of the lines of `from`, whose records all its answers are of, takes no more than its share of the work: then millions are put in order part by part. */
  readonly inParts?: boolean;
};

/** The lists of settings that say what a CRM's own words mean. Each is a table of the schema `settings` with `given` in lower case. */
export const listNames = [
  'stages',
  'deal_statuses',
  'lead_statuses',
  'outcomes',
  'activity_types',
  'roles',
  'ratings',
  'influences',
  'owners',
  'hourly_costs',
] as const;
export type ListName = (typeof listNames)[number];

/** What a CRM knows of a list without being told, and which words its records use. */
export type CrmList = {
  /** Word → meaning, in the form that settings have (see `settings.ts`). */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** A SELECT of one text column `given`, a row for each record that uses a word. Words without a meaning become questions. */
  readonly seen?: string;
  /** The same of every word that the export has, whatever becomes of its records; without it the usual tables of an import tell. */
  readonly words?: string;
  /** What is done with the records of a word until it has a meaning. */
  readonly meanwhile?: Text;
};

/** What an export cannot tell. `when`: a SELECT of one BOOLEAN over `source`, `mapped` and `log`. */
export type Limit = {
  readonly when: string;
  readonly text: Text;
  /** KPIs that it makes less certain, and KPIs that it rules out. */
  readonly weakens: readonly string[];
  readonly rulesOut: readonly string[];
};

/** Something that the import takes for granted and the settings can say better. `records`: a SELECT of one count of what hangs on it. */
export type Assumption = {
  readonly setting: string;
  /** The word of the source that the setting would have to explain; without it the question is about all of them. */
  readonly value?: string;
  readonly records: string;
  readonly question: Text;
  readonly meanwhile: Text;
};

/**
 * Something to compare between the source and the log. `rows`: a SELECT of what does not agree, one row each; at best empty. `records`, where
 * a row stands for several records of those that the title names: how many there are, a SELECT of one count over `disagreement`, which
 * holds the rows, or the tables they come from.
 */
export type Check = { readonly id: string; readonly title: Text; readonly rows: string; readonly records?: string };

/** The tables of the log whose rows each need an owner. */
export type Owned = 'deals' | 'leads' | 'activities';

/** All that an import knows of one CRM. */
export type Crm = {
  readonly id: 'salesforce' | 'hubspot' | 'pipedrive';
  readonly name: string;
  /** The folder with the steps' SQL. */
  readonly folder: string;
  readonly objects: readonly CrmObject[];
  /** In the order in which they run: tables of the log after those that they refer to. */
  readonly steps: readonly Step[];
  readonly lists: Readonly<Partial<Record<ListName, CrmList>>>;
  readonly reasons: Readonly<Record<string, Text>>;
  /** The fields that say whose a record is, and what the CRM calls their columns. */
  readonly ownerFields: readonly string[];
  readonly ownerColumns: Readonly<Record<Owned, Text>>;
  /** What the CRM calls the columns that say when a deal was won or lost, in quotation marks. */
  readonly closingColumns: Text;
  readonly assumptions?: readonly Assumption[];
  readonly limits: readonly Limit[];
  readonly checks: readonly Check[];
  /** An id in the one form that is compared. `text`: trimmed and never empty; `cell`: as the export has it, in which common ids are known sooner. */
  readonly idOf?: (text: Sql, cell: Sql) => Sql;
  /** Whether instants without an offset are UTC (what an API or a full data export writes) and not in the workspace's zone. */
  readonly isUtc: (table: { readonly shape: SourceShape; readonly columns: readonly string[] }) => boolean;
  /** Fields that say when a record was written, as `object.field`, of each object the best first: the latest is the export's "now", `mapped.export_moment`. */
  readonly written?: readonly string[];
};
