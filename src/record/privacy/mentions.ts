import { name, or, raw, sql } from '../../duckdb/sql.ts';
import type { Tx } from '../tx.ts';
import { erased } from './whole.ts';

/** Texts that people write freely. */
export const freeTexts = [
  { table: 'activities', column: 'subject' },
  { table: 'ratings', column: 'note' },
  { table: 'deals', column: 'name' },
  { table: 'follow_up', column: 'reason' },
] as const;

/** Shorter words would be found in others. */
const shortest = 4;

/** What somebody can be known by in a text: their whole name, address, number. */
export function wordsOf(...given: readonly (string | null)[]): readonly string[] {
  return given.flatMap((word) => {
    const own = word?.trim() ?? '';
    return own.length >= shortest && own !== erased ? [own] : [];
  });
}

/**
 * Takes the words by which somebody is known out of every free text, whatever their case.
 * @returns in how many texts they stood
 */
export async function removeMentions(tx: Tx, words: readonly string[]): Promise<number> {
  if (words.length === 0) return 0;
  const { org } = tx.actor;
  let texts = 0;
  for (const { table, column } of freeTexts) {
    const cell = name(column);
    const without = words.reduce(
      (text, word) => sql`regexp_replace(${text}, ${escaped(word)}, ${erased}, 'gi')`,
      sql`${cell}`,
    );
    const has = or(words.map((word) => sql`strpos(lower(${cell}), lower(${word})) > 0`));
    texts += await tx.run(sql`UPDATE ${raw(`tacto.${table}`)} SET ${cell} = ${without} WHERE org = ${org} AND ${has}`);
  }
  return texts;
}

function escaped(word: string): string {
  return word.replaceAll(/[\\^$.|?*+()[\]{}-]/g, String.raw`\$&`);
}

/** Empties the answers kept for repeated requests that name somebody: repeated, such a request is still not done twice. */
export async function removeFromAnswers(tx: Tx, words: readonly string[]): Promise<number> {
  if (words.length === 0) return 0;
  const has = or(words.map((word) => sql`strpos(lower(answer), lower(${JSON.stringify(word).slice(1, -1)})) > 0`));
  return tx.run(sql`UPDATE tacto.idempotency SET answer = 'null' WHERE org = ${tx.actor.org} AND ${has}`);
}
