import { queryOptions } from '@tanstack/react-query';
import { read } from './client.ts';

export const periodIds = [
  'last_3_months',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_12_months',
] as const;
export type PeriodId = (typeof periodIds)[number];

export type Choice = { readonly id: string; readonly name: string };

/** What can be looked at: periods (`to` exclusive) and the members by which can be filtered. */
export type Choices = {
  readonly first: string;
  readonly last: string;
  readonly periods: readonly { readonly id: PeriodId; readonly from: string; readonly to: string }[];
  readonly teams: readonly Choice[];
  readonly reps: readonly (Choice & { readonly team: string | null })[];
  readonly stages: readonly (Choice & { readonly kind: 'open' | 'won' | 'lost' })[];
  readonly sources: readonly string[];
  readonly segments: readonly string[];
  readonly products: readonly string[];
};

export const choicesQuery = queryOptions({
  queryKey: ['choices'],
  queryFn: ({ signal }) => read<Choices>('/choices', {}, signal),
  staleTime: 300_000,
});
