import { localeOf } from '../../domain/numbers.ts';
import { changeInWords, signalInWords, tooFewInWords } from '../../insight/change/in-words.ts';
import { trendsToJson } from '../../insight/change/json.ts';
import type { Point, TrendGrain } from '../../insight/change/series.ts';
import { type Trend, type Trends, trendsOf } from '../../insight/change/trend.ts';
import type { Language, Text } from '../../domain/text.ts';
import type { OpenLog } from '../../engine/cache.ts';
import type { Unit } from '../../kpi/kpi.ts';
import { needsInWords } from '../../kpi/needs.ts';
import type { CliContext } from '../context.ts';
import { spanText } from '../format-span.ts';
import { sparkline, type ValueFormatter, valueFormatter } from '../../kpi/format-value.ts';
import { type LogOptions, withLog } from '../log-session.ts';
import { deliver } from '../output.ts';
import { wrap } from '../table.ts';
import { bucketPeriod, parseWhere, split } from '../../kpi/where.ts';

export type TrendOptions = LogOptions & {
  readonly by: TrendGrain;
  readonly from?: string;
  readonly to?: string;
  readonly where?: readonly string[];
  readonly format: 'table' | 'json';
  readonly out?: string;
};

/** `tacto trend KPI[,KPI…]`: what changed by more than it usually does, and the latest period against the one before. */
export async function trendCommand(context: CliContext, ids: string, options: TrendOptions): Promise<void> {
  await withLog(context, options, async ({ log, kpis }) => {
    const { filters, bucket } = parseWhere(options.where ?? []);
    const trends = await trendsOf(log, kpis, {
      kpis: split(ids),
      by: options.by,
      where: filters,
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.to === undefined ? {} : { to: options.to }),
      ...bucketPeriod(bucket, log.workspace, options),
    });
    const text = options.format === 'json' ? JSON.stringify(trendsToJson(trends)) : toText(context, log, trends);
    await deliver(`${text}\n`, options.out);
  });
}

type Page = {
  readonly context: CliContext;
  readonly by: TrendGrain;
  readonly format: ValueFormatter;
};

function toText(context: CliContext, log: OpenLog, { by, trends }: Trends): string {
  const page: Page = { context, by, format: valueFormatter(context.language, log.workspace.currency) };
  const note = context.say({
    en: 'Usual: three standard deviations about the mean, as neighbours’ differences tell them (XmR chart, Wheeler). Chance alone gives a signal in about one of eight steady series of 24 values and three of ten of 52; a signal says that something changed, not why. In [ ]: where the true difference lies with 95 % confidence, longer where neighbours vary by more than chance.',
    es: 'Habitual: tres desviaciones típicas en torno a la media, según las diferencias entre vecinos (gráfico XmR, Wheeler). El azar por sí solo da una señal en una de cada ocho series estables de 24 valores y en tres de cada diez de 52; una señal dice que algo cambió, no por qué. Entre [ ]: dónde está la diferencia verdadera con una confianza del 95 %, más ancho donde los vecinos varían más que por azar.',
  });
  return [...trends.map((trend) => section(page, trend)), wrap(note, context.width).join('\n')].join('\n\n');
}

function section(page: Page, trend: Trend): string {
  const { context, by } = page;
  const { kpi, missing, points } = trend;
  const title = `${context.say(kpi.label)} (${kpi.id}) · ${context.say(byWords[by])}`;
  const lines =
    missing.length > 0
      ? [context.say(prefixed(noData, needsInWords(missing)))]
      : points.length === 0
        ? [context.say(noRecords)]
        : [drawing(page, trend), ...usual(page, trend), ...signalLines(page, trend), ...latest(page, trend)];
  return [title, ...lines.flatMap((line) => wrapped(line, context.width))].join('\n');
}

const byWords: Readonly<Record<TrendGrain, Text>> = {
  week: { en: 'by week', es: 'por semana' },
  month: { en: 'by month', es: 'por mes' },
};
const noData: Text = { en: 'no data: the log lacks ', es: 'sin datos: al registro le falta ' };
const noRecords: Text = { en: 'no records in this period', es: 'ningún registro en este periodo' };

function prefixed(before: Text, after: Text): Text {
  return { en: `${before.en}${after.en}`, es: `${before.es}${after.es}` };
}

/** A line with its indent; what is broken off goes below the text, not the bullet. */
function wrapped(line: string, width: number): string[] {
  const hang = line.startsWith('· ') ? 2 : 0;
  return wrap(line, width - 2 - hang).map((part, i) => `  ${i === 0 ? '' : ' '.repeat(hang)}${part}`);
}

const wholeOf = (points: readonly Point[]): Point[] => points.filter(({ state }) => state === 'whole');

/** The whole buckets as bars; the latest of them when there are more than fit. */
function drawing({ context, by }: Page, { points }: Trend): string {
  const whole = wholeOf(points);
  if (whole.length === 0) return context.say({ en: 'nothing whole yet', es: 'aún nada completo' });
  const room = Math.max(10, context.width - 40);
  const shown = whole.slice(-room);
  const label = (point: Point): string => bucketText(context.language, by, point.bucket);
  const bars = sparkline(shown.map(({ found }) => found.value));
  return `${shown.length < whole.length ? '… ' : ''}${label(shown[0]!)} ${bars} ${label(shown.at(-1)!)}`;
}

