import type { Db } from 'pg-boss';
import type { Tx } from '../../record/record.ts';

/**
 * The queue's statements within a transaction of the record: they stand or fall with it. The role of the application has no right to the queue,
 * so it is left for the statement; it lasts for the transaction, not beyond.
 */
export function within({ client }: Tx): Db {
  return {
    executeSql: async (text, values) => {
      const { rows } = await client.query<{ role: string }>(`SELECT current_setting('role') AS role`);
      const [{ role } = { role: 'none' }] = rows;
      if (role === 'none') return client.query(text, values);
      await client.query('SET LOCAL ROLE NONE');
      const result = await client.query<never>(text, values);
      await client.query(`SELECT set_config('role', $1, true)`, [role]);
      return result;
    },
  };
}
