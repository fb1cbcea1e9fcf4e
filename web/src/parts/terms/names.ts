import type { Say } from '../../i18n/use-words.ts';
import { termWords } from './words.ts';

type Key = keyof typeof termWords;

/** The text of a key, where there is one; else the id as the log has it. */
function named(t: Say['t'], key: string, id: string): string {
  return key in termWords ? t(key as Key) : memberName(id);
}

/** A member as it is read: `cold_list` is “cold list”. */
export function memberName(member: string): string {
  return member.replaceAll('_', ' ');
}

/** What a kind of material is called; the team's own kinds by their own names. */
export function assetName(t: Say['t'], id: string): string {
  return named(t, `asset.${id}`, id);
}

/** What a dimension is called. */
export function dimensionName(t: Say['t'], id: string): string {
  return named(t, `dimension.${id}`, id);
}
