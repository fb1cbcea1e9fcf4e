/** Gives statements a name under which a connection plans them once and keeps the plan. */
export type Names = (text: string) => string | undefined;

/**
 * Names for statements that are asked again and again. A statement without a name is planned each time.
 * @param limits `often`: from so many times on it gets one; `most`: so many have one, so that what connections keep is bounded
 */
export function namesForOften(limits: { readonly often: number; readonly most: number }): Names {
  const names = new Map<string, string>();
  const times = new Map<string, number>();
  return (text) => {
    const name = names.get(text);
    if (name !== undefined || names.size >= limits.most) return name;
    const asked = (times.get(text) ?? 0) + 1;
    if (asked < limits.often) {
      // Texts that differ each time, by the length of a list, are not counted for ever.
      if (times.size >= limits.most * 10) times.clear();
      times.set(text, asked);
      return undefined;
    }
    times.delete(text);
    const given = `often_${names.size}`;
    names.set(text, given);
    return given;
  };
}
