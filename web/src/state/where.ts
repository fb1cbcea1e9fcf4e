import type { Scope } from './scope.ts';

type Filter = 'team' | 'rep' | 'source' | 'segment' | 'product';

/** The filters of the address that a question knows, and others, as the API takes them; undefined: none. */
export function whereOf(
  scope: Scope,
  known: readonly string[],
  also: Readonly<Record<string, string>> = {},
): string | undefined {
  const filters: readonly Filter[] = ['team', 'rep', 'source', 'segment', 'product'];
  const asked = filters.flatMap((key) =>
    scope[key] === undefined || key in also || !known.includes(key) ? [] : [`${key}=${scope[key]}`],
  );
  const all = [...asked, ...Object.entries(also).map(([key, member]) => `${key}=${member}`)];
  return all.length === 0 ? undefined : all.join(',');
}
