import { localeOf } from '../domain/numbers.ts';
import type { Language, Text } from '../domain/text.ts';
import type { Thresholds } from '../domain/workspace.ts';
import type { FactName } from '../engine/facts.ts';
import { aggregatesOf, type Measure } from '../engine/measure.ts';

type Threshold = keyof Thresholds;

/** The thresholds on which the columns of facts depend; `*`: those on which it depends which rows there are. */
const factThresholds: Readonly<Partial<Record<FactName, Readonly<Record<string, readonly Threshold[]>>>>> = {
  activity: { answered: ['reply_window_days'] },
  contact_reached: { answered: ['reply_window_days'] },
  first_proposal: {
    presented: ['presentation_window_days'],
    presenting_matured: ['presentation_window_days'],
    open_at_landmark: ['presentation_window_days'],
    winning_matured: ['win_window_days'],
    won_in_window: ['win_window_days'],
  },
  deal_created: { matured: ['win_window_days'], won_in_window: ['win_window_days'] },
  lead_qualified: { matured: ['conversion_window_days'], converted: ['conversion_window_days'] },
  lead_attempted: { matured: ['conversion_window_days'], converted: ['conversion_window_days'] },
  contact_known: { rated_lately: ['rating_fresh_days'] },
  account_single_threaded: { '*': ['thread_window_days'] },
  account_pressured: {
    '*': ['pressure_window_days', 'pressure_min_touches', 'pressure_top_share', 'unanswered_streak'],
  },
  account_silent: { '*': ['silence_days'] },
  decision_team_member: {
    covered: ['touch_window_days'],
    hidden_dissent: ['touch_window_days'],
    unheard: ['touch_window_days'],
  },
  concentration: { '*': ['concentration_min_touches'] },
};

const upTo: Text = { en: 'the window up to that moment', es: 'el plazo hasta ese momento' };
const enough: Text = {
  en: 'from which on there are enough touches',
  es: 'a partir de los cuales hay toques suficientes',
};

/** What a threshold is, in the words of the formulas that it belongs to; its value stands before. */
const meanings: Readonly<Record<Threshold, Text>> = {
  rating_fresh_days: { en: 'the freshness window up to that moment', es: 'el plazo de vigencia hasta ese momento' },
  touch_window_days: upTo,
  pressure_window_days: upTo,
  pressure_min_touches: enough,
  pressure_top_share: {
    en: 'above which most of the touches are on one contact',
    es: 'por encima del cual la mayoría de los toques va a un contacto',
  },
  unanswered_streak: {
    en: 'from which on unanswered touches are a streak',
    es: 'a partir de los cuales los toques sin respuesta son una racha',
  },
  silence_days: upTo,
  thread_window_days: upTo,
  conversion_window_days: { en: 'the window', es: 'el plazo' },
  presentation_window_days: {
    en: 'the window to either side of the first proposal; the landmark is at its end',
    es: 'el plazo a cada lado de la primera propuesta; a su final está la fecha de corte',
  },
  win_window_days: { en: 'the window to win', es: 'el plazo para ganar' },
  reply_window_days: { en: 'the reply window', es: 'el plazo de respuesta' },
  concentration_min_touches: enough,
};

/** The thresholds on which a measure depends. */
export function thresholdsOf({ formula }: Pick<Measure, 'formula'>): readonly Threshold[] {
  const found = aggregatesOf(formula).flatMap((aggregate) => {
    const columns = ['*', aggregate.column ?? '*', ...(aggregate.where ?? []).map((condition) => condition.column)];
    return columns.flatMap((column) => factThresholds[aggregate.fact]?.[column] ?? []);
  });
  return [...new Set(found)];
}

/** A threshold's value and meaning: “14 days, the reply window”. */
export function thresholdInWords(threshold: Threshold, thresholds: Thresholds, language: Language): string {
  return `${thresholdValue(threshold, thresholds, language)}, ${meanings[threshold][language]}`;
}

/** A threshold's value with its unit: “14 days”, “60%”, “5”. */
export function thresholdValue(threshold: Threshold, thresholds: Thresholds, language: Language): string {
  const value = thresholds[threshold];
  const locale = localeOf(language);
  if (threshold === 'pressure_top_share') {
    return value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 10 });
  }
  const number = value.toLocaleString(locale, { maximumFractionDigits: 10 });
  if (!threshold.endsWith('_days')) return number;
  return { en: `${number} ${value === 1 ? 'day' : 'days'}`, es: `${number} ${value === 1 ? 'día' : 'días'}` }[language];
}
