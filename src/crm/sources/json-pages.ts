import { join, literal, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { JsonPart } from './json-outline.ts';

/** Where the answers of an API have their records; `data` may also be the one record. */
const pageKeys = ['results', 'records', 'value', 'items', 'data'] as const;
/** What a record has and a page has not. */
const recordKeys = ['id', 'Id', 'properties'] as const;

/** A piece of a JSON text that holds records: an array of them, or one record. */
export type Slice = { readonly start: number; readonly end: number; readonly isArray: boolean };

/** The records of a value at the top of a JSON text: those of a page, of each array that it names, or itself. Of what has none, nothing. */
export function recordsIn(value: JsonPart): { readonly name: string | null; readonly slice: Slice }[] {
  if (value.kind === 'scalar') return [];
  const own = pageOf(value);
  if (own !== null) return [{ name: null, slice: own }];
  if (value.kind === 'object' && !isRecord(value)) {
    const named = [...value.members].flatMap(([name, member]) => {
      const slice = member.kind === 'array' ? arrayOf(member) : pageOf(member);
      return slice === null ? [] : [{ name, slice }];
    });
    if (named.length > 0) return named;
  }
  return [{ name: null, slice: { start: value.start, end: value.end, isArray: false } }];
}

function pageOf(value: JsonPart): Slice | null {
  if (value.kind === 'array') return arrayOf(value);
  if (value.kind !== 'object' || isRecord(value)) return null;
  for (const key of pageKeys) {
    const member = value.members.get(key);
    if (member?.kind === 'array') return arrayOf(member);
  }
  const data = value.members.get('data');
  if (data?.kind !== 'object') return isAnswer(value) ? { start: 0, end: 0, isArray: true } : null;
  const items = data.members.get('items');
  if (items?.kind === 'array') return arrayOf(items);
  return isAnswer(value) ? { start: data.start, end: data.end, isArray: false } : null;
}

/** An array of records; null when it holds something else. */
function arrayOf(part: JsonPart): Slice | null {
  return part.first === 'scalar' || part.first === 'array' ? null : { start: part.start, end: part.end, isArray: true };
}

function isRecord({ members }: JsonPart): boolean {
  return recordKeys.some((key) => members.has(key));
}

/** What Pipedrive answers, with or without data. */
function isAnswer({ members }: JsonPart): boolean {
  return members.has('success') && members.has('data');
}

const pointer = (key: string): Sql => literal(`/${key}`);
const type = (path: Sql): Sql => sql`json_type(json, ${path})`;

/** The records of the page `json` as a list of JSON; null when it is no page (see `recordsIn`). */
export const recordsOfPage: Sql = sql`CASE
  WHEN ${join(
    recordKeys.map((key) => sql`json_exists(json, ${pointer(key)})`),
    ' OR ',
  )} THEN NULL
  ${join(
    pageKeys.map((key) => sql`WHEN ${type(pointer(key))} = 'ARRAY' THEN json_extract(json, ${literal(`$.${key}[*]`)})`),
    ' ',
  )}
  WHEN ${type(raw(`'/data/items'`))} = 'ARRAY' THEN json_extract(json, '$.data.items[*]')
  WHEN json_exists(json, '/success') AND ${type(raw(`'/data'`))} = 'OBJECT' THEN [json_extract(json, '/data')]
  WHEN json_exists(json, '/success') AND ${type(raw(`'/data'`))} = 'NULL' THEN []
END`;
