import { focusAsks } from './api/focus.ts';
import { begin } from './api/get.ts';
import { toQuery } from './api/query.ts';
import { firstLanguage } from './i18n/first-language.ts';
import { focusKey, kpisIn, usualPlaybook } from './state/kept-focus.ts';

// A small script of its own, which the page runs long before the app has come: it asks for what the app will ask for first.

const language = firstLanguage();
const { pathname, search } = location;
const isInside = !/^\/(sign-in|invitation|new-password)/.test(pathname);

if (isInside) {
  const me = ask('/me');
  // What goes wrong, as without a connection, is told to the app when it asks.
  me.catch(() => undefined);
  // The board as it is opened on a Monday; with a period or filters in the address it asks by itself.
  if (pathname === '/board' && search === '') void askBoard(me).catch(() => undefined);
}

/** Asks for what the board shows first: its days, and the figures in focus as soon as it is known which. What goes wrong is told to the app when it asks. */
async function askBoard(asked: Promise<unknown>): Promise<void> {
  const both = Promise.all([ask('/board/period'), ask('/playbooks?proposal=no')]);
  void ask('/kpis').catch(() => undefined);
  const [me, [days, { playbooks }]] = (await Promise.all([asked, both])) as [Me, [Days, Playbooks]];
  const kept = kpisIn(localStorage.getItem(focusKey(me.user_id ?? '')));
  const usual = playbooks.find(({ id }) => id === usualPlaybook)?.focus ?? [];
  const asks = focusAsks(kept.length > 0 ? kept : usual, days.period, days.before);
  for (const query of [asks.now, asks.before]) void begin(`/kpi${toQuery(query)}`, language);
  void begin(`/trend${toQuery(asks.trend)}`, language);
}

type Me = { readonly user_id: string | null };
type Span = { readonly from: string; readonly to: string };
type Days = { readonly period: Span; readonly before: Span };
type Playbooks = { readonly playbooks: readonly { readonly id: string; readonly focus: readonly string[] }[] };

/** Asks for what is read here too. */
async function ask(path: string): Promise<unknown> {
  const answer = await begin(path, language);
  return answer.clone().json();
}
