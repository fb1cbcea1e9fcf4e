import { raw } from '../duckdb/sql.ts';
import type { Resolved } from '../engine/question.ts';

/** How members are shown to people: id and name where the log has one. */
export type MemberNames = (dimension: string, member: string | null) => string;

const tables: Readonly<Record<string, string>> = { rep: 'reps', team: 'teams', account: 'accounts', stage: 'stages' };

/** Reads the names of the members of the dimensions that have names. */
export async function memberNames(log: Resolved, dimensions: readonly string[], none: string): Promise<MemberNames> {
  const names = new Map<string, ReadonlyMap<string, string>>();
  for (const dimension of dimensions) {
    const table = tables[dimension];
    if (table === undefined) continue;
    const rows = await log.db.rows<{ id: string; name: string }>(raw(`SELECT id, name FROM log.${table}`));
    names.set(dimension, new Map(rows.map(({ id, name }) => [id, name])));
  }
  return (dimension, member) => {
    if (member === null) return none;
    const name = names.get(dimension)?.get(member);
    return name === undefined || name === member ? member : `${name} (${member})`;
  };
}
