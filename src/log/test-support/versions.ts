import { defaultWorkspace } from '../../domain/workspace.ts';
import { Database } from '../../duckdb/database.ts';
import { raw } from '../../duckdb/sql.ts';
import { readLog } from '../read.ts';
import { replaceLog, type ReplaceOptions } from '../replace.ts';

/** Writes version `n` of a small log: odd ones have reps, even ones contacts, and everything in them is named `vN`. */
export async function replaceByVersion(
  dir: string,
  n: number,
  options: Pick<ReplaceOptions, 'format' | 'afterStep' | 'lock'>,
): Promise<void> {
  const db = await Database.open(':memory:', { threads: 1 });
  try {
    await db.run(raw('CREATE SCHEMA log'));
    await db.run(
      raw(`CREATE TABLE log.accounts AS SELECT range + 1 AS seq, 'a' || range AS id, 'v${n}' AS name, NULL::VARCHAR AS segment,
        NULL::VARCHAR AS industry, NULL::VARCHAR AS country, NULL::TIMESTAMP AS created_at FROM range(${n})`),
    );
    await db.run(
      n % 2 === 1
        ? raw(`CREATE TABLE log.reps AS SELECT 1::BIGINT AS seq, 'r' AS id, 'v${n}' AS name, NULL::VARCHAR AS email, NULL::VARCHAR AS team_id,
            NULL::VARCHAR AS manager_id, NULL::DATE AS active_from, NULL::DATE AS active_to, NULL::DECIMAL(20, 0) AS hourly_cost`)
        : raw(`CREATE TABLE log.contacts AS SELECT 1::BIGINT AS seq, 'c' AS id, 'a0' AS account_id, 'v${n}' AS name, NULL::VARCHAR AS email,
            NULL::VARCHAR AS phone, NULL::VARCHAR AS title, NULL::INTEGER AS influence, NULL::TIMESTAMP AS created_at, NULL::TIMESTAMP AS left_at`),
    );
    await replaceLog(db, dir, { ...options, workspace: { ...defaultWorkspace, name: `v${n}` } });
  } finally {
    db.close();
  }
}

/**
 * Reads a version back.
 * @returns its number
 * @throws Error when what is read is not one whole version
 */
export async function readVersion(dir: string): Promise<number> {
  const db = await Database.open(':memory:', { threads: 1 });
  try {
    const { workspace, tables } = await readLog(db, dir, { knownKpis: new Set() });
    const n = Number(workspace.name?.slice(1));
    const { names } = await db.row<{ names: string }>(
      raw(`SELECT string_agg(DISTINCT name, ',') AS names FROM
        (SELECT name FROM log.accounts UNION ALL SELECT name FROM log.reps UNION ALL SELECT name FROM log.contacts)`),
    );
    const found = { names, rows: [tables.accounts.kept, tables.reps.kept, tables.contacts.kept] };
    const right = { names: `v${n}`, rows: [n, n % 2, (n + 1) % 2] };
    if (JSON.stringify(found) !== JSON.stringify(right)) throw new Error(`a mixture: ${JSON.stringify({ n, found })}`);
    return n;
  } finally {
    db.close();
  }
}
