import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { read, write } from './client.ts';

export type Subject = 'contact' | 'rep' | 'user';

/** Everything that is kept about somebody, as it is handed out. */
export type Everything = { readonly record: Readonly<Record<string, readonly unknown[]>> };

const placeOf: Readonly<Record<Subject, string>> = { contact: 'contacts', rep: 'reps', user: 'users' };

export function everythingOf(kind: Subject, id: string): Promise<Everything> {
  return read(`/privacy/${placeOf[kind]}/${encodeURIComponent(id)}`);
}

export function everythingOfMe(): Promise<Everything> {
  return read('/privacy/me');
}

/** What came of forgetting somebody. */
export type Erasure = { readonly rows: number; readonly texts: number; readonly sign_in: 'removed' | 'kept' | 'none' };

export function erase(kind: Subject, id: string): Promise<Erasure> {
  return write('POST', '/privacy/erasures', { kind, id, confirm: id });
}

/** For how long personal data is kept; null: without an end. */
export type Retention = {
  readonly free_text_months: number | null;
  readonly lost_lead_months: number | null;
  readonly left_contact_months: number | null;
  readonly audit_years: number | null;
};

export const retentionQuery = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => read<Retention>('/privacy/retention', {}, signal),
});

export function changeRetention(changes: Partial<Retention>): Promise<Retention> {
  return write('PATCH', '/privacy/retention', changes);
}

/** Somebody saw or changed something about people. */
export type AuditEntry = {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly name: string | null;
  readonly role: string;
  readonly kind: 'saw' | 'changed';
  readonly action: string;
  readonly subjects: readonly string[];
  readonly fields: readonly string[];
};

type AuditPage = { readonly rows: readonly AuditEntry[]; readonly next: string | null };

export type AuditFilter = {
  readonly kind?: string | undefined;
  readonly actor?: string | undefined;
  readonly about?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
};

/** @param path `/audit`, or `/audit/me` for who looked at oneself */
export function auditQuery(path: '/audit' | '/audit/me', filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ['audit', path, filter],
    queryFn: ({ pageParam, signal }) => read<AuditPage>(path, { limit: 50, ...filter, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
