import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, languages } from './words.ts';
import { entries, keepForLater } from './add-words.ts';
import { allWords, type WordKey } from './all-words.ts';
import { keepLanguage } from './first-language.ts';

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
  keepLanguage(language);
}

export type { WordKey };
