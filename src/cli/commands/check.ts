import type { LogReading } from '../../log/read.ts';
import { tableNames } from '../../log/schema.ts';
import { sql } from '../../duckdb/sql.ts';
import type { OpenLog } from '../../engine/cache.ts';
import { checkNeeds, type KpiReadiness } from '../../kpi/needs.ts';
import type { CliContext } from '../context.ts';
import { toCsv } from '../csv.ts';
import { strictError, withLog } from '../log-session.ts';
import { deliver } from '../output.ts';
import { renderTable } from '../table.ts';

export type CheckOptions = {
  readonly strict?: boolean;
  readonly cache?: string;
  readonly format: 'table' | 'json';
  readonly rejects?: string;
};

/** A reject as the report gives it. */
type Reject = {
  readonly table: string;
  readonly line: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly code: string;
  readonly reason: string;
};

/** `tacto check DIR`: what was read, kept and rejected, and which KPIs the log can answer. */
export async function checkCommand(context: CliContext, dir: string, options: CheckOptions): Promise<void> {
  const { strict, ...rest } = options;
  await withLog(silenced(context), { ...rest, data: dir }, async ({ log, kpis }) => {
    const readiness = await checkNeeds(log, [...kpis.values()]);
    const rejects = await readRejects(log, context);
    if (options.rejects !== undefined) {
      const cells = rejects.map((r) => [r.table, r.line, r.column, r.value, r.code, r.reason]);
      await deliver(toCsv(['table', 'line', 'column', 'value', 'code', 'reason'], cells), options.rejects);
    }
    await deliver(
      options.format === 'json' ? asJson(log, rejects, readiness, context) : asText(context, log, rejects, readiness),
      undefined,
    );
    if (strict === true && rejects.length > 0) throw strictError(rejects.length, dir);
  });
}

async function readRejects(log: OpenLog, context: CliContext): Promise<Reject[]> {
  const rows = await log.db.rows<Omit<Reject, 'reason'> & { en: string; es: string }>(sql`
    SELECT table_name AS "table", line::DOUBLE AS line, column_name AS "column", value, code, en, es FROM log.rejects ORDER BY table_name, line`);
  return rows.map(({ en, es, ...reject }) => ({ ...reject, reason: context.say({ en, es }) }));
}

function asJson(
  log: OpenLog,
  rejects: readonly Reject[],
  readiness: readonly KpiReadiness[],
  context: CliContext,
): string {
  const { tables, warnings } = log.reading;
  const kpis = Object.fromEntries(
    readiness.map(({ kpi, missing }) => [kpi.id, { ready: missing.length === 0, missing }]),
  );
  return `${JSON.stringify({ as_of: log.asOf.toString(), tables, warnings: warnings.map(context.say), rejects, kpis })}\n`;
}

function asText(
  context: CliContext,
  log: OpenLog,
  rejects: readonly Reject[],
  readiness: readonly KpiReadiness[],
): string {
  const sections = [
    tablesText(context, log.reading),
    ...log.reading.warnings.map((warning) => `! ${context.say(warning)}`),
  ];
  if (rejects.length > 0) sections.push(rejectsText(context, rejects));
  return `${[...sections, kpisText(context, readiness)].join('\n\n')}\n`;
}

/** How many KPIs a log can answer, and what the others miss. */
export function kpisText(context: CliContext, readiness: readonly KpiReadiness[]): string {
  const { say } = context;
  const lacking = readiness.filter(({ missing }) => missing.length > 0);
  const ready = readiness.length - lacking.length;
  const sum = say({
    en: `${ready} of ${readiness.length} KPIs have what they need.`,
    es: `${ready} de ${readiness.length} KPI tienen lo que necesitan.`,
  });
  if (lacking.length === 0) return sum;
  const table = renderTable(
    [{ title: 'KPI' }, { title: say({ en: 'missing in this log', es: 'falta en este registro' }) }],
    lacking.map(({ kpi, missing }) => [kpi.id, missing.join(', ')]),
    context.width,
  );
  return `${sum}\n\n${table}`;
}

/** What was read, kept and rejected of each table. */
export function tablesText(context: CliContext, reading: LogReading): string {
  const { say } = context;
  const number = (n: number): string =>
    n.toLocaleString(context.language === 'es' ? 'es-ES' : 'en-GB', { useGrouping: 'always' });
  const right = (title: string) => ({ title, align: 'right' as const });
  return renderTable(
    [
      { title: say({ en: 'table', es: 'tabla' }) },
      right(say({ en: 'read', es: 'leídas' })),
      right(say({ en: 'kept', es: 'válidas' })),
      right(say({ en: 'rejected', es: 'rechazadas' })),
      { title: say({ en: 'from', es: 'desde' }) },
      { title: say({ en: 'to', es: 'hasta' }) },
    ],
    tableNames
      .filter((name) => reading.tables[name].file !== null)
      .map((name) => {
        const { read, kept, rejected, first, last } = reading.tables[name];
        return [
          name,
          number(read),
          number(kept),
          number(rejected),
          first?.slice(0, 10) ?? '',
          last?.slice(0, 10) ?? '',
        ];
      }),
    context.width,
  );
}

function rejectsText(context: CliContext, rejects: readonly Reject[]): string {
  const few = 5;
  const lines: string[] = [];
  for (const name of tableNames) {
    const own = rejects.filter((reject) => reject.table === name);
    for (const { line, reason } of own.slice(0, few)) {
      lines.push(`  ${name}, ${context.say({ en: 'line', es: 'línea' })} ${line}: ${reason}`);
    }
    if (own.length > few)
      lines.push(`  ${name}: ${context.say({ en: `${own.length - few} more`, es: `${own.length - few} más` })}`);
  }
  const title = context.say({
    en: 'Rejected rows (kept out of every figure; --rejects FILE writes them all):',
    es: 'Filas rechazadas (fuera de toda cifra; --rejects ARCHIVO las escribe todas):',
  });
  return [title, ...lines].join('\n');
}

function silenced(context: CliContext): CliContext {
  return { ...context, warn: () => undefined };
}
