import { queryOptions } from '@tanstack/react-query';
import { read, write } from './client.ts';
import type { Role } from './me.ts';
import type { Place } from './people.ts';

export const scopes = ['record:read', 'record:write', 'insight:read', 'people:write', 'import', 'export'] as const;
export type Scope = (typeof scopes)[number];

/** Whose tokens: one's own, or those of the organisation's services. */
export type Whose = 'tokens' | 'service-tokens';

export type Token = {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly role: Role | null;
  readonly rep_id: string | null;
  readonly team_id: string | null;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
};

export function tokensQuery(whose: Whose) {
  return queryOptions({
    queryKey: ['tokens', whose],
    queryFn: async ({ signal }) => (await read<{ readonly rows: readonly Token[] }>(`/${whose}`, {}, signal)).rows,
  });
}

export type NewToken = {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly days: number | null;
} & Partial<Place>;

export function addToken(whose: Whose, token: NewToken): Promise<Token & { readonly secret: string }> {
  return write('POST', `/${whose}`, token);
}

export function revokeToken(whose: Whose, id: string): Promise<unknown> {
  return write('DELETE', `/${whose}/${encodeURIComponent(id)}`);
}
