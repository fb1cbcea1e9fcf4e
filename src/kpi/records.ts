import type { Lineage } from '../engine/lineage.ts';

/** The public shape of the records behind a number (docs/json.md). */
export function recordsToJson(lineage: Lineage): object {
  return {
    parts: lineage.parts,
    rows: lineage.records.map(({ fact, adds, fields }) => ({
      record: fact,
      ...Object.fromEntries(lineage.parts.map((part) => [part, adds[part] ?? null])),
      ...fields,
    })),
  };
}
