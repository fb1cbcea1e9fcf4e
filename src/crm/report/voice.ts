import { dayOf, parseInstant } from '../../domain/calendar.ts';
import { countText, localeOf } from '../../domain/numbers.ts';
import type { Language, Text } from '../../domain/text.ts';

/** What a report is shown with besides itself. */
export type ReportView = {
  /** What people call the KPIs, by id. */
  readonly kpiLabels: ReadonlyMap<string, Text>;
  /** The workspace's zone, in which days are told. */
  readonly timezone: string;
  /** "Now" of the log, as its settings have it. */
  readonly asOf: string | null;
};

/** How one language of the page speaks. */
export type Voice = {
  readonly language: Language;
  readonly say: (text: Text) => string;
  readonly number: (n: number) => string;
  /** `n` of something: the text for one or for more, `{n}` in it being the number. */
  readonly count: (n: number, one: Text, more: Text) => string;
  /** A day in words: `3 May 2024`. */
  readonly day: (instant: string, timezone: string) => string;
  /** Id of a section, which stands in the page once for each language. */
  readonly id: (section: string) => string;
};

export function voiceOf(language: Language): Voice {
  const locale = localeOf(language);
  const say = (text: Text): string => text[language];
  const number = (n: number): string => countText(language, n);
  return {
    language,
    say,
    number,
    count: (n, one, more) => say(n === 1 ? one : more).replaceAll('{n}', number(n)),
    day: (instant, timezone) => {
      const moment = parseInstant(instant, timezone);
      if (moment === null) return '';
      const day = dayOf(moment.subtract({ microseconds: 1 }), timezone);
      return day.toLocaleString(locale, { day: 'numeric', month: 'long', year: 'numeric' });
    },
    id: (section) => `${language}-${section}`,
  };
}
