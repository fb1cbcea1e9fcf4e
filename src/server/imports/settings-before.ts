import { parse } from 'yaml';
import { type CrmId, crmIds } from '../../crm/ids.ts';
import type { Text } from '../../domain/text.ts';
import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../../record/record.ts';

/** Settings that were applied, as JSON, and when; of CSV files the map, each of its files by name. */
export type AppliedSettings = { readonly settings: string; readonly applied_at: string };

type Remembered = CrmId | 'csv';

/** Of each CRM whose export was applied with settings, and of CSV files, those of the last one. */
export type SettingsBefore = Readonly<Partial<Record<Remembered, AppliedSettings>>>;

/** The settings that were applied last. */
export async function settingsBefore(tx: Tx): Promise<SettingsBefore> {
  const rows = await tx.rows<AppliedSettings & { kind: Remembered }>(
    sql`SELECT kind, settings, applied_at FROM tacto.import_setting WHERE org = ${tx.actor.org}`,
  );
  return Object.fromEntries(rows.map(({ kind, ...applied }) => [kind, applied]));
}

type Applied = { readonly id: string; readonly kind: string | null; readonly settings: string | null };

/** Keeps the settings or the map of an import that is applied for the next one of its kind; that it had none as well. */
export async function keepApplied(tx: Tx, { id, kind, settings }: Applied): Promise<void> {
  const { org } = tx.actor;
  if (!isRemembered(kind)) return;
  const text = kind === 'csv' ? await mapOf(tx, id) : settings === null ? null : asJson(settings);
  await tx.run(
    text === null
      ? sql`DELETE FROM tacto.import_setting WHERE org = ${org} AND kind = ${kind}`
      : sql`INSERT INTO tacto.import_setting (org, kind, settings) VALUES (${org}, ${kind}, ${text})
          ON CONFLICT (org, kind) DO UPDATE SET settings = excluded.settings, applied_at = now()`,
  );
}

/** Bytes of a map that is kept. */
const largestMap = 1_000_000;

/** The files of an import's map, by name, as JSON; null: there are none, or they are no map that anybody wrote. */
async function mapOf(tx: Tx, id: string): Promise<string | null> {
  const parts = await tx.rows<{ name: string; content: Buffer }>(sql`
    SELECT name, content FROM tacto.import_part WHERE org = ${tx.actor.org} AND import_id = ${id} AND place = 'map'
      AND (SELECT sum(bytes) FROM tacto.import_file f WHERE f.org = ${tx.actor.org} AND f.import_id = ${id} AND f.place = 'map') <= ${largestMap}
    ORDER BY name, nth`);
  if (parts.length === 0) return null;
  const files = Map.groupBy(parts, ({ name }) => name);
  const text = (of: typeof parts): string => Buffer.concat(of.map(({ content }) => content)).toString();
  return JSON.stringify(Object.fromEntries([...files].map(([name, of]) => [name, text(of)])));
}

/** Keys of the settings that name people of the team. */
const ofPeople = ['owners', 'hourly_costs'];

/** Takes out of all settings what names people, and maps whole, which may: somebody is forgotten. */
export async function forgetPeopleInSettings(tx: Tx): Promise<void> {
  const { org } = tx.actor;
  await tx.run(sql`DELETE FROM tacto.import_setting WHERE org = ${org} AND kind = 'csv'`);
  for (const [kind, { settings }] of Object.entries(await settingsBefore(tx))) {
    const known = JSON.parse(settings) as Readonly<Record<string, unknown>>;
    const left = Object.fromEntries(Object.entries(known).filter(([key]) => !ofPeople.includes(key)));
    await tx.run(sql`UPDATE tacto.import_setting SET settings = ${JSON.stringify(left)}
      WHERE org = ${org} AND kind = ${kind}`);
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

const isRemembered = (kind: string | null): kind is Remembered => kind === 'csv' || crmIds.some((id) => id === kind);

/** What the report says of a map that was taken over. */
export function tookMapOver({ applied_at }: Pick<AppliedSettings, 'applied_at'>): Text {
  const day = applied_at.slice(0, 10);
  return {
    en: `The map of the CSV files that were applied on ${day} was taken over. It can be changed by its files.`,
    es: `Se ha tomado el mapa de los archivos CSV que se aplicaron el ${day}. Se puede cambiar en sus archivos.`,
  };
}

/** What the report says of such a map that does not fit. */
export function mapDoesNotFit({ applied_at }: Pick<AppliedSettings, 'applied_at'>): Text {
  const day = applied_at.slice(0, 10);
  return {
    en: `The map of the CSV files that were applied on ${day} does not fit these files, so one was proposed anew.`,
    es: `El mapa de los archivos CSV que se aplicaron el ${day} no encaja con estos archivos, así que se ha propuesto otro.`,
  };
}

/** The keys and values of settings, without comments; null when there are none. */
function asJson(settings: string): string | null {
  const given: unknown = parse(settings, { logLevel: 'error' });
  const isEmpty = typeof given !== 'object' || given === null || Object.keys(given).length === 0;
  return isEmpty ? null : JSON.stringify(given);
}
