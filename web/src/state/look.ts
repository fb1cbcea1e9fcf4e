import { useQuery } from '@tanstack/react-query';
import { type Choices, choicesQuery, type PeriodId } from '../api/choices.ts';
import { type Scope, scopeQuery, useScope } from './scope.ts';

/** What a page looks at, its days filled in, as the API takes it. */
export type Look = { readonly from: string; readonly to: string; readonly where?: string };

/** Filters that a page can have. */
export type FilterId = 'team' | 'rep' | 'source' | 'segment' | 'product';

/** What is looked at by the address; without days in it `usual`. Null while it is not known which days these are. */
export function useLook(usual: PeriodId = 'last_3_months'): {
  readonly look: Look | null;
  readonly error: Error | null;
  readonly refetch: () => unknown;
} {
  const [scope] = useScope();
  const { data: choices, error, refetch } = useQuery(choicesQuery);
  return { look: choices === undefined ? null : lookOf(scope, choices, usual), error, refetch };
}

function lookOf(scope: Scope, choices: Choices, usual: PeriodId): Look {
  const { from, to, where } = scopeQuery(scope);
  const period = choices.periods.find(({ id }) => id === usual)!;
  const end = to ?? (from === undefined || from < period.to ? period.to : nextDay(from));
  const start = from ?? (period.from < end ? period.from : choices.first);
  return { from: start, to: end, ...(where === undefined ? {} : { where }) };
}

/** The filters of the address that a number does not have: it cannot be told of them alone. */
export function unfitFor(scope: Scope, dimensions: readonly string[]): readonly FilterId[] {
  const filters = ['team', 'rep', 'source', 'segment', 'product'] as const;
  return filters.filter((filter) => scope[filter] !== undefined && !dimensions.includes(filter));
}

/** The day after a day. */
export function nextDay(day: string, days = 1): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + days);
  return next.toISOString().slice(0, 10);
}

/** How many days lie between two days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
