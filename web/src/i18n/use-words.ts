import { useTranslation } from 'react-i18next';
import type { WordKey } from './all-words.ts';
import type { Language, Text } from './words.ts';

/** Fills the holes of a text, such as `{{n}}`; `count` chooses its plural. */
export type Holes = Readonly<Record<string, string | number>>;

/** The texts of the app in the reader's language. */
export type Say = {
  /** A text of the app. */
  readonly t: (key: WordKey, holes?: Holes) => string;
  /** A text that came in both languages. */
  readonly say: (text: Text) => string;
  readonly language: Language;
};

/** The texts of the app, and of the server, in the reader's language. */
export function useWords(): Say {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'es';
  return { t: (key, holes) => t(key, holes ?? {}), say: (text) => text[language], language };
}
