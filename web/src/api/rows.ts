import { queryOptions } from '@tanstack/react-query';
import { type Query, read, write } from './client.ts';

export type Team = { readonly id: string; readonly name: string; readonly parent_id: string | null };

export type Rep = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly team_id: string | null;
  readonly active_from: string | null;
  readonly active_to: string | null;
  readonly hourly_cost: string | null;
};

export const stageKinds = ['open', 'won', 'lost'] as const;
export type StageKind = (typeof stageKinds)[number];

export type Stage = {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly kind: StageKind;
  readonly probability: string | null;
  readonly pipeline: string | null;
};

export const goalGrains = ['week', 'month', 'quarter', 'year'] as const;
export type GoalGrain = (typeof goalGrains)[number];

export type Goal = {
  readonly seq: number;
  readonly kpi: string;
  readonly target: string;
  readonly starts_on: string;
  readonly grain: GoalGrain;
  readonly rep_id: string | null;
  readonly team_id: string | null;
};

export type Account = { readonly id: string; readonly name: string; readonly segment: string | null };

export type Assignment = {
  readonly seq: number;
  readonly account_id: string;
  readonly rep_id: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
};

type Tables = {
  readonly teams: Team;
  readonly reps: Rep;
  readonly stages: Stage;
  readonly goals: Goal;
  readonly accounts: Account;
  readonly assignments: Assignment;
  readonly contacts: { readonly id: string; readonly name: string; readonly account_id: string };
};
export type TableName = keyof Tables;

type Page<T> = { readonly rows: readonly T[]; readonly next: string | null };
/** Pages that are read of one table. */
const mostPages = 20;

async function allRows<K extends TableName>(
  table: K,
  query: Query,
  signal: AbortSignal,
): Promise<readonly Tables[K][]> {
  const rows: Tables[K][] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < mostPages; pages++) {
    const page: Page<Tables[K]> = await read(`/${table}`, { limit: 1000, ...query, cursor }, signal);
    rows.push(...page.rows);
    cursor = page.next;
    if (cursor === null) break;
  }
  return rows;
}

/** The rows of a table that the reader may see. */
export function tableQuery<K extends TableName>(table: K, query: Query = {}) {
  return queryOptions({
    queryKey: ['table', table, query],
    queryFn: ({ signal }) => allRows(table, query, signal),
  });
}

export function addRow<K extends TableName>(table: K, values: object): Promise<Tables[K]> {
  return write('POST', `/${table}`, values);
}

export function changeRow(table: TableName, key: string | number, values: object): Promise<unknown> {
  return write('PATCH', `/${table}/${encodeURIComponent(key)}`, values);
}

export function removeRow(table: TableName, key: string | number): Promise<unknown> {
  return write('DELETE', `/${table}/${encodeURIComponent(key)}`);
}

/** Gives accounts to another rep; null: to nobody yet. */
export function handOver(accounts: readonly string[], to: string | null, at: string | null): Promise<unknown> {
  return write('POST', '/handovers', { accounts, to, ...(at === null ? {} : { at }) });
}

/** A rep leaves on a day; the accounts go to another one. */
export function repLeaves(rep: string, on: string, to: string | null): Promise<unknown> {
  return write('POST', `/reps/${encodeURIComponent(rep)}/leave`, { on, to });
}