function usual({ context, by, format }: Page, { kpi, limits, points, few }: Trend): string[] {
  const value = (number: number): string => format({ value: rounded(kpi.unit, number) }, kpi.unit);
  const known = wholeOf(points).filter(({ found }) => found.value !== null).length;
  if (limits === null) return [context.say(tooFewInWords(known, by))];
  const rough = few
    ? context.say({
        en: '; few records: rough, and runs are not told',
        es: '; pocos registros: es aproximado, sin hablar de rachas',
      })
    : '';
  const open = points.filter(({ state }) => state === 'pending').length;
  const waiting =
    open === 0
      ? ''
      : context.say({ en: `; ${open} not yet final, left out`, es: `; sin contar ${open} aún por cerrar` });
  const words = { en: 'usual', es: 'habitual' };
  const mean = { en: 'mean', es: 'media' };
  return [
    `${context.say(words)} ${value(limits.low)} … ${value(limits.high)}, ${context.say(mean)} ${value(limits.mean)}${rough}${waiting}`,
  ];
}

/** So many signals are told, the latest first; JSON has them all. */
const mostSignals = 5;

function signalLines({ context, by, format }: Page, { kpi, limits, signals }: Trend): string[] {
  if (limits === null) return [];
  if (signals.length === 0)
    return [context.say({ en: 'nothing beyond the usual variation', es: 'nada fuera de la variación habitual' })];
  const writers = {
    value: (value: number | null) => format({ value: value === null ? null : rounded(kpi.unit, value) }, kpi.unit),
    bucket: (label: string) => bucketText(context.language, by, label),
  };
  const latestFirst = signals.toSorted((a, b) => b.to.localeCompare(a.to) || b.from.localeCompare(a.from));
  const lines = latestFirst
    .slice(0, mostSignals)
    .map((signal) => `· ${context.say(signalInWords(signal, by, writers))}`);
  const more = signals.length - mostSignals;
  const rest = more > 0 ? [context.say({ en: `· and ${more} earlier`, es: `· y ${more} anteriores` })] : [];
  const slow = context.say({
    en: '· A state carries over from one to the next, so runs are common: they say that it moved.',
    es: '· Un estado pasa de uno a otro, así que las rachas son frecuentes: dicen que se movió.',
  });
  return [...lines, ...rest, ...(kpi.kind === 'snapshot' ? [slow] : [])];
}

function latest({ context, format }: Page, trend: Trend): string[] {
  const { kpi, change } = trend;
  const { say, language } = context;
  if (change === null) {
    return [say({ en: 'nothing before to compare with', es: 'nada anterior con que comparar' })];
  }
  const { days, running, before, after, difference, interval } = change;
  const value = (number: number | null): string => format({ value: number }, kpi.unit);
  const signed = signedWriter(language, format, kpi.unit);
  const points = kpi.unit === 'ratio' ? say({ en: ' points', es: ' puntos' }) : '';
  const range = interval === null ? '' : ` [${signed(interval[0])} … ${signed(interval[1])}]`;
  const so = running ? say({ en: 'so far ', es: 'hasta ahora ' }) : '';
  const amount = difference === null ? '' : `${signed(difference)}${points}${range}, `;
  return [
    say({
      en: `${so}${spanText(language, days.now)}: ${value(after.value)} against ${value(before.value)} on the same weekdays, ${spanText(language, days.before)}: ${amount}${changeInWords(change).en}`,
      es: `${so}${spanText(language, days.now)}: ${value(after.value)} frente a ${value(before.value)} en los mismos días de la semana, ${spanText(language, days.before)}: ${amount}${changeInWords(change).es}`,
    }),
  ];
}

/** A mean of large counts, or an end of their interval, as the whole number that it is near. */
function rounded(unit: Unit, value: number): number {
  return unit === 'count' && Math.abs(value) >= 100 ? Math.round(value) : value;
}

/** Writes differences with their sign; of shares in hundredths, as a percentage of a percentage says something else. */
function signedWriter(language: Language, format: ValueFormatter, unit: Unit): (value: number) => string {
  const tenths = new Intl.NumberFormat(localeOf(language), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const decimals = new Intl.NumberFormat(localeOf(language), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const size = (value: number): string => {
    if (unit === 'ratio') return tenths.format(value * 100);
    if (unit === 'scale' || unit === 'balance') return decimals.format(value);
    return format({ value: rounded(unit, value) }, unit);
  };
  return (value) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${size(Math.abs(value))}`;
}

function bucketText(language: Language, by: TrendGrain, label: string): string {
  return Temporal.PlainDate.from(label).toLocaleString(localeOf(language), {
    ...(by === 'week' ? { day: 'numeric' } : {}),
    month: 'short',
    year: 'numeric',
  });
}
