import { countText, localeOf } from '../domain/numbers.ts';
import { type Language, languages, type Text } from '../domain/text.ts';
import type { Value } from '../engine/answer-row.ts';

/** A text about `n` of something, `{n}` in it being the number: `one` when there is one, else `other`. */
export function counted(n: number, one: Text, other: Text): Text {
  const text = n === 1 ? one : other;
  return Object.fromEntries(
    languages.map((language) => [language, text[language].replaceAll('{n}', countText(language, n))]),
  ) as Text;
}

/** What a value rests on: `23/100`, `n=12`, and of a cohort how many are pending, `23/100 +4`. Nothing for a plain number. */
export function restsOn(language: Language, value: Value): string {
  const number = (n: number): string =>
    n.toLocaleString(localeOf(language), { useGrouping: false, maximumFractionDigits: 1 });
  if (value.n !== undefined && value.n !== null) return `n=${value.n}`;
  if (value.denominator === undefined || value.denominator === null) return '';
  const pending = (value.pending ?? 0) > 0 ? ` +${value.pending}` : '';
  return `${number(value.numerator ?? 0)}/${number(value.denominator)}${pending}`;
}
