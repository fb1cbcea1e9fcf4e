import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { raw } from '../../duckdb/sql.ts';
import type { Crm } from './definition.ts';
import { meant, wordsOf } from './idle-words.ts';
import { keyOf } from './list-shapes.ts';

/**
 * Sees that nobody counts for a person who is gone, which only the export tells where people are named once by name and once by address or id.
 * @throws UserError `bad_settings` when somebody counts for a person who counts for somebody else
 */
export async function checkMerges(db: Database, file: string): Promise<void> {
  const [found] = await db.rows<{ one: string; other: string; last: string }>(
    raw(`SELECT a.name AS one, b.name AS other, coalesce(c.name, b.rep_id) AS last
      FROM mapped.owner a JOIN mapped.owner b ON b.given = a.rep_id LEFT JOIN mapped.owner c ON c.given = b.rep_id
      WHERE a.is_merged AND b.is_merged AND b.rep_id <> a.rep_id ORDER BY ALL LIMIT 1`),
  );
  if (found === undefined) return;
  const { one, other, last } = found;
  throw new UserError({
    code: 'bad_settings',
    message: {
      en: `${file}: owners counts ${one} for ${other}, and ${other} for ${last}.`,
      es: `${file}: owners cuenta lo de ${one} para ${other}, y lo de ${other} para ${last}.`,
    },
    fix: {
      en: 'Say of each the person who is to be kept, and of that person nothing.',
      es: 'Indique de cada uno la persona que se conserva, y de esa persona nada.',
    },
  });
}

/** People for whom the settings count others and whom the export does not have, so that they become reps. */
export async function inventedReps(db: Database, crm: Crm): Promise<readonly Text[]> {
  const rows = await db.rows<{ rep: string; others: string }>(
    raw(`SELECT rep_id AS rep, string_agg(DISTINCT name, ', ' ORDER BY name) AS others FROM mapped.owner
      WHERE is_merged AND rep_id NOT IN (SELECT given FROM mapped.owner) GROUP BY rep_id ORDER BY rep_id LIMIT 20`),
  );
  if (rows.length === 0) return [];
  const words = await wordsOf(db, crm, 'owners');
  return rows.map(({ rep, others }) => {
    const hint = words.has(keyOf(rep)) ? several : meant(rep, words);
    return {
      en: `The settings count ${others} for “${rep}” (owners), who is nobody of the export and becomes a rep.${hint.en}`,
      es: `Según los ajustes, lo de ${others} cuenta para «${rep}» (owners), que no es nadie de la exportación y pasa a ser comercial.${hint.es}`,
    };
  });
}

const several: Text = {
  en: ' Several bear that name, or it is written otherwise: write their id or address as the export has it.',
  es: ' Varios llevan ese nombre, o está escrito de otra forma: escriba su id o dirección como en la exportación.',
};
