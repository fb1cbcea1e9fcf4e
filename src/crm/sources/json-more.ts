import { open } from 'node:fs/promises';
import { literal, type Sql, sql } from '../../duckdb/sql.ts';

/** A page of an API in a text: where it stands, and its array of records, in bytes. */
export type PagePlace = {
  readonly start: number;
  readonly end: number;
  readonly records: { readonly start: number; readonly end: number };
};

/** What stands around records is short. */
const mostBytes = 1_000_000;

/** Whether a page says that there are more records than it holds: HubSpot, Pipedrive (v1, v2), Salesforce. */
export function saysMore(page: unknown): boolean {
  const next = [
    at(page, 'paging', 'next'),
    at(page, 'additional_data', 'next_cursor'),
    at(page, 'nextRecordsUrl'),
    at(page, 'additional_data', 'pagination', 'more_items_in_collection') === true ? 'more' : null,
  ];
  return next.some((value) => value !== null && value !== undefined);
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null && Object.hasOwn(found, key)
        ? (found as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}

/** SQL of what `saysMore` needs of the page `json`, as text. */
export const pageEnd: Sql = sql`json_object('paging', json_extract(json, ${literal('/paging')}), 'additional_data', json_extract(json, ${literal('/additional_data')}),
  'nextRecordsUrl', json_extract(json, ${literal('/nextRecordsUrl')}))::VARCHAR`;

/** The page at a place of a file, without its records. */
export async function pageAt(path: string, { start, end, records }: PagePlace): Promise<unknown> {
  if (end - start - (records.end - records.start) > mostBytes) return null;
  const file = await open(path, 'r');
  try {
    const part = async (from: number, to: number): Promise<string> => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
      return buffer.subarray(0, bytesRead).toString('utf8');
    };
    return JSON.parse(`${await part(start, records.start)}[]${await part(records.end, end)}`);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  } finally {
    await file.close();
  }
}
