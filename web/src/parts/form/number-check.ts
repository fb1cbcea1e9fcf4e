import { useWords } from '../../i18n/use-words.ts';
import { readNumber } from './read-form.ts';

/** Says what is wrong with what was entered as a number; null: nothing is. */
export type NumberCheck = (text: string) => string | null;

/** The check of a number that may be from `least` to `most`. */
export function useNumberCheck(least?: number, most?: number): NumberCheck {
  const { t } = useWords();
  return (text) => {
    if (text.trim() === '') return null;
    const number = readNumber(text);
    if (number === null) return t('form.number');
    if (least !== undefined && number < least) return t('form.least', { least });
    if (most !== undefined && number > most) return t('form.most', { most });
    return null;
  };
}
