/** So many statements are planned once for each connection, which keeps their plans. */
const most = 60;
/** From so many times on. */
const often = 20;

const names = new Map<string, string>();
const times = new Map<string, number>();

/** The name under which a connection prepares a statement that is asked again and again; undefined for others. */
export function preparedName(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined || names.size >= most) return name;
  const asked = (times.get(text) ?? 0) + 1;
  if (asked < often) {
    if (times.size >= most * 10) times.clear();
    times.set(text, asked);
    return undefined;
  }
  times.delete(text);
  names.set(text, `often_${names.size}`);
  return names.get(text);
}
