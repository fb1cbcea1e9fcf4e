/** What a person is found by. */
type Findable = { readonly name: string; readonly title: string | null; readonly account: string };

/** Those of some people whose name or account has all of the words, however they are accented; in the order given. */
export function peopleNear<P extends Findable>(people: readonly P[], wanted: string, limit: number): readonly P[] {
  const words = plain(wanted)
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = people.filter((person) => {
    const text = plain(`${person.name} ${person.account} ${person.title ?? ''}`);
    return words.every((word) => text.includes(word));
  });
  return found.slice(0, limit);
}

function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
}
