import { UserError } from '../domain/errors.ts';
import { parseWorkspace, type Workspace } from '../domain/workspace.ts';
import { raw, sql } from '../duckdb/sql.ts';
import { tableNames } from '../log/schema.ts';
import type { SalesRecord } from './record.ts';
import type { Tx } from './tx.ts';

/** An organisation and its settings, defaults filled in. */
export type Organisation = { readonly id: string; readonly name: string; readonly workspace: Workspace };

/** Settings as `workspace.json` has them; what is absent has its default. */
export type Settings = Readonly<Partial<Record<keyof Workspace, unknown>>>;

/**
 * Makes an organisation.
 * @throws UserError `bad_workspace`, `duplicate_id`
 */
export async function createOrganisation(
  record: SalesRecord,
  { id, name, settings = {} }: { readonly id: string; readonly name: string; readonly settings?: Settings },
): Promise<void> {
  const { workspace } = parseWorkspace(JSON.stringify({ ...settings, name }));
  const added = await record.everywhere((tx) =>
    tx.run(sql`INSERT INTO tacto.organisation (id, name, settings) VALUES (${id}, ${workspace.name}, ${JSON.stringify(settings)}::jsonb)
      ON CONFLICT (id) DO NOTHING`),
  );
  if (added === 0)
    throw new UserError({
      code: 'duplicate_id',
      message: { en: `There already is an organisation “${id}”.`, es: `Ya existe una organización «${id}».` },
      fix: { en: 'Give another id.', es: 'Indique otro id.' },
    });
}

/** An organisation in a list; `erasures`: how often personal data of it was erased. */
export type Listed = { readonly id: string; readonly name: string; readonly erasures: number };

/** All organisations, oldest first. */
export async function listOrganisations(record: SalesRecord): Promise<readonly Listed[]> {
  return record.everywhere((tx) =>
    tx.rows<Listed>(sql`SELECT id, name, erasures FROM tacto.organisation ORDER BY created_at, id`),
  );
}

/** The organisation of a transaction; null when there is none. */
export async function readOrganisation(tx: Tx): Promise<Organisation | null> {
  const [row] = await tx.rows<{ id: string; name: string; settings: Settings }>(
    sql`SELECT id, name, settings FROM tacto.organisation WHERE id = ${tx.actor.org}`,
  );
  if (row === undefined) return null;
  const { workspace } = parseWorkspace(JSON.stringify({ ...row.settings, name: row.name }));
  return { id: row.id, name: row.name, workspace };
}

/**
 * Changes settings; those that are not given stay. Thresholds are changed one by one; null: its default.
 * @returns the organisation as it is now
 * @throws UserError `bad_workspace`, `not_allowed`
 */
export async function changeSettings(tx: Tx, changes: Settings): Promise<Organisation> {
  const [row] = await tx.rows<{ name: string; settings: Settings }>(
    sql`SELECT name, settings FROM tacto.organisation WHERE id = ${tx.actor.org} FOR UPDATE`,
  );
  if (row === undefined) throw notAllowedSettings();
  const given = { ...asObject(row.settings.thresholds), ...asObject(changes.thresholds) };
  const thresholds = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  const { name, ...settings } = { name: row.name, ...row.settings, ...changes, thresholds };
  const { workspace } = parseWorkspace(JSON.stringify({ ...settings, name }));
  await tx.run(sql`UPDATE tacto.organisation SET name = ${workspace.name ?? row.name}, settings = ${JSON.stringify(settings)}::jsonb
    WHERE id = ${tx.actor.org}`);
  return { id: tx.actor.org, name: workspace.name ?? row.name, workspace };
}

/**
 * Puts settings in place of those that there are.
 * @throws UserError `not_allowed`
 */
export async function replaceSettings(tx: Tx, workspace: Workspace): Promise<void> {
  const { name, ...settings } = workspace;
  const changed =
    await tx.run(sql`UPDATE tacto.organisation SET name = coalesce(${name}, name), settings = ${JSON.stringify(settings)}::jsonb
    WHERE id = ${tx.actor.org}`);
  if (changed === 0) throw notAllowedSettings();
}

/** Waits until nobody writes to the organisation, and lets nobody else do so until the transaction ends (`tacto.take_turn`). */
export async function haveAlone(tx: Tx): Promise<void> {
  await tx.run(sql`SELECT pg_advisory_xact_lock(70826, hashtext(${tx.actor.org}))`);
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** Removes an organisation and everything of it in the tables of the sales log. */
export async function removeOrganisation(record: SalesRecord, id: string): Promise<void> {
  await record.system(id, async (tx) => {
    await haveAlone(tx);
    await tx.run(sql`SELECT set_config('tacto.bulk', 'on', true)`);
    await tx.run(raw('SET CONSTRAINTS ALL DEFERRED'));
    for (const table of tableNames.toReversed())
      await tx.run(sql`DELETE FROM ${raw(`tacto.${table}`)} WHERE org = ${id}`);
    // Only from outside can the organisation itself be removed; what else belongs to it goes with it.
    await tx.run(sql`SELECT set_config('tacto.org', '*', true)`);
    for (const table of ['change', 'change_pruned'])
      await tx.run(sql`DELETE FROM ${raw(`tacto.${table}`)} WHERE org = ${id}`);
    await tx.run(sql`DELETE FROM tacto.organisation WHERE id = ${id}`);
  });
}

/** Says that settings are an administrator’s. */
export function notAllowedSettings(): UserError {
  return new UserError({
    code: 'not_allowed',
    message: {
      en: 'Only an administrator changes the organisation’s settings.',
      es: 'Solo un administrador cambia los ajustes de la organización.',
    },
  });
}

/** Says that there is no such organisation. */
export function noSuchOrganisation(id: string): UserError {
  return new UserError({
    code: 'no_such_organisation',
    message: { en: `There is no organisation “${id}”.`, es: `No existe la organización «${id}».` },
  });
}
