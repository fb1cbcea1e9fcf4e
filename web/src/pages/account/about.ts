import type { MapContact, Tie } from '../../api/accounts.ts';
import type { Say } from '../../i18n/use-words.ts';

/** What is to be watched about somebody. */
export type Mark = 'dissent' | 'unheard' | 'pressed' | 'uncovered';

/** What is to be watched about a contact, the gravest first. */
export function marksOf(contact: MapContact): readonly Mark[] {
  const marks: readonly (readonly [Mark, boolean])[] = [
    ['dissent', contact.hidden_dissent],
    ['pressed', contact.takes_most || contact.tries_in_vain],
    ['unheard', contact.unheard && contact.covered],
    ['uncovered', !contact.covered],
  ];
  return marks.flatMap(([mark, is]) => (is ? [mark] : []));
}

/** How often somebody was talked to: 1:1, in a group, in vain. */
export function talkText(
  { t }: Pick<Say, 't'>,
  { alone, group, tried }: Pick<Tie, 'alone' | 'group' | 'tried'>,
): string {
  return [
    alone === 0 ? null : t('account.talk.alone', { count: alone }),
    group === 0 ? null : t('account.talk.group', { count: group }),
    tried === 0 ? null : t('account.talk.tried', { count: tried }),
  ]
    .filter((part) => part !== null)
    .join(', ');
}

/** The first letters of a name's first two words. */
export function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');
}
