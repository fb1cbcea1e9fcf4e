import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../api/me.ts';
import { type Writers, writersOf } from '../i18n/numbers.ts';
import { useWords } from '../i18n/use-words.ts';

/** How numbers, money, days and moments are written for the reader, in the organisation's currency and zone. */
export function useWriters(): Writers {
  const { language } = useWords();
  const { data: me } = useQuery(meQuery);
  const { currency, timezone } = me?.organization ?? { currency: 'EUR', timezone: 'UTC' };
  return writersOf(language, currency, timezone);
}
