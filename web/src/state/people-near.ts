import { hasWords } from './plain.ts';

/** What a person is found by. */
type Findable = { readonly name: string; readonly title: string | null; readonly account: string };

/** Those of some people whose name or account has all of the words, however they are accented; in the order given. */
export function peopleNear<P extends Findable>(people: readonly P[], wanted: string, limit: number): readonly P[] {
  return people
    .filter((person) => hasWords(`${person.name} ${person.account} ${person.title ?? ''}`, wanted))
    .slice(0, limit);
}
