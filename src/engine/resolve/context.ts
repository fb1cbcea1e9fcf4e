import type { Workspace } from '../../domain/workspace.ts';
import { inline, type Sql } from '../../duckdb/sql.ts';
import type { LocalTime } from './time.ts';

/** What every step of resolving knows. Steps read schema `log`, keep what passes between them in `work`, write `facts`. */
export type ResolveContext = {
  readonly workspace: Workspace;
  /** "Now" as a SQL TIMESTAMP: what begins at or after it does not exist. */
  readonly asOf: Sql;
  readonly local: LocalTime;
};

/** A relation that resolving makes, in `facts` or in `work`, by a query of others. */
export type Made = {
  readonly name: string;
  readonly query: Sql;
  /** The relations of `log`, `work` and `facts` that the query names. */
  readonly reads: ReadonlySet<string>;
};

/** What a step makes, in order. */
export type ResolveStep = (context: ResolveContext) => readonly Made[];

export function made(name: string, query: Sql): Made {
  return { name, query, reads: new Set(inline(query).match(/\b(log|work|facts)\.\w+/g) ?? []) };
}
