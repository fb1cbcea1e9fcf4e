import { UserError } from '../../domain/errors.ts';
import { localeOf } from '../../domain/numbers.ts';
import type { Language, Text } from '../../domain/text.ts';
import type { Resolved } from '../../engine/question.ts';
import { changeInWords, signalInWords } from '../../insight/change/in-words.ts';
import type { TrendGrain } from '../../insight/change/series.ts';
import { type Change, type Trend, trendsOf } from '../../insight/change/trend.ts';
import { answerWithIntervals } from '../../insight/uncertainty/answer.ts';
import { valueFormatter } from '../../kpi/format-value.ts';
import type { Kpi, Unit } from '../../kpi/kpi.ts';
import { needsInWords } from '../../kpi/needs.ts';

const level = 0.95;

type Writer = (value: number | null, interval?: readonly [number, number] | null) => string;
type Kpis = ReadonlyMap<string, Kpi>;

/**
 * A line for each KPI: its latest week with what chance leaves open, and whether it differs from the week before by more than chance. What a week
 * holds too little of is told by the month.
 */
export async function figureLines(
  log: Resolved,
  kpis: Kpis,
  ids: readonly string[],
  language: Language,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const kpi of ids.flatMap((id) => kpis.get(id) ?? [])) {
    lines.push(`${kpi.label[language]}: ${await figureOf(log, kpis, kpi, language)}`);
  }
  return lines;
}

async function figureOf(log: Resolved, kpis: Kpis, kpi: Kpi, language: Language): Promise<string> {
  const write = writerOf(log, kpi.unit, language);
  try {
    const byWeek = await trendOf(log, kpis, kpi, 'week');
    if (isEnough(byWeek)) return trendText(byWeek, 'week', language, write);
    const byMonth = await trendOf(log, kpis, kpi, 'month');
    return isKnown(byMonth) || !isKnown(byWeek)
      ? trendText(byMonth, 'month', language, write)
      : trendText(byWeek, 'week', language, write);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.code === 'cannot_trend' ? stateText(log, kpis, kpi, write) : error.in(language);
  }
}

async function trendOf(log: Resolved, kpis: Kpis, kpi: Kpi, by: TrendGrain): Promise<Trend> {
  const { trends } = await trendsOf(log, kpis, { kpis: [kpi.id], by });
  return trends[0]!;
}

const isKnown = ({ change }: Trend): boolean => change !== null && change.difference !== null;
const isEnough = (trend: Trend): boolean => trend.missing.length > 0 || (isKnown(trend) && !trend.few);

const befores: Readonly<Record<TrendGrain, Text>> = {
  week: { en: 'the week before', es: 'la semana anterior' },
  month: { en: 'in the month before', es: 'en el mes anterior' },
};

function trendText({ missing, change, signals }: Trend, grain: TrendGrain, language: Language, value: Writer): string {
  const es = language === 'es';
  if (missing.length > 0)
    return `${es ? 'en el registro falta' : 'the record lacks'} ${needsInWords(missing)[language]}`;
  if (change === null) return es ? 'todavía no se sabe' : 'not known yet';
  const bucket = (label: string): string => dayText(label, language);
  const told = signals
    .filter(({ ongoing }) => ongoing)
    .map((signal) => signalInWords(signal, grain, { value, bucket })[language]);
  const before = `${befores[grain][language]} ${value(change.before.value)}`;
  const now = `${daysText(change, language)}: ${value(change.after.value, change.after.interval)}`;
  return [`${now}; ${before}: ${changeInWords(change)[language]}`, ...told].join('. ');
}

/** Of what looks ahead there is no week: as it stands. */
async function stateText(log: Resolved, kpis: Kpis, kpi: Kpi, write: Writer): Promise<string> {
  const { rows } = await answerWithIntervals(log, kpis, { kpis: [kpi.id] }, level);
  const found = rows[0]?.values[0];
  return found === undefined ? '–' : write(found.value, found.interval);
}

const units: Readonly<Partial<Record<Unit, Text>>> = {
  days: { en: 'days', es: 'días' },
  hours: { en: 'hours', es: 'horas' },
};

/** Writes a value of a unit with its interval, and the unit's word where it has one: “87.8 [63.1 … 106.3] days”. */
export function writerOf({ workspace }: Pick<Resolved, 'workspace'>, unit: Unit, language: Language): Writer {
  const format = valueFormatter(language, workspace.currency);
  const plain = (value: number | null): string => format({ value }, unit);
  const word = units[unit]?.[language];
  return (value, interval = null) => {
    const range = interval === null ? '' : ` [${plain(interval[0])} … ${plain(interval[1])}]`;
    return `${plain(value)}${range}${value === null || word === undefined ? '' : ` ${word}`}`;
  };
}

function daysText({ days: { now } }: Change, language: Language): string {
  return `${dayText(now.from.toString(), language)} – ${dayText(now.to.subtract({ days: 1 }).toString(), language)}`;
}

/** “2 Mar”, as a language writes it. */
export function dayText(day: string, language: Language): string {
  return Temporal.PlainDate.from(day).toLocaleString(localeOf(language), { day: 'numeric', month: 'short' });
}
