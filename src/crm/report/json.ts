import type { ImportReport } from './model.ts';

/** The report as other programs read it: one line of JSON with the keys of `ImportReport`, `crm` first. */
export function reportJson(report: ImportReport): string {
  const refused = report.refused.map(({ file, line, table, column, value, code, reason }) => ({
    file,
    line,
    table,
    column,
    value,
    code,
    reason,
  }));
  return `${JSON.stringify({ ...report, refused })}\n`;
}
