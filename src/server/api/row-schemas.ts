import { z } from 'zod';
import { type Column, hasId, type Table } from '../../log/schema.ts';
import { day, decimal, id, instant, text, words } from '../http/fields.ts';

/** The schemas of a table's rows: as they are answered, added and changed. */
export type RowSchemas = {
  readonly row: z.ZodType;
  readonly added: z.ZodObject;
  readonly changed: z.ZodObject;
};

/** Schemas of rows from the schema of the sales log. */
export function rowSchemas(table: Table): RowSchemas {
  const name = pascal(table.name);
  const given = table.columns.map((column) => [column.name, givenOf(column), column.required] as const);
  const own = hasId(table);
  const added = z
    .strictObject(
      Object.fromEntries(
        given.map(([key, schema, required]) => [
          key,
          required && !(own && key === 'id') ? schema : schema.nullable().optional(),
        ]),
      ),
    )
    .meta({ id: `New${name}`, description: own ? 'without an id one is made' : 'a new row' });
  const changed = z
    .strictObject(
      Object.fromEntries(
        given.flatMap(([key, schema, required]) =>
          own && key === 'id' ? [] : [[key, required ? schema.optional() : schema.nullable().optional()]],
        ),
      ),
    )
    .meta({ id: `Changed${name}`, description: 'only what is to change; null: not known any more' });
  const row = z
    .object({
      seq: z.int().meta({ description: 'keeps the order in which rows were added' }),
      ...Object.fromEntries(
        table.columns.map((column) => [column.name, column.required ? shownOf(column) : shownOf(column).nullable()]),
      ),
    })
    .meta({ id: name });
  return { row, added, changed };
}

function givenOf(column: Column): z.ZodType {
  const { type, required } = column;
  switch (type.kind) {
    case 'text':
      if (column.name === 'id' || column.references !== undefined) return described(column, id);
      return required ? words() : text();
    case 'list':
      return z.enum(type.values as [string, ...string[]]);
    case 'instant':
      return instant;
    case 'date':
      return day;
    case 'whole':
      return z
        .int()
        .min(type.least ?? -2_147_483_648)
        .max(type.most ?? 2_147_483_647);
    case 'decimal':
      return decimal(type);
  }
}

function shownOf(column: Column): z.ZodType {
  switch (column.type.kind) {
    case 'list':
      return z.enum(column.type.values as [string, ...string[]]);
    case 'instant':
      return z.string().meta({ format: 'date-time' });
    case 'date':
      return z.string().meta({ format: 'date' });
    case 'whole':
      return z.int();
    case 'decimal':
      return column.name === 'duration_s'
        ? z.number()
        : z.string().meta({ description: 'an exact decimal as text, such as 1234.5' });
    case 'text':
      return described(column, z.string());
  }
}

function described(column: Column, schema: z.ZodType): z.ZodType {
  return column.references === undefined ? schema : schema.meta({ description: `an id of ${column.references}` });
}

/** `stage_changes` → `StageChange`. */
function pascal(name: string): string {
  const parts = name.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return parts.join('').replace(/ies$/, 'y').replace(/s$/, '');
}
