import { dayOf } from '../../domain/calendar.ts';
import type { Text } from '../../domain/text.ts';
import { type TableName, tables } from '../../log/schema.ts';
import type { CheckResult, FileAccount, ImportReport, LimitFound, Question, TableChange } from './model.ts';

/** Rows of all files of a source. `read` = `malformed` + `kept` + `rejected` + `skipped`. */
export type RowTotals = {
  readonly read: number;
  readonly malformed: number;
  readonly kept: number;
  readonly rejected: number;
  readonly skipped: number;
};

export function rowTotals({ files }: Pick<ImportReport, 'files'>): RowTotals {
  const sum = (of: (file: FileAccount) => number): number => files.reduce((total, file) => total + of(file), 0);
  return {
    read: sum(({ rows }) => rows),
    malformed: sum(({ malformed }) => malformed),
    kept: sum(({ kept }) => kept),
    rejected: sum(({ rejected }) => rejected),
    skipped: sum(skippedRows),
  };
}

/** The rows of a file that were left out on purpose. */
export function skippedRows({ skipped }: Pick<FileAccount, 'skipped'>): number {
  return skipped.reduce((total, { rows }) => total + rows, 0);
}

/** The files that hold an object of the CRM. */
export function knownFiles({ files }: ImportReport): readonly FileAccount[] {
  return files.filter(({ object }) => object !== null);
}

/** Files that nothing came from, by the reason. */
export type LeftAside = {
  readonly reason: Text;
  readonly files: readonly { readonly file: string; readonly rows: number }[];
};

export function filesLeftAside({ files }: ImportReport): readonly LeftAside[] {
  const groups = new Map<string, { reason: Text; files: { file: string; rows: number }[] }>();
  for (const { file, rows, object, skipped } of files) {
    const reason = skipped[0]?.reason ?? { en: 'it has no rows', es: 'no tiene filas' };
    if (object !== null) continue;
    const group = groups.get(reason.en) ?? { reason, files: [] };
    group.files.push({ file, rows });
    groups.set(reason.en, group);
  }
  return [...groups.values()];
}

/** The questions on which most records hang first. */
export function weightiestQuestions({ questions }: ImportReport): readonly Question[] {
  return questions.toSorted((a, b) => b.records - a.records);
}

/** The comparisons that found rows that do not agree. */
export function disagreements({ checks }: ImportReport): readonly CheckResult[] {
  return checks.filter(({ found }) => found > 0);
}

/** The KPIs that some limit rules out, and those that are only less certain; each once, in the order of the limits. */
export function affectedKpis(limits: readonly LimitFound[]): {
  readonly weakened: readonly string[];
  readonly ruledOut: readonly string[];
} {
  const ruledOut = [...new Set(limits.flatMap(({ rulesOut }) => rulesOut))];
  const weakened = [...new Set(limits.flatMap(({ weakens }) => weakens))].filter((id) => !ruledOut.includes(id));
  return { weakened, ruledOut };
}

/** Whether a later import found the log as it was. */
export function isUnchanged(changes: readonly TableChange[]): boolean {
  return changes.every(({ added, changed, gone }) => added + changed + gone === 0);
}

/** What `--strict` does not allow: rows that were refused or malformed, disagreements, open questions. */
export function faultsOf(report: ImportReport): {
  readonly refused: number;
  readonly disagreements: number;
  readonly questions: number;
} {
  const inTargets = report.files.flatMap(({ targets, malformed }) => [malformed, ...targets.map((t) => t.rejected)]);
  const counted = inTargets.reduce((total, rows) => total + rows, 0);
  return {
    refused: Math.max(counted, report.refused.length),
    disagreements: disagreements(report).length,
    questions: report.questions.length,
  };
}

/**
 * How many rows of the source were refused, so that read = in the log + these + left out, and how many refusals that is: a row counts once
 * in each table that it was to serve. A row of which something else is in the log is no refused row.
 */
export function refusalsOf(report: ImportReport): { readonly rows: number; readonly refusals: number } {
  const { rejected, malformed } = rowTotals(report);
  const { refused } = faultsOf(report);
  return { rows: rejected + malformed === 0 ? refused : rejected + malformed, refusals: refused };
}

/** The day of a table's `first` or `last` in the workspace's zone; a table that tells of days has them as midnight in UTC. */
export function spanDay(table: TableName, instant: string | null, timezone: string): string {
  if (instant === null) return '';
  const { columns, begins } = tables[table];
  const isDay = columns.some((column) => column.name === begins && column.type.kind === 'date');
  return dayOf(Temporal.Instant.from(instant), isDay ? 'UTC' : timezone).toString();
}

/** Whether a column of a comparison holds amounts or counts: numbers throughout. The first says what its row is about. */
export function isNumeric(examples: CheckResult['examples'], column: number): boolean {
  return column > 0 && examples.every((row) => /^-?\d{1,12}(?:\.\d+)?$/.test(row[column] ?? ''));
}

/** A text cut at so many characters, for what people look at. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text.slice(0, most * 2));
  return characters.length <= most && text.length <= most * 2 ? text : `${characters.slice(0, most - 1).join('')}…`;
}
