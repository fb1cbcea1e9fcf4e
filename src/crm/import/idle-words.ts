import { editDistance } from '../../domain/edit-distance.ts';
import { nearest } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import { type Crm, type ListName, listNames } from './definition.ts';
import { keyOf, parseList } from './list-shapes.ts';
import type { ImportSettings } from './settings.ts';

/** How many words of one list are told of one by one; the rest are counted. */
const mostWords = 10;

/** Words of every CRM's export, where its own list does not select them: one text column `given`. */
const usual: Readonly<Partial<Record<ListName, string>>> = {
  stages: "SELECT unnest([id, name]) AS given FROM mapped.stages WHERE _skip IS DISTINCT FROM 'told_by_stages'",
  outcomes: 'SELECT _result AS given FROM mapped.activities',
  activity_types: 'SELECT _type AS given FROM mapped.activities',
};

/** Words that the settings explain and no record of the export has: slips of the pen, as a rule. None of a list of which the export has no word. */
export async function idleWords(db: Database, crm: Crm, settings: ImportSettings): Promise<readonly Text[]> {
  const warnings: Text[] = [];
  for (const list of listNames) {
    const own = settings.lists[list] ?? [];
    const given = [
      ...own.map(({ word }) => ({ key: list as string, word })),
      ...(list === 'stages' ? settings.stageOrder : []).map((word) => ({ key: 'stage_order', word })),
    ];
    if (given.length === 0) continue;
    const words = await wordsOf(db, crm, list);
    if (words.size === 0) continue;
    const known = new Set(parseList(crm.id, list, crm.lists[list]?.defaults ?? {}).map((row) => row.given));
    const idle = given.filter(({ word }) => !words.has(keyOf(word)) && !known.has(keyOf(word)) && !isOther(list, word));
    warnings.push(...idle.slice(0, mostWords).map(({ key, word }) => notThere(key, word, words)));
    const rest = idle.length - mostWords;
    if (rest > 0) warnings.push(more(list, rest));
  }
  return warnings;
}

/** The words of a list that the export has: as they are compared → as they are written. */
export async function wordsOf(db: Database, crm: Crm, list: ListName): Promise<ReadonlyMap<string, string>> {
  const select = crm.lists[list]?.words ?? usual[list] ?? crm.lists[list]?.seen;
  if (select === undefined) return new Map();
  const rows = await db.rows<{ key: string; word: string }>(
    sql`SELECT key(given) AS key, min(trim(given)) AS word FROM (SELECT DISTINCT given FROM (${raw(select)})) WHERE trim(given) <> '' GROUP BY ALL ORDER BY key`,
  );
  return new Map(rows.map(({ key, word }) => [key, word]));
}

/** What is no word of the export by its nature: everyone else, and numbers, which mean themselves. */
function isOther(list: ListName, word: string): boolean {
  if (list === 'hourly_costs') return word.trim() === '*';
  return (list === 'ratings' || list === 'influences') && Number.isFinite(Number(word));
}

function notThere(key: string, word: string, words: ReadonlyMap<string, string>): Text {
  const { en, es } = meant(word, words);
  return {
    en: `The settings name “${word}” under ${key}, which the export does not have.${en}`,
    es: `Los ajustes nombran «${word}» en ${key}, que la exportación no tiene.${es}`,
  };
}

/** The question for the word that was probably meant, with a space before it; nothing when none is near. */
export function meant(word: string, words: ReadonlyMap<string, string>): Text {
  const key = keyOf(word);
  const found = nearest(key, words.keys());
  // Of a short word, two letters are most of it.
  const near = found === undefined || editDistance(key, found) * 2 >= key.length ? undefined : words.get(found);
  return near === undefined ? { en: '', es: '' } : { en: ` Did you mean “${near}”?`, es: ` ¿Quería decir «${near}»?` };
}

function more(list: ListName, count: number): Text {
  return {
    en: `The settings name ${count} more words under ${list} that the export does not have.`,
    es: `Los ajustes nombran ${count} palabras más en ${list} que la exportación no tiene.`,
  };
}
