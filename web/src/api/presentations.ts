import { queryOptions } from '@tanstack/react-query';
import type { DecisionRole } from './accounts.ts';
import { type Query, read } from './client.ts';

export type Presentation = {
  readonly activity: string;
  readonly at: string;
  readonly rep: string;
  readonly account: string | null;
  readonly account_name: string | null;
  readonly deal: string | null;
  readonly deal_name: string | null;
  /** Somebody of the decision team was there. */
  readonly counts: boolean;
  readonly members: readonly {
    readonly contact: string;
    readonly name: string;
    readonly title: string | null;
    readonly role: DecisionRole;
    readonly present: boolean;
  }[];
};

export type Presentations = {
  readonly period: { readonly from: string; readonly to: string };
  readonly presentations: readonly Presentation[];
  readonly roles: readonly { readonly role: DecisionRole; readonly present: number; readonly members: number }[];
  readonly difference: { readonly value: number; readonly interval: readonly [number, number] | null } | null;
};

export function presentationsQuery(query: Query) {
  return queryOptions({
    queryKey: ['presentations', query],
    queryFn: ({ signal }) => read<Presentations>('/presentations', query, signal),
  });
}
