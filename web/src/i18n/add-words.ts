import type { i18n } from 'i18next';
import { languages, type Words } from './words.ts';

let started: i18n | null = null;

/** Notes where words that come later go. */
export function keepForLater(instance: i18n): void {
  started = instance;
}

/** Adds words that a page brings with it, before it is shown. */
export function addWords(words: Words): void {
  for (const language of languages) {
    const texts = Object.entries(words).flatMap(([key, text]) => entries(key, text[language]));
    started!.addResources(language, 'translation', Object.fromEntries(texts));
  }
}

/** Millions are `many` in Spanish: they are said as the other plurals are. */
export function entries(key: string, text: string): (readonly [string, string])[] {
  return key.endsWith('_other')
    ? [
        [key, text],
        [key.replace(/_other$/, '_many'), text],
      ]
    : [[key, text]];
}
