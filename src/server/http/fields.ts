import { z } from 'zod';
import { lastNow, parseDay } from '../../domain/calendar.ts';
import type { Text } from '../../domain/text.ts';

/** Letters that a text of the API may have, unless something else is said. */
export const mostLetters = 2000;

/** What stands beside a check of ours: what would be right, for the message in the reader's language. */
export const right = (en: string, es: string): { readonly params: { readonly right: Text }; readonly abort: true } => ({
  params: { right: { en, es } },
  abort: true,
});

const readable = right(
  'text without null characters or halves of characters',
  'texto sin caracteres nulos ni mitades de caracteres',
);

/** PostgreSQL cannot keep a null character, nor half of a surrogate pair. */
const isStorable = (value: string): boolean => !value.includes('\0') && value.isWellFormed();

/** Text that can be kept. */
export const text = (most = mostLetters) => z.string().max(most).refine(isStorable, readable);

/** Text with something in it. */
export const words = (most = mostLetters) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine(isStorable, readable)
    .refine((value) => value.trim() !== '', right('text that is not blank', 'texto que no esté en blanco'));

/** An id of the log. */
export const id = words(200);

/** An instant with its offset, such as 2026-07-01T09:30:00Z, from the year 1900 on. */
export const instant = z
  .string()
  .max(40)
  .refine(isInstant, right('an instant such as 2026-07-01T09:30:00Z', 'un instante como 2026-07-01T09:30:00Z'))
  .meta({ format: 'date-time' });

const firstInstant = Temporal.Instant.from('1900-01-01T00:00:00Z');

function isInstant(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/.test(value)) return false;
  try {
    const read = Temporal.Instant.from(value);
    return Temporal.Instant.compare(read, firstInstant) >= 0 && Temporal.Instant.compare(read, lastNow) <= 0;
  } catch {
    return false;
  }
}

/** A day from the year 1900 on, such as 2026-07-01. */
export const day = z
  .string()
  .max(10)
  .refine(
    (value) => parseDay(value) !== null && value >= '1900' && value < '9998',
    right('a day such as 2026-07-01', 'un día como 2026-07-01'),
  )
  .meta({ format: 'date' });

/** An exact number: JSON number or decimal text, up to 20 digits before and 12 after the point. Read as text. */
export const decimal = ({ least, most, above }: { least?: number; most?: number; above?: number } = {}) =>
  z
    .union([z.number(), z.string().max(40)])
    .refine(
      isDecimal,
      right(
        'a number such as 1234.5, with at most 20 digits before and 12 after the point',
        'un número como 1234.5, con un máximo de 20 cifras antes y 12 después del punto',
      ),
    )
    .refine(
      (value) => {
        const number = Number(value);
        return number >= (least ?? -Infinity) && number <= (most ?? Infinity) && number > (above ?? -Infinity);
      },
      right(boundsInWords('en', least, most, above), boundsInWords('es', least, most, above)),
    )
    .transform(plain)
    .meta({ type: ['number', 'string'] });

function isDecimal(value: number | string): boolean {
  return /^-?\d{1,20}(\.\d{1,12})?$/.test(plain(value));
}

/** A number as decimal text, without an exponent. */
function plain(value: number | string): string {
  if (typeof value === 'string') return value;
  const written = String(value);
  if (!written.includes('e')) return written;
  return value.toFixed(12).replace(/\.?0+$/, '');
}

function boundsInWords(language: 'en' | 'es', least?: number, most?: number, above?: number): string {
  const number = { en: 'a number', es: 'un número' }[language];
  const parts = [
    least === undefined ? '' : { en: `of ${least} or more`, es: `de ${least} o más` }[language],
    above === undefined ? '' : { en: `above ${above}`, es: `mayor que ${above}` }[language],
    most === undefined ? '' : { en: `of ${most} at most`, es: `de ${most} como máximo` }[language],
  ].filter((part) => part !== '');
  return [number, ...parts].join(' ');
}
