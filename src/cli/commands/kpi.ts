import { bucketEnd, bucketStart, type Calendar, parseDay } from '../../domain/calendar.ts';
import { UserError } from '../../domain/errors.ts';
import { grains } from '../../domain/vocabulary.ts';
import type { OpenLog } from '../../engine/cache.ts';
import { answerKpis, type KpiAnswer, keyOf, toJson } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import type { CliContext } from '../context.ts';
import { restsOn } from '../counts.ts';
import { valueFormatter } from '../format-value.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { memberNames } from '../names.ts';
import {
  type Data,
  type DataColumn,
  type DataFormat,
  dataToCsv,
  dataToParquet,
  deliver,
  refuseBinaryTerminal,
} from '../output.ts';
import { renderTable } from '../table.ts';
import { parseWhere, type Where } from '../where.ts';

export type KpiOptions = LogOptions & {
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly where?: readonly string[];
  readonly format: DataFormat;
  readonly out?: string;
};

/** `tacto kpi ID[,ID…]`: the values of KPIs over a period, broken down and filtered. */
export async function kpiCommand(context: CliContext, ids: string, options: KpiOptions): Promise<void> {
  if (options.format === 'parquet') refuseBinaryTerminal(options.out);
  await withLog(context, options, async ({ log, kpis }) => {
    const { filters, bucket } = parseWhere(options.where ?? []);
    const period = bucketPeriod(bucket, log.workspace, options);
    const answer = await answerKpis(log, kpis, {
      kpis: split(ids),
      by: split(options.by ?? ''),
      where: filters,
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { to: options.to }),
      ...period,
    });
    switch (options.format) {
      case 'json':
        return deliver(`${JSON.stringify(toJson(answer))}\n`, options.out);
      case 'csv':
        return deliver(dataToCsv(answerData(answer)), options.out);
      case 'parquet':
        return deliver(await dataToParquet(answerData(answer)), options.out);
      case 'table':
        return deliver(`${await answerTable(context, log, answer)}\n`, options.out);
    }
  });
}

/** Names between commas. */
export function split(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/**
 * The local days that `--where month=2026-03-01` names; nothing when no bucket is named.
 * @throws UserError `bad_date` when no bucket of the grain begins on that day, `bad_where` beside `--from` or `--to`.
 */
export function bucketPeriod(
  bucket: Where['bucket'],
  calendar: Calendar,
  dates: { readonly from?: string; readonly to?: string },
): { from?: string; to?: string } {
  if (bucket === null) return {};
  const { grain, first } = bucket;
  if (dates.from !== undefined || dates.to !== undefined) {
    throw new UserError({
      code: 'bad_where',
      message: {
        en: `--where ${grain}= and --from or --to name two periods.`,
        es: `--where ${grain}= y --from o --to nombran dos periodos.`,
      },
      fix: { en: 'Give one of them.', es: 'Indique solo uno.' },
    });
  }
  const day = parseDay(first);
  if (day !== null && bucketStart(day, grain, calendar).equals(day)) {
    return { from: first, to: bucketEnd(day, grain).toString() };
  }
  const right = day === null ? '2026-03-01' : bucketStart(day, grain, calendar).toString();
  throw new UserError({
    code: 'bad_date',
    message: { en: `No ${grain} begins on ${first}.`, es: `Ninguna unidad de ${grain} empieza el ${first}.` },
    fix: { en: `Name its first day, such as ${right}.`, es: `Indique su primer día, como ${right}.` },
  });
}

const partNames = ['numerator', 'denominator', 'n', 'pending'] as const;

function answerData(answer: KpiAnswer): Data {
  const parts = answer.kpis.map((kpi) => partsOf(kpi));
  const columns: DataColumn[] = [
    ...answer.by.map((key): DataColumn => ({ name: key, type: grains.some((g) => g === key) ? 'DATE' : 'VARCHAR' })),
    ...answer.kpis.flatMap((kpi, i): DataColumn[] => [
      { name: kpi.id, type: valueType(kpi) },
      ...parts[i]!.map(
        (part): DataColumn => ({
          name: `${kpi.id}_${part}`,
          type: part === 'n' || part === 'pending' ? 'BIGINT' : 'DOUBLE',
        }),
      ),
    ]),
  ];
  const rows = answer.rows.map((row) => [
    ...answer.by.map((key) => keyOf(answer, row, key)),
    ...row.values.flatMap((value, i) => [value.exact ?? value.value, ...parts[i]!.map((part) => value[part] ?? null)]),
  ]);
  return { columns, rows };
}

function valueType(kpi: Kpi): DataColumn['type'] {
  if (kpi.formula.kind !== 'number') return 'DOUBLE';
  if (kpi.formula.of.money === true) return 'MONEY';
  return kpi.formula.of.kind === 'sum' ? 'DOUBLE' : 'BIGINT';
}

function partsOf(kpi: Kpi): readonly (typeof partNames)[number][] {
  if (kpi.formula.kind === 'median') return ['n'];
  if (kpi.formula.kind === 'number') return [];
  return kpi.formula.pending === undefined ? ['numerator', 'denominator'] : ['numerator', 'denominator', 'pending'];
}

async function answerTable(context: CliContext, log: OpenLog, answer: KpiAnswer): Promise<string> {
  const format = valueFormatter(context.language, log.workspace.currency);
  const names = await memberNames(log, answer.by, context.say({ en: '(none)', es: '(ninguno)' }));
  const table = renderTable(
    [
      ...answer.by.map((key) => ({ title: key })),
      ...answer.kpis.map((kpi) => ({ title: context.say(kpi.label), align: 'right' as const })),
    ],
    answer.rows.map((row) => [
      ...answer.by.map((key) =>
        key === answer.question.grain ? (row.bucket ?? '') : names(key, keyOf(answer, row, key)),
      ),
      ...row.values.map((value, i) =>
        `${format(value, answer.kpis[i]!.unit)} ${restsOn(context.language, value)}`.trimEnd(),
      ),
    ]),
    context.width,
  );
  const { from, to } = answer.question;
  const now = answer.asOf.toZonedDateTimeISO(answer.timezone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  const period = context.say({
    en: `${from} to ${to} (exclusive) · ${answer.timezone} · as of ${now}`,
    es: `${from} a ${to} (sin incluir) · ${answer.timezone} · datos hasta ${now}`,
  });
  return `${period}\n\n${table}`;
}
