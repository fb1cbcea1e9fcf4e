import type { Say } from '../../i18n/use-words.ts';
import { memberName } from '../vocabulary/member-name.ts';
import { termWords } from './words.ts';

type Key = keyof typeof termWords;

/** The text of a key, where there is one; else the id as the log has it. */
function named(t: Say['t'], key: string, id: string): string {
  return key in termWords ? t(key as Key) : memberName({ t }, id);
}

/** What a dimension is called. */
export function dimensionName(t: Say['t'], id: string): string {
  return named(t, `dimension.${id}`, id);
}
