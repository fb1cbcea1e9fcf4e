/** A text in which reps stand by their ids, with their names instead. */
export function named(text: string, names: ReadonlyMap<string, string> | undefined): string {
  if (names === undefined || names.size === 0) return text;
  const ids = [...names.keys()].toSorted((a, b) => b.length - a.length).map((id) => escaped(id));
  const known = new RegExp(`(?<![\\w-])(?:${ids.join('|')})(?![\\w-])`, 'g');
  return text.replaceAll(known, (id) => names.get(id) ?? id);
}

function escaped(id: string): string {
  return id.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
