import { begin } from './api/get.ts';
import { firstLanguage } from './i18n/first-language.ts';

// A small script of its own, which the page runs long before the app has come: it asks for what the app will ask for first.

const language = firstLanguage();
const { pathname, search } = location;
const isInside = !/^\/(sign-in|invitation|new-password)/.test(pathname);
const first = isInside ? ['/me'] : [];
// The board as it is opened on a Monday; with a period or filters in the address it asks by itself.
const board = pathname === '/board' && search === '' ? ['/board/period', '/playbooks?proposal=no', '/kpis'] : [];

for (const path of [...first, ...board]) begin(path, language);
