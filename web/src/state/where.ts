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
  return joined(...asked, ...Object.entries(also).map(([key, member]) => `${key}=${member}`));
}

/** Filters together as the API takes them; undefined: none. */
export function joined(...filters: readonly (string | undefined)[]): string | undefined {
  const all = filters.filter((filter) => filter !== undefined);
  return all.length === 0 ? undefined : all.join(',');
}

/** Filters, and a rep's alone; null: what is nobody's. */
export function ofRep(where: string | undefined, rep: string | null): string {
  return joined(where, `rep=${rep ?? ''}`)!;
}
