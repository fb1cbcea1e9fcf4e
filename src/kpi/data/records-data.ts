import type { Lineage, PartName } from '../../engine/lineage.ts';
import type { Data } from './data.ts';

/** The records behind a number as columns and rows. */
export function recordsData(lineage: Lineage): Data {
  return {
    columns: [
      { name: 'record', type: 'VARCHAR' },
      ...lineage.parts.map((name) => ({
        name,
        type: isMoney(lineage, name) ? ('MONEY' as const) : ('DOUBLE' as const),
      })),
      ...lineage.columns.map((name) => ({ name, type: 'VARCHAR' as const })),
    ],
    rows: lineage.records.map(({ fact, adds, exact, fields }) => [
      fact,
      ...lineage.parts.map((part) => exact[part] ?? adds[part] ?? null),
      ...lineage.columns.map((column) => fields[column] ?? null),
    ]),
  };
}

/** Whether all that is added to a part is money. */
function isMoney({ records }: Lineage, part: PartName): boolean {
  const adding = records.filter(({ adds }) => (adds[part] ?? null) !== null);
  return adding.length > 0 && adding.every(({ exact }) => exact[part] !== undefined);
}
