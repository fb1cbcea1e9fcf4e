import type { TableName } from '../schema.ts';
import type { World } from './model.ts';

/** The id of the row that a table gets next: a prefix, a dash and the row's number. */
export function nextId(world: World, table: TableName, prefix: string, digits: number): string {
  return `${prefix}-${String(world.files.count(table) + 1).padStart(digits, '0')}`;
}
