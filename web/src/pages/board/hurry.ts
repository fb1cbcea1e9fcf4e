import type { QueryClient } from '@tanstack/react-query';
import { defaultParseSearch } from '@tanstack/react-router';
import { playbooksQuery } from '../../api/ask.ts';
import { boardPeriodQuery } from '../../api/board.ts';
import { meQuery } from '../../api/me.ts';
import { kpisQuery } from '../../api/queries.ts';
import { readScope, scopeQuery } from '../../state/scope.ts';

/** Asks for what the board’s first figures need while its code is on the way, where the address is the board's: each waits for nobody else then. */
export function hurryToBoard(client: QueryClient): void {
  if (location.pathname !== '/board') return;
  const search = defaultParseSearch(location.search) as Readonly<Record<string, unknown>>;
  const ask = [boardPeriodQuery(scopeQuery(readScope(search))), meQuery, playbooksQuery, kpisQuery];
  // What goes wrong is told by the page.
  for (const query of ask) client.query(query as typeof meQuery).catch(() => undefined);
  void import('./board-page.tsx');
}
