import type { Database } from '../../duckdb/database.ts';
import { raw } from '../../duckdb/sql.ts';
import type { Among } from '../report/model.ts';

/** How many words of the export one question offers. */
const mostWords = 200;

const selects: Readonly<Record<string, string>> = {
  // What is left out because of its type can be taken back.
  activity_types: `SELECT min(trim(_type)) AS value, min(trim(_type)) AS name, count(*)::DOUBLE AS records,
      CASE WHEN bool_and(_skip IS NULL) THEN mode(channel) ELSE 'skip' END AS channel, mode(purpose) AS purpose
    FROM mapped.activities WHERE trim(_type) <> '' AND (_skip IS NULL OR _skip = 'skipped_type')
    GROUP BY key(_type) ORDER BY records DESC, value`,
  stage_order: `SELECT g.id AS value, any_value(g.name) || coalesce(' · ' || any_value(g.pipeline), '') AS name,
      count(c.stage_id)::DOUBLE AS records, any_value(g.kind) AS kind, any_value(g.probability)::DOUBLE AS probability
    FROM (SELECT * FROM (SELECT NULL::VARCHAR AS pipeline WHERE false) UNION ALL BY NAME SELECT * FROM mapped.stages) g
    LEFT JOIN mapped.stage_changes c ON c.stage_id = g.id AND c._skip IS NULL
    WHERE g._skip IS NULL AND g.id IS NOT NULL GROUP BY g.id ORDER BY any_value(g.position), value`,
};

/** The words of the export from which a question about all of them is answered, each with what it means so far. */
export async function amongOf(db: Database, setting: string): Promise<readonly Among[] | undefined> {
  const select = selects[setting];
  if (select === undefined) return undefined;
  const rows = await db.rows<Record<string, string | number | null>>(raw(`${select} LIMIT ${mostWords}`));
  return rows.map(({ value, name, records, ...means }) => ({
    value: String(value),
    name: String(name),
    records: Number(records),
    means,
  }));
}
