import { UserError } from '../../domain/errors.ts';
import type { Language } from '../../domain/text.ts';
import type { Resolved } from '../../engine/question.ts';
import { changeInWords, signalInWords } from '../../insight/change/in-words.ts';
import { type Change, type Trend, trendsOf } from '../../insight/change/trend.ts';
import { answerWithIntervals } from '../../insight/uncertainty/answer.ts';
import { findKpi } from '../../kpi/answer.ts';
import { localeOf, valueFormatter } from '../../kpi/format-value.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { needsInWords } from '../../kpi/needs.ts';
import { catalogueKpis as kpis } from '../insight/with-facts.ts';

const level = 0.95;

/** A line for each KPI: its latest week with what chance leaves open, and whether it differs from the week before by more than chance. */
export async function figureLines(
  log: Resolved,
  ids: readonly string[],
  language: Language,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const id of ids) {
    const kpi = findKpi(kpis, id);
    lines.push(`${kpi.label[language]}: ${await figureOf(log, kpi, language)}`);
  }
  return lines;
}

async function figureOf(log: Resolved, kpi: Kpi, language: Language): Promise<string> {
  try {
    const { trends } = await trendsOf(log, kpis, { kpis: [kpi.id], by: 'week' });
    return trendText(log, trends[0]!, language);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (error.code !== 'cannot_trend') return error.in(language);
    return stateText(log, kpi, language);
  }
}

function trendText(log: Resolved, { kpi, missing, change, signals }: Trend, language: Language): string {
  const es = language === 'es';
  if (missing.length > 0)
    return `${es ? 'en el registro falta' : 'the record lacks'} ${needsInWords(missing)[language]}`;
  if (change === null) return es ? 'todavía no se sabe' : 'not known yet';
  const format = valueFormatter(language, log.workspace.currency);
  const value = (number: number | null): string => format({ value: number }, kpi.unit);
  const bucket = (label: string): string => dayText(label, language);
  const told = signals
    .filter(({ ongoing }) => ongoing)
    .map((signal) => signalInWords(signal, 'week', { value, bucket })[language]);
  const before = `${es ? 'la semana anterior' : 'the week before'} ${value(change.before.value)}`;
  const now = `${daysText(change, language)} ${withInterval(change.after, value)}`;
  return [`${now}; ${before}: ${changeInWords(change)[language]}`, ...told].join('. ');
}

/** Of what looks ahead there is no week: as it stands. */
async function stateText(log: Resolved, kpi: Kpi, language: Language): Promise<string> {
  const format = valueFormatter(language, log.workspace.currency);
  const { rows } = await answerWithIntervals(log, kpis, { kpis: [kpi.id] }, level);
  const found = rows[0]?.values[0];
  return found === undefined ? '–' : withInterval(found, (number) => format({ value: number }, kpi.unit));
}

function withInterval(
  { value, interval }: Pick<Change['after'], 'value' | 'interval'>,
  format: (number: number | null) => string,
): string {
  return interval === null ? format(value) : `${format(value)} [${format(interval[0])} … ${format(interval[1])}]`;
}

function daysText({ days: { now } }: Change, language: Language): string {
  return `${dayText(now.from.toString(), language)} – ${dayText(now.to.subtract({ days: 1 }).toString(), language)}:`;
}

/** “2 Mar”, as a language writes it. */
export function dayText(day: string, language: Language): string {
  return Temporal.PlainDate.from(day).toLocaleString(localeOf(language), { day: 'numeric', month: 'short' });
}
