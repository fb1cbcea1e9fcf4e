import { UserError } from '../../domain/errors.ts';
import { countText } from '../../domain/numbers.ts';
import type { Value } from '../../engine/answer-row.ts';
import type { OpenLog } from '../../engine/cache.ts';
import { answerKpis, keyOf, toJson } from '../../kpi/answer.ts';
import type { UncertainAnswer, UncertainValue } from '../../insight/uncertainty/answer.ts';
import type { Answered } from '../../insight/uncertainty/answer-data.ts';
import type { CliContext } from '../context.ts';
import { restsOn } from '../../kpi/counts.ts';
import { valueFormatter } from '../../kpi/format-value.ts';
import type { DataFormat } from '../data-formats.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { memberNames } from '../../kpi/names.ts';
import { type Data, dataToCsv, dataToParquet } from '../../kpi/data/data.ts';
import { deliver, refuseBinaryTerminal } from '../output.ts';
import { renderTable } from '../table.ts';
import { bucketPeriod, parseWhere, split } from '../../kpi/where.ts';

export type KpiOptions = LogOptions & {
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly where?: readonly string[];
  readonly format: DataFormat;
  readonly out?: string;
  readonly interval?: string;
};

/** `tacto kpi ID[,ID…]`: the values of KPIs over a period, broken down and filtered. */
export async function kpiCommand(context: CliContext, ids: string, options: KpiOptions): Promise<void> {
  if (options.format === 'parquet') refuseBinaryTerminal(options.out);
  await withLog(context, options, async ({ log, kpis }) => {
    const { filters, bucket } = parseWhere(options.where ?? []);
    const period = bucketPeriod(bucket, log.workspace, options);
    const asked = {
      kpis: split(ids),
      by: split(options.by ?? ''),
      where: filters,
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { to: options.to }),
      ...period,
    };
    const level = options.interval === undefined ? null : levelOf(options.interval);
    const answer =
      level === null
        ? await answerKpis(log, kpis, asked)
        : await (await import('../../insight/uncertainty/answer.ts')).answerWithIntervals(log, kpis, asked, level);
    switch (options.format) {
      case 'json':
        return deliver(`${JSON.stringify(toJson(answer))}\n`, options.out);
      case 'csv':
        return deliver(dataToCsv(await asData(answer)), options.out);
      case 'parquet':
        return deliver(await dataToParquet(await asData(answer)), options.out);
      case 'table':
        return deliver(`${await answerTable(context, log, answer)}\n`, options.out);
    }
  });
}

// What only files need is loaded for them.
async function asData(answer: Answered): Promise<Data> {
  return (await import('../../insight/uncertainty/answer-data.ts')).answerData(answer);
}

function hasIntervals(answer: Answered): answer is UncertainAnswer {
  return 'level' in answer;
}

/** @throws UserError `bad_level` when an interval has no such level. */
function levelOf(text: string): number {
  const level = Number(text);
  if (level >= 0.5 && level <= 0.999) return level;
  throw new UserError({
    code: 'bad_level',
    message: { en: `--interval ${text} is no level.`, es: `--interval ${text} no es un nivel.` },
    fix: { en: 'Give a number from 0.5 to 0.999, such as 0.95.', es: 'Indique un número de 0.5 a 0.999, como 0.95.' },
  });
}

async function answerTable(context: CliContext, log: OpenLog, answer: Answered): Promise<string> {
  const format = valueFormatter(context.language, log.workspace.currency);
  const names = await memberNames(log, answer.by, context.say({ en: '(none)', es: '(ninguno)' }));
  const table = renderTable(
    [
      ...answer.by.map((key) => (hasIntervals(answer) ? { title: key, wraps: true as const } : { title: key })),
      ...answer.kpis.map((kpi) => ({
        title: context.say(kpi.label),
        align: 'right' as const,
        ...(hasIntervals(answer) ? { wraps: true as const } : {}),
      })),
    ],
    answer.rows.map((row) => [
      ...answer.by.map((key) =>
        key === answer.question.grain ? (row.bucket ?? '') : names(key, keyOf(answer, row, key)),
      ),
      ...(row.values as readonly (Value | UncertainValue)[]).map((value, i) => {
        const { unit } = answer.kpis[i]!;
        if (!('interval' in value)) return `${format(value, unit)} ${restsOn(context.language, value)}`.trimEnd();
        const { interval, n, ...plain } = value;
        // An interval stays in one line.
        const ends = interval?.map((end) => format({ value: end }, unit)).join('\u00A0…\u00A0');
        const rests =
          restsOn(context.language, plain) || (n === value.value ? '' : `n=${countText(context.language, n)}`);
        return [format(value, unit), rests, ends === undefined ? '[–]' : `[${ends}]`]
          .filter((part) => part !== '')
          .join(' ');
      }),
    ]),
    context.width,
  );
  const { from, to } = answer.question;
  const now = answer.asOf.toZonedDateTimeISO(answer.timezone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  const period = context.say({
    en: `${from} to ${to} (exclusive) · ${answer.timezone} · as of ${now}`,
    es: `${from} a ${to} (sin incluir) · ${answer.timezone} · datos hasta ${now}`,
  });
  if (!hasIntervals(answer)) return `${period}\n\n${table}`;
  const level = (answer.level * 100).toLocaleString(context.language, { maximumFractionDigits: 1 });
  const note = context.say({
    en: `[ ]: where the true value lies with ${level} % confidence. [–]: counted in full at one moment, or too little to say.`,
    es: `[ ]: dónde está el valor verdadero con una confianza del ${level} %. [–]: contado por completo en un momento, o con muy poco para decirlo.`,
  });
  return `${period}\n\n${table}\n\n${note}`;
}
