import { dirname, join } from 'node:path';
import { dayOf } from '../../domain/calendar.ts';
import { countText } from '../../domain/numbers.ts';
import type { LogReading } from '../../log/read.ts';
import { firstRejects, type Reject, removeRejects, replaceRejects, writeRejects } from '../../log/rejects.ts';
import { type TableName, tableNames, tables } from '../../log/schema.ts';
import type { OpenLog } from '../../engine/cache.ts';
import { checkNeeds, type KpiReadiness, needsInWords } from '../../kpi/needs.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../../kpi/counts.ts';
import { strictError, withLog } from '../log-session.ts';
import { deliver } from '../output.ts';
import { printableLines, renderTable, wrap } from '../table.ts';

export type CheckOptions = {
  readonly strict?: boolean;
  readonly cache?: string;
  readonly format: 'table' | 'json';
  readonly rejects?: string;
};

/** How many rejects of each table the terminal shows. */
const few = 5;

/** `tacto check DIR`: what was read, kept and rejected, and which KPIs the log can answer. */
export async function checkCommand(context: CliContext, dir: string, options: CheckOptions): Promise<void> {
  const { strict, ...rest } = options;
  await withLog(silenced(context), { ...rest, data: dir }, async ({ log, kpis }) => {
    const readiness = await checkNeeds(log, [...kpis.values()]);
    const rejected = Object.values(log.reading.tables).reduce((sum, table) => sum + table.rejected, 0);
    const report = options.rejects ?? join(dirname(log.cacheFile), 'rejects.csv');
    if (options.rejects !== undefined) await writeRejects(log.db, report, context.language);
    else if (rejected > 0) await replaceRejects(log.db, report, context.language);
    else await removeRejects(report);
    const rejects = await firstRejects(log.db, options.format === 'json' ? 1000 : few);
    await deliver(
      options.format === 'json'
        ? asJson(log, rejects, readiness, context)
        : asText(context, log, rejects, readiness, report),
      undefined,
    );
    if (strict === true && rejected > 0) throw strictError(rejected, dir);
  });
}

function asJson(
  log: OpenLog,
  rejects: readonly Reject[],
  readiness: readonly KpiReadiness[],
  context: CliContext,
): string {
  const { tables: readings, warnings } = log.reading;
  const told = rejects.map((reject) => ({ ...reject, reason: context.say(reject.reason) }));
  const kpis = Object.fromEntries(
    readiness.map(({ kpi, missing }) => [kpi.id, { ready: missing.length === 0, missing }]),
  );
  return `${JSON.stringify({ as_of: log.asOf.toString(), tables: readings, warnings: warnings.map(context.say), rejects: told, kpis })}\n`;
}

function asText(
  context: CliContext,
  log: OpenLog,
  rejects: readonly Reject[],
  readiness: readonly KpiReadiness[],
  report: string,
): string {
  const sections = [
    tablesText(context, log.reading),
    ...log.reading.warnings.map((warning) => `! ${context.say(warning)}`),
  ];
  if (rejects.length > 0) sections.push(rejectsText(context, log.reading, rejects, report));
  return `${printableLines([...sections, kpisText(context, readiness)].join('\n\n'))}\n`;
}

/** How many KPIs a log can answer, and what the others miss. */
export function kpisText(context: CliContext, readiness: readonly KpiReadiness[]): string {
  const { say } = context;
  const lacking = readiness.filter(({ missing }) => missing.length > 0);
  const ready = readiness.length - lacking.length;
  const sum = say(
    counted(
      ready,
      {
        en: `{n} of ${readiness.length} KPIs has what it needs.`,
        es: `{n} de ${readiness.length} KPI tiene lo que necesita.`,
      },
      {
        en: `{n} of ${readiness.length} KPIs have what they need.`,
        es: `{n} de ${readiness.length} KPI tienen lo que necesitan.`,
      },
    ),
  );
  if (lacking.length === 0) return sum;
  const room = context.width - 2 - Math.max(...lacking.map(({ kpi }) => kpi.id.length));
  const table = renderTable(
    [{ title: 'KPI' }, { title: say({ en: 'missing in this log', es: 'falta en este registro' }) }],
    lacking.flatMap(({ kpi, missing }) =>
      wrap(say(needsInWords(missing)), room).map((line, i) => [i === 0 ? kpi.id : '', line]),
    ),
    context.width,
  );
  return `${sum}\n\n${table}`;
}

/** What was read, kept and rejected of each table. */
export function tablesText(context: CliContext, reading: LogReading): string {
  const { say } = context;
  const number = (n: number): string => countText(context.language, n);
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
          dayIn(reading, name, first),
          dayIn(reading, name, last),
        ];
      }),
    context.width,
  );
}

/** The day of an instant in the workspace's zone; a table that tells of days has them as midnight in UTC. */
function dayIn(reading: LogReading, name: TableName, instant: string | null): string {
  if (instant === null) return '';
  const { columns, begins } = tables[name];
  const isDay = columns.some((column) => column.name === begins && column.type.kind === 'date');
  return dayOf(Temporal.Instant.from(instant), isDay ? 'UTC' : reading.workspace.timezone).toString();
}

function rejectsText(context: CliContext, reading: LogReading, rejects: readonly Reject[], report: string): string {
  const lines = tableNames.flatMap((name) => {
    const own = rejects.filter((reject) => reject.table === name);
    const more = reading.tables[name].rejected - own.length;
    return [
      ...own.map(
        ({ line, reason }) => `  ${name}, ${context.say({ en: 'line', es: 'línea' })} ${line}: ${context.say(reason)}`,
      ),
      ...(more > 0
        ? [
            `  ${name}: ${context.say(counted(more, { en: '{n} more', es: '{n} más' }, { en: '{n} more', es: '{n} más' }))}`,
          ]
        : []),
    ];
  });
  const title = context.say({
    en: `Rejected rows, kept out of every figure (all of them: ${report}):`,
    es: `Filas rechazadas, fuera de toda cifra (todas: ${report}):`,
  });
  return [title, ...lines].join('\n');
}

function silenced(context: CliContext): CliContext {
  return { ...context, warn: () => undefined };
}
