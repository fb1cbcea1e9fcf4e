import { editDistance } from '../../domain/edit-distance.ts';
import { type Sql, sql } from '../../duckdb/sql.ts';
import type { Tx } from '../tx.ts';

/** Somebody in an account. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly account_id: string;
  readonly account: string;
  /** When there was an activity with them last. */
  readonly last_at: string | null;
};

/** Among so many people, those met last, a word that nobody has is looked for with slips of the pen. */
const mostCompared = 5000;

/**
 * People whose name, mail, phone or account has all of the words, however they are accented; those met last come first. Where nobody has them, those
 * whose name or account is written nearly so, the nearest first.
 */
export async function findPeople(tx: Tx, wanted: string, limit = 20): Promise<readonly Person[]> {
  const words = wordsOf(wanted);
  const exact = await people(tx, words.map(holds), limit);
  if (exact.length > 0 || words.length === 0) return exact;
  const all = await people(tx, [], mostCompared);
  return all
    .map((person) => ({ person, slips: slipsOf(words, wordsOf(`${person.name} ${person.account}`)) }))
    .filter(({ slips }) => slips !== null)
    .sort((a, b) => a.slips! - b.slips!)
    .slice(0, limit)
    .map(({ person }) => person);
}

const [accented, unaccented] = ['áàäâãéèëêíìïîóòöôõúùüûñç', 'aaaaaeeeeiiiiooooouuuunc'];

function holds(word: string): Sql {
  const pattern = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql`AND translate(lower(concat_ws(' ', c.name, c.email, c.phone, a.name)), ${accented}, ${unaccented}) LIKE ${pattern}`;
}

function people(tx: Tx, conditions: readonly Sql[], limit: number): Promise<readonly Person[]> {
  return tx.rows<Person>(sql`
    SELECT c.id, c.name, c.title, c.account_id, a.name AS account, to_char(l.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS last_at
    FROM tacto.contacts c JOIN tacto.accounts a ON a.org = c.org AND a.id = c.account_id
    LEFT JOIN LATERAL (SELECT max(v.occurred_at) AS at FROM tacto.activities v WHERE v.org = c.org AND v.contact_id = c.id) l ON true
    WHERE c.org = ${tx.actor.org} AND (c.left_at IS NULL OR c.left_at > now()) ${conditions.reduce((all, one) => sql`${all} ${one}`, sql``)}
    ORDER BY l.at DESC NULLS LAST, c.name, c.id LIMIT ${limit}`);
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** How many slips make the words wanted of some of those known, each the beginning of one; null: one of them is not nearly there. */
function slipsOf(wanted: readonly string[], known: readonly string[]): number | null {
  let sum = 0;
  for (const word of wanted) {
    const allowed = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
    const least = Math.min(
      ...known.flatMap((other) => [editDistance(word, other), editDistance(word, other.slice(0, word.length))]),
    );
    if (least > allowed) return null;
    sum += least;
  }
  return sum;
}
