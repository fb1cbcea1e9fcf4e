import { languages } from '../../domain/text.ts';
import { badSetting } from './bad-setting.ts';

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A currency code of three letters in capitals, as ISO 4217 writes it; another word as it is. */
export function inCapitals(word: string): string {
  return /^[a-z]{3}$/i.test(word) ? word.toUpperCase() : word;
}

/**
 * The settings' `workspace` with its currency as ISO 4217 writes it.
 * @throws UserError `bad_settings` that names the code of a currency which is told by its name
 */
export function withCurrencyCode(file: string, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { currency } = given;
  if (typeof currency !== 'string') return { ...given };
  const code = inCapitals(currency.trim());
  if (codes.has(code)) return { ...given, currency: code };
  const meant = codeNamed(currency) ?? 'EUR';
  throw badSetting(file, 'workspace.currency', currency, {
    en: `a code of ISO 4217 in three letters, such as ${meant}`,
    es: `un código ISO 4217 de tres letras, como ${meant}`,
  });
}

/** The code of a currency by its name in one of the languages. */
function codeNamed(name: string): string | undefined {
  const wanted = name.trim().toLowerCase();
  const names = languages.map((language) => new Intl.DisplayNames(language, { type: 'currency' }));
  return [...codes].find((code) => names.some((named) => named.of(code)?.toLowerCase() === wanted));
}
