import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, languages } from './words.ts';
import { entries, keepForLater } from './add-words.ts';
import { allWords, type WordKey } from './all-words.ts';

const stored = 'tacto.language';

/** The language that the reader chose, else the browser's first that Tacto speaks, else Spanish. */
export function firstLanguage(): Language {
  const chosen = [localStorage.getItem(stored), ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return (
    languages.find((language) => language === chosen.find((tag) => languages.some((known) => known === tag))) ?? 'es'
  );
}

/** Starts the texts of the app. */
export async function startLanguages(language: Language): Promise<i18n> {
  const resources = Object.fromEntries(
    languages.map((each) => [
      each,
      { translation: Object.fromEntries(Object.entries(allWords).flatMap(([key, text]) => entries(key, text[each]))) },
    ]),
  );
  const instance = createInstance();
  await instance.use(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  keepForLater(instance);
  instance.on('languageChanged', show);
  show(language);
  return instance;
}

function show(language: string): void {
  document.documentElement.lang = language;
  localStorage.setItem(stored, language);
}

export type { WordKey };
