import type { Text } from '../../domain/text.ts';
import { findRecords, type Lineage, type PartName } from '../../engine/lineage.ts';
import { findKpi, toQuestion } from '../../kpi/answer.ts';
import { recordsToJson } from '../../kpi/records.ts';
import type { CliContext } from '../context.ts';
import { counted } from '../../kpi/counts.ts';
import type { DataFormat } from '../data-formats.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { dataToCsv, dataToParquet } from '../../kpi/data/data.ts';
import { recordsData } from '../../kpi/data/records-data.ts';
import { deliver, refuseBinaryTerminal } from '../output.ts';
import { renderTable } from '../table.ts';
import { bucketPeriod, parseWhere } from '../../kpi/where.ts';

export type RowsOptions = LogOptions & {
  readonly where?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly format: DataFormat;
  readonly out?: string;
  /** How many rows a table shows at most. */
  readonly limit: number;
};

/** `tacto rows ID --where …`: the records behind one number, with what each adds to it. */
export async function rowsCommand(context: CliContext, id: string, options: RowsOptions): Promise<void> {
  if (options.format === 'parquet') refuseBinaryTerminal(options.out);
  await withLog(context, options, async ({ log, kpis }) => {
    const kpi = findKpi(kpis, id);
    const { filters, bucket } = parseWhere(options.where ?? []);
    const question = await toQuestion(log, kpis, {
      kpis: [id],
      where: filters,
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { to: options.to }),
      ...bucketPeriod(bucket, log.workspace, options),
    });
    const lineage = await findRecords(log, kpi, question);
    switch (options.format) {
      case 'json':
        return deliver(`${JSON.stringify(recordsToJson(lineage))}\n`, options.out);
      case 'csv':
        return deliver(dataToCsv(recordsData(lineage)), options.out);
      case 'parquet':
        return deliver(await dataToParquet(recordsData(lineage)), options.out);
      case 'table':
        return deliver(`${toTable(context, lineage, options.limit)}\n`, options.out);
    }
  });
}

const partNames: Readonly<Record<PartName, Text>> = {
  value: { en: 'value', es: 'valor' },
  numerator: { en: 'numerator', es: 'numerador' },
  denominator: { en: 'denominator', es: 'denominador' },
  pending: { en: 'pending', es: 'pendiente' },
};

function toTable(context: CliContext, lineage: Lineage, limit: number): string {
  const shown = lineage.records.slice(0, limit);
  const columns = lineage.columns.filter((column) => shown.some((record) => (record.fields[column] ?? null) !== null));
  const table = renderTable(
    [
      ...lineage.parts.map((part) => ({ title: context.say(partNames[part]), align: 'right' as const })),
      ...columns.map((title) => ({ title })),
    ],
    shown.map(({ adds, fields }) => [
      ...lineage.parts.map((part) => numberText(adds[part])),
      ...columns.map((column) => fields[column] ?? ''),
    ]),
    context.isTerminal ? context.width : 10_000,
  );
  const sums = lineage.parts.map(
    (part) =>
      `${context.say(partNames[part])} ${numberText(lineage.records.reduce((sum, r) => sum + (r.adds[part] ?? 0), 0))}`,
  );
  const more = lineage.records.length - shown.length;
  const rest =
    more === 0
      ? ''
      : context.say(
          counted(
            more,
            {
              en: ' ({n} more; --limit or --format csv shows it)',
              es: ' ({n} más; --limit o --format csv lo muestra)',
            },
            {
              en: ' ({n} more; --limit or --format csv shows them)',
              es: ' ({n} más; --limit o --format csv los muestra)',
            },
          ),
        );
  const total = context.say(
    counted(
      lineage.records.length,
      { en: '{n} record', es: '{n} registro' },
      { en: '{n} records', es: '{n} registros' },
    ),
  );
  return `${table}\n\n${total}${rest} · Σ ${sums.join(' · ')}`;
}

function numberText(value: number | null | undefined): string {
  if (value === null || value === undefined) return '';
  return Number.isInteger(value) ? String(value) : String(Math.round(value * 1e6) / 1e6);
}
