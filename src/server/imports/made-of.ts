import { type CrmId, crmIds } from '../../crm/ids.ts';
import { madeOf, type MadeOf } from '../../crm/import/objects-before.ts';
import type { ImportReport } from '../../crm/report/model.ts';
import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../../record/record.ts';
import type { Mode } from './kinds.ts';

/** Of each CRM that the record was made from, what of it. */
export type MadeOfBefore = Readonly<Partial<Record<CrmId, readonly MadeOf[]>>>;

/** What the record was made from: the export that replaced it last, and those that were added to it since. */
export async function madeOfBefore(tx: Tx): Promise<MadeOfBefore> {
  const rows = await tx.rows<{ kind: CrmId; made_of: string }>(
    sql`SELECT kind, made_of FROM tacto.import_source WHERE org = ${tx.actor.org}`,
  );
  return Object.fromEntries(rows.map((row) => [row.kind, JSON.parse(row.made_of) as readonly MadeOf[]]));
}

type Applied = { readonly kind: string | null; readonly mode: Mode; readonly report: ImportReport | null };

/** Keeps what an import that is applied was made from, for the next one. */
export async function keepMadeOf(tx: Tx, { kind, mode, report }: Applied): Promise<void> {
  const { org } = tx.actor;
  const before = mode === 'replace' ? {} : await madeOfBefore(tx);
  if (mode === 'replace') await tx.run(sql`DELETE FROM tacto.import_source WHERE org = ${org}`);
  const crm = crmIds.find((id) => id === kind);
  if (crm === undefined || report === null) return;
  const made = JSON.stringify(madeOf([...(before[crm] ?? []), ...report.files]));
  await tx.run(sql`INSERT INTO tacto.import_source (org, kind, made_of) VALUES (${org}, ${crm}, ${made})
    ON CONFLICT (org, kind) DO UPDATE SET made_of = excluded.made_of`);
}
