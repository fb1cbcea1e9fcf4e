import { raw, sql } from '../../duckdb/sql.ts';
import type { Tx } from '../../record/record.ts';
import { forgetPeopleInSettings } from './settings-before.ts';

/** Discards imports that nobody has touched for a week, and forgets those that were ended a month ago: they hold data of people. */
export async function tidyImports(tx: Tx): Promise<void> {
  await tx.run(
    raw(`WITH old AS (
        UPDATE tacto.import SET state = 'discarded', report = NULL, proposal = NULL, settings = NULL, settings_from = NULL, problem = NULL, step = NULL,
          version = version + 1, changed_at = now()
        WHERE state IN ('uploading', 'questions', 'ready', 'failed') AND changed_at < now() - interval '7 days' RETURNING org, id)
      DELETE FROM tacto.import_file f USING old WHERE f.org = old.org AND f.import_id = old.id`),
  );
  await tx.run(
    raw(`DELETE FROM tacto.import WHERE state IN ('applied', 'discarded') AND changed_at < now() - interval '30 days'`),
  );
}

/**
 * Discards the imports of an organisation, empties what is told of those that were applied, and keeps of the settings for the next ones what names
 * nobody: what was sent may hold data of somebody who is forgotten.
 */
export async function forgetImports(tx: Tx): Promise<void> {
  await tx.run(sql`DELETE FROM tacto.import_file WHERE org = ${tx.actor.org}`);
  await tx.run(sql`UPDATE tacto.import SET state = CASE state WHEN 'applied' THEN state ELSE 'discarded' END, report = NULL, proposal = NULL,
      settings = NULL, settings_from = NULL, problem = NULL, step = NULL, version = version + 1, changed_at = now()
    WHERE org = ${tx.actor.org}`);
  await forgetPeopleInSettings(tx);
}
