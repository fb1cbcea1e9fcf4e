import type { Language } from '../../i18n/words.ts';

/** What stands in a cell of a file. */
export type FileCell = string | number | null;

/** A sign, a currency, digits as people write them, and what they are of. */
const figure = /^([−+-]?)\s?(?:[A-Z]{0,3}\p{Sc})?\s?([−+-]?)(\d[\d.,\s]*?)\s?(%|\p{Sc}|[A-Z]{3})?$/u;

/**
 * A cell that was written for people as a cell of a file: in a column of numbers “1.234,5 €” is 1234.5 and “12,5 %” is 0.125, and what
 * is no number stays a text. Nothing, and the dash that stands for it, is null.
 */
export function fileCell(written: string, isNumber: boolean, language: Language): FileCell {
  const text = written.replaceAll(/\s+/g, ' ').trim();
  if (text === '' || (isNumber && text === '–')) return null;
  const found = isNumber ? figure.exec(text) : null;
  if (found === null) return text;
  const [, before = '', after = '', digits = '', of] = found;
  const [group, mark] = language === 'es' ? ['.', ','] : [',', '.'];
  const value = Number(digits.replaceAll(/\s/g, '').replaceAll(group, '').replace(mark, '.'));
  if (!Number.isFinite(value)) return text;
  const sign = /[−-]/.test(before + after) ? -1 : 1;
  // A share with its decimals, without those that only the division adds.
  return sign * (of === '%' ? Number((value / 100).toPrecision(15)) : value);
}
