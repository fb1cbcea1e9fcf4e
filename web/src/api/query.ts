/** Values of a query string; lists are joined by commas, what is absent is left out. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

/** A query string with its question mark; empty where nothing is asked. */
export function toQuery(query: Query): string {
  const parts = Object.entries(query).flatMap(([key, value]) => {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return [];
    const text = Array.isArray(value) ? value.join(',') : String(value);
    return [`${encodeURIComponent(key)}=${encodeURIComponent(text)}`];
  });
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
