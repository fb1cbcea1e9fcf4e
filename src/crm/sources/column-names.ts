/** Names for columns, all different: an empty header is named by its place, a repeated one gets its count behind it. */
export function columnNames(headers: readonly string[]): readonly string[] {
  const used = new Set(headers);
  const seen = new Set<string>();
  return headers.map((header, place) => {
    const wanted = header.trim() === '' ? `column_${place + 1}` : header;
    if (!seen.has(wanted) && (wanted === header || !used.has(wanted))) {
      seen.add(wanted);
      return wanted;
    }
    let count = 2;
    while (used.has(`${wanted} (${count})`)) count++;
    const name = `${wanted} (${count})`;
    used.add(name);
    return name;
  });
}
