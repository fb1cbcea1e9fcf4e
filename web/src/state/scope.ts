import { useNavigate, useSearch } from '@tanstack/react-router';

/** What is looked at: a period of local days (`to` exclusive) and filters. Absent: the usual. */
export type Scope = {
  readonly from?: string;
  readonly to?: string;
  readonly team?: string;
  readonly rep?: string;
  readonly source?: string;
  readonly segment?: string;
  readonly product?: string;
};

const dayShape = /^\d{4}-\d{2}-\d{2}$/;
const filters = ['team', 'rep', 'source', 'segment', 'product'] as const;

/** Reads the scope out of an address; what is not one is left out. */
export function readScope(search: Readonly<Record<string, unknown>>): Scope {
  const days = (['from', 'to'] as const).flatMap((key) => {
    const value = search[key];
    return typeof value === 'string' && dayShape.test(value) ? [[key, value] as const] : [];
  });
  const members = filters.flatMap((key) => {
    const value = search[key];
    return typeof value === 'string' && value !== '' ? [[key, value] as const] : [];
  });
  return Object.fromEntries([...days, ...members]);
}

/** The scope of the page, and how to change it: it goes into the address, so that a link shows the same. */
export function useScope(): readonly [Scope, (change: Partial<Record<keyof Scope, string | undefined>>) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const scope = readScope(search);
  const change = (changes: Partial<Record<keyof Scope, string | undefined>>): void => {
    const next = Object.fromEntries(
      Object.entries({ ...search, ...changes }).filter(([, value]) => value !== undefined),
    );
    void navigate({ to: '.', search: next, replace: true, resetScroll: false });
  };
  return [scope, change];
}

/** The scope as the API takes it. */
export function scopeQuery(scope: Scope): { readonly from?: string; readonly to?: string; readonly where?: string } {
  const where = filters.flatMap((key) => (scope[key] === undefined ? [] : [`${key}=${scope[key]}`]));
  return {
    ...(scope.from === undefined ? {} : { from: scope.from }),
    ...(scope.to === undefined ? {} : { to: scope.to }),
    ...(where.length === 0 ? {} : { where: where.join(',') }),
  };
}
