import { raw } from '../../duckdb/sql.ts';
import type { Tx } from '../../record/record.ts';

/** Of letters that did not go out within three days, the words: they are not sent any more. */
export async function forgetOldWords(tx: Tx): Promise<void> {
  await tx.run(
    raw(`UPDATE tacto.mail SET sealed = NULL WHERE sealed IS NOT NULL AND created_at < now() - interval '3 days'`),
  );
}
