import type { Workspace } from '../../domain/workspace.ts';
import type { Sql } from '../../duckdb/sql.ts';
import type { LocalTime } from './time.ts';

/** What every step of resolving knows. Steps read schema `log`, keep what passes between them in `work`, write `facts`. */
export type ResolveContext = {
  readonly workspace: Workspace;
  /** "Now" as a SQL TIMESTAMP: what begins at or after it does not exist. */
  readonly asOf: Sql;
  readonly local: LocalTime;
};

/** A step's statements, run in order. */
export type ResolveStep = (context: ResolveContext) => readonly Sql[];
