/** The query of an address as an object: a name that occurs several times has a list. */
export function queryOf(url: string): Readonly<Record<string, string | readonly string[]>> {
  const found = new Map<string, string | string[]>();
  for (const [name, value] of new URL(url).searchParams) {
    const before = found.get(name);
    if (before === undefined) found.set(name, value);
    else found.set(name, [...(Array.isArray(before) ? before : [before]), value]);
  }
  return Object.fromEntries(found);
}
