import { parse } from 'yaml';
import { type CrmId, crmIds } from '../../crm/ids.ts';
import type { Text } from '../../domain/text.ts';
import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../../record/record.ts';

/** Settings that were applied, as JSON, and when. */
export type AppliedSettings = { readonly settings: string; readonly applied_at: string };

/** Of each CRM whose export was applied with settings, those of the last one. */
export type SettingsBefore = Readonly<Partial<Record<CrmId, AppliedSettings>>>;

/** The settings that were applied last, by CRM. */
export async function settingsBefore(tx: Tx): Promise<SettingsBefore> {
  const rows = await tx.rows<AppliedSettings & { kind: CrmId }>(
    sql`SELECT kind, settings, applied_at FROM tacto.import_setting WHERE org = ${tx.actor.org}`,
  );
  return Object.fromEntries(rows.map(({ kind, ...applied }) => [kind, applied]));
}

/** Keeps the settings of an import that is applied for the next one of its CRM; that it had none as well. */
export async function keepApplied(
  tx: Tx,
  { kind, settings }: { readonly kind: string | null; readonly settings: string | null },
): Promise<void> {
  const { org } = tx.actor;
  if (!isCrm(kind)) return;
  const text = settings === null ? null : asJson(settings);
  await tx.run(
    text === null
      ? sql`DELETE FROM tacto.import_setting WHERE org = ${org} AND kind = ${kind}`
      : sql`INSERT INTO tacto.import_setting (org, kind, settings) VALUES (${org}, ${kind}, ${text})
          ON CONFLICT (org, kind) DO UPDATE SET settings = excluded.settings, applied_at = now()`,
  );
}

/** Keys of the settings that name people of the team. */
const ofPeople = ['owners', 'hourly_costs'];

/** Takes out of all settings what names people: somebody is forgotten. */
export async function forgetPeopleInSettings(tx: Tx): Promise<void> {
  for (const [kind, { settings }] of Object.entries(await settingsBefore(tx))) {
    const known = JSON.parse(settings) as Readonly<Record<string, unknown>>;
    const left = Object.fromEntries(Object.entries(known).filter(([key]) => !ofPeople.includes(key)));
    await tx.run(sql`UPDATE tacto.import_setting SET settings = ${JSON.stringify(left)}
      WHERE org = ${tx.actor.org} AND kind = ${kind}`);
  }
}

/** What the report says of settings that were taken over. */
export function tookOver({ applied_at }: Pick<AppliedSettings, 'applied_at'>): Text {
  const day = applied_at.slice(0, 10);
  return {
    en: `The answers of the import of this CRM that was applied on ${day} were taken over. They can be changed under its settings.`,
    es: `Se han tomado las respuestas de la importación de este CRM que se aplicó el ${day}. Se pueden cambiar en sus ajustes.`,
  };
}

const isCrm = (kind: string | null): kind is CrmId => crmIds.some((id) => id === kind);

/** The keys and values of settings, without comments; null when there are none. */
function asJson(settings: string): string | null {
  const given: unknown = parse(settings, { logLevel: 'error' });
  const isEmpty = typeof given !== 'object' || given === null || Object.keys(given).length === 0;
  return isEmpty ? null : JSON.stringify(given);
}
