/** Whether a text has all of the words that somebody looks for, however they are accented or written. */
export function hasWords(text: string, wanted: string): boolean {
  const all = plain(text);
  return plain(wanted)
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
}
