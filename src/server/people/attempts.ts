import { sql } from '../../duckdb/sql.ts';
import type { SalesRecord } from '../../record/record.ts';
import type { Attempts } from './auth-options.ts';

/** So many wrong passwords for one account within a quarter of an hour. */
export const mostFailures = 20;
const span = '15 minutes';

/** Failed sign-ins, counted in PostgreSQL: every server sees the same. */
export function attemptsIn(record: SalesRecord): Attempts {
  return {
    mayTry: async (key) => {
      const [known] = await record.everywhere((tx) =>
        tx.rows<{ failures: number }>(
          sql`SELECT failures FROM tacto.sign_in_attempt WHERE key = ${key} AND since > now() - ${span}::interval`,
        ),
      );
      return known === undefined || known.failures < mostFailures;
    },
    failed: async (key) => {
      await record.everywhere((tx) =>
        tx.run(sql`
          INSERT INTO tacto.sign_in_attempt AS a (key, failures, since) VALUES (${key}, 1, now())
          ON CONFLICT (key) DO UPDATE SET
            failures = CASE WHEN a.since > now() - ${span}::interval THEN a.failures + 1 ELSE 1 END,
            since = CASE WHEN a.since > now() - ${span}::interval THEN a.since ELSE now() END`),
      );
    },
    succeeded: async (key) => {
      await record.everywhere((tx) => tx.run(sql`DELETE FROM tacto.sign_in_attempt WHERE key = ${key}`));
    },
  };
}
