import { type Language, languages } from './words.ts';

const stored = 'tacto.language';

/** The language that the reader chose, else the browser's first that Tacto speaks, else Spanish. */
export function firstLanguage(): Language {
  const chosen = [localStorage.getItem(stored), ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return (
    languages.find((language) => language === chosen.find((tag) => languages.some((known) => known === tag))) ?? 'es'
  );
}

/** Keeps what the reader chose. */
export function keepLanguage(language: string): void {
  localStorage.setItem(stored, language);
}
