import { type TableName, tableNames, tables as schema } from '../../src/log/schema.ts';
import type { Row, Tables } from './tables.ts';

/** The instant that begins a row, by the rule of `as_of`. */
const beginnings: Readonly<Partial<Record<TableName, string>>> = {
  accounts: 'created_at',
  assignments: 'valid_from',
  contacts: 'created_at',
  ratings: 'rated_at',
  leads: 'created_at',
  deals: 'created_at',
  stage_changes: 'entered_at',
  decision_team: 'joined_at',
  activities: 'occurred_at',
  proposals: 'sent_at',
  shares: 'shared_at',
  costs: 'incurred_on',
};
/**
 * The log that somebody would have written at an instant: rows that begin then or later are gone, with the rows that need them;
 * other references to them and other instants are empty.
 */
export function cutAt(tables: Tables, now: string, timezone: string): Tables {
  const at = Temporal.Instant.from(now);
  const isLater = (text: string): boolean =>
    Temporal.Instant.compare(
      /^\d{4}-\d{2}-\d{2}$/.test(text)
        ? Temporal.PlainDate.from(text).toZonedDateTime(timezone).toInstant()
        : Temporal.Instant.from(text),
      at,
    ) >= 0;
  const cut = {} as Record<TableName, readonly Row[]>;
  const gone = new Set<string>();
  for (const name of tableNames) {
    const references = schema[name].columns.filter((column) => column.references !== undefined);
    const instants = schema[name].columns.filter((c) => c.type.kind === 'instant').map((c) => c.name);
    const kept: Row[] = [];
    for (const row of tables[name]) {
      const begins = row[beginnings[name] ?? ''] ?? null;
      const refersToGone = (column: (typeof references)[number]): boolean =>
        gone.has(`${column.references} ${row[column.name]}`);
      if ((begins !== null && isLater(begins)) || references.some((c) => c.required && refersToGone(c))) {
        gone.add(`${name} ${row['id']}`);
        continue;
      }
      const nulled = references.filter(refersToGone).map((column) => [column.name, null] as const);
      const later = instants
        .filter((column) => typeof row[column] === 'string' && isLater(row[column]))
        .map((column) => [column, null] as const);
      kept.push({ ...row, ...Object.fromEntries([...nulled, ...later]) });
    }
    cut[name] = kept;
  }
  return cut;
}
