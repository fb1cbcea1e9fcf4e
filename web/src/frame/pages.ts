import type { Role } from '../api/me.ts';
import type { WordKey } from '../i18n/all-words.ts';

/** A page of the navigation. */
export type PageLink = {
  readonly to: string;
  readonly label: WordKey;
  /** The path of its icon, drawn in a box of 24. */
  readonly icon: string;
  readonly roles: readonly Role[];
  /** On a phone it stands in the bar at the bottom for these roles; for the others behind “More”. */
  readonly first?: readonly Role[];
};

const everybody: readonly Role[] = ['administrator', 'manager', 'rep', 'viewer'];
const leads: readonly Role[] = ['administrator', 'manager', 'viewer'];
const sells: readonly Role[] = ['administrator', 'manager', 'rep'];

/** The pages in the order in which they are shown. */
export const pageLinks: readonly PageLink[] = [
  {
    to: '/board',
    label: 'page.board',
    icon: 'M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z',
    roles: everybody,
    first: everybody,
  },
  {
    to: '/accounts',
    label: 'page.accounts',
    icon: 'M4 20V6l8-3v17M12 9l8 2v9M2 20h20M8 8v.01M8 12v.01M8 16v.01M16 14v.01M16 17v.01',
    roles: everybody,
    first: ['administrator', 'manager', 'viewer'],
  },
  {
    to: '/risk',
    label: 'page.risk',
    icon: 'M12 4 2.5 20h19zM12 10v5M12 17.5v.01',
    roles: everybody,
  },
  {
    to: '/presentations',
    label: 'page.presentations',
    icon: 'M3 4h18M5 4v10h14V4M12 14v3M8 21l4-4 4 4',
    roles: everybody,
  },
  {
    to: '/people',
    label: 'page.people',
    icon: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c0-3.5 2.8-6 6.5-6s6.5 2.5 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.2.8 3.5 2.8 3.5 5.5',
    roles: leads,
    first: leads,
  },
  {
    to: '/me',
    label: 'page.me',
    icon: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 21c0-4 3.2-6.5 7.5-6.5s7.5 2.5 7.5 6.5',
    roles: ['rep'],
    first: ['rep'],
  },
  { to: '/numbers', label: 'page.numbers', icon: 'M4 20V10M10 20V4M16 20v-7M22 20H2', roles: everybody },
  { to: '/process', label: 'page.process', icon: 'M3 6h5l4 12h9M17 14l4 4-4 4', roles: everybody },
  {
    to: '/questions',
    label: 'page.questions',
    icon: 'M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18',
    roles: everybody,
  },
  {
    to: '/follow-ups',
    label: 'page.followUps',
    icon: 'M4 6h2m3 0h11M4 12h2m3 0h11M4 18h2m3 0h11',
    roles: sells,
    first: ['rep'],
  },
  { to: '/log', label: 'page.log', icon: 'M12 5v14M5 12h14', roles: sells, first: sells },
  {
    to: '/import',
    label: 'page.import',
    icon: 'M12 4v11M7 10l5 5 5-5M4 16v4h16v-4',
    roles: ['administrator'],
  },
  {
    to: '/settings',
    label: 'page.settings',
    icon: 'M4 7h9M17 7h3M13 5v4M4 17h3M11 17h9M11 15v4',
    roles: everybody,
  },
];
