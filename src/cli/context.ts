import { type Language, languages, type Text } from '../domain/text.ts';

/** What every command is given: the language to speak, whether a person is watching, and where to write. */
export type CliContext = {
  readonly language: Language;
  readonly isTerminal: boolean;
  /** Width of the terminal in columns. */
  readonly width: number;
  readonly out: (text: string) => void;
  readonly warn: (text: string) => void;
  /** Says a text in the context's language. */
  readonly say: (text: Text) => string;
};

/** The language of `--lang` when it is one of ours, else of the environment, else English. */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const i = argv.indexOf('--lang');
  const given = i >= 0 ? argv[i + 1] : argv.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  const asked = languages.find((language) => language === given);
  if (asked !== undefined) return asked;
  // A variable that is set to nothing counts as not set.
  const from = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return from.toLowerCase().startsWith('es') ? 'es' : 'en';
}
