import type { Language } from './text.ts';

/** The locale whose numbers and dates a language is written with. */
export function localeOf(language: Language): string {
  return language === 'es' ? 'es-ES' : 'en-GB';
}

/** A number of things as the language writes it: `2,157`; in Spanish four digits stand together, `2157`, and five do not, `12.157`. */
export function countText(language: Language, n: number): string {
  return n.toLocaleString(localeOf(language));
}
