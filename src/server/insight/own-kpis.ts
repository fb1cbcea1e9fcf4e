import { UserError } from '../../domain/errors.ts';
import { sql } from '../../duckdb/sql.ts';
import { catalogue, catalogueIds } from '../../kpi/catalogue/index.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { parseOwnKpi, splitOwnKpis } from '../../kpi/own/read.ts';
import type { Tx } from '../../record/record.ts';
import { goalsOn, peopleOn, type Use, usesInWords } from './uses-of-kpi.ts';

/** A KPI that an organisation has made itself, as its text in a `kpis.yaml`. */
export type OwnKpi = {
  readonly id: string;
  readonly definition: string;
  readonly changed_at: string;
  /** What it means; null when this version cannot read it. */
  readonly kpi: Kpi | null;
};

/** How many KPIs an organisation may make. */
const mostOwn = 200;

/** Texts that were read, with what they mean: the same text means the same to everybody. */
const read = new Map<string, Kpi | null>();
const mostRead = 2000;

function meaningOf(definition: string): Kpi | null {
  const before = read.get(definition);
  if (before !== undefined) return before;
  let kpi: Kpi | null = null;
  try {
    kpi = parseOwnKpi(definition, null);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  if (read.size >= mostRead) read.clear();
  read.set(definition, kpi);
  return kpi;
}

/** The KPIs that an organisation has made itself, in the order in which it did. */
export async function ownKpis(tx: Tx): Promise<readonly OwnKpi[]> {
  const rows = await tx.rows<{ id: string; definition: string; changed_at: string }>(
    sql`SELECT id, definition, changed_at FROM tacto.own_kpi WHERE org = ${tx.actor.org} ORDER BY created_at, id`,
  );
  return rows.map((row) => ({ ...row, kpi: meaningOf(row.definition) }));
}

/** All KPIs that an organisation can ask for, by id: the catalogue's and its own. */
export async function allKpis(tx: Tx): Promise<ReadonlyMap<string, Kpi>> {
  const own = (await ownKpis(tx)).flatMap(({ kpi }) => (kpi === null ? [] : [kpi]));
  return own.length === 0 ? ofCatalogue : new Map([...catalogue, ...own].map((kpi) => [kpi.id, kpi]));
}

const ofCatalogue: ReadonlyMap<string, Kpi> = new Map(catalogue.map((kpi) => [kpi.id, kpi]));

/** Ids of KPIs that goals of an organisation may name. */
export async function knownKpis(tx: Tx): Promise<ReadonlySet<string>> {
  return new Set((await allKpis(tx)).keys());
}

/**
 * Reads the definition of a KPI that is to have an id, beside the others that the organisation has.
 * @throws UserError `bad_kpi` that names the line and what would be right
 */
export async function readDefinition(tx: Tx, id: string | null, definition: string): Promise<Kpi> {
  const others = (await ownKpis(tx)).filter((own) => own.id !== id).map((own) => own.id);
  const kpi = parseOwnKpi(definition, new Set([...catalogueIds, ...others]));
  if (id !== null && kpi.id !== id) throw otherId(kpi.id, id);
  return kpi;
}

/** Makes or changes a KPI. @throws UserError `bad_kpi`, `too_many_kpis` */
export async function saveOwnKpi(tx: Tx, id: string, definition: string): Promise<Kpi> {
  const kpi = await readDefinition(tx, id, definition);
  await tx.run(sql`
    INSERT INTO tacto.own_kpi (org, id, definition, changed_by) VALUES (${tx.actor.org}, ${id}, ${definition}, ${tx.actor.user})
    ON CONFLICT (org, id) DO UPDATE SET definition = excluded.definition, changed_by = excluded.changed_by, changed_at = now()`);
  const { own } = await tx.row<{ own: number }>(
    sql`SELECT count(*) AS own FROM tacto.own_kpi WHERE org = ${tx.actor.org}`,
  );
  if (own > mostOwn) throw tooMany();
  return kpi;
}

/** Removes a KPI that nothing else names. @throws UserError `no_such_row`, `still_referenced` */
export async function removeOwnKpi(tx: Tx, id: string): Promise<void> {
  const own = await ownKpis(tx);
  if (own.every((each) => each.id !== id)) throw noSuchKpi(id);
  const balanced = own
    .filter((each) => each.id !== id && each.kpi?.counter === id)
    .map((each): Use => ({ kpi: id, by: { en: `the KPI ${each.id}`, es: `el KPI ${each.id}` } }));
  const uses = [...balanced, ...(await goalsOn(tx, [id])), ...(await peopleOn(tx, [id]))];
  if (uses.length > 0) throw stillNamed(id, uses);
  await tx.run(sql`DELETE FROM tacto.own_kpi WHERE org = ${tx.actor.org} AND id = ${id}`);
}

/** Puts the KPIs of a `kpis.yaml` that can be read in place of those that there are. */
export async function replaceOwnKpis(tx: Tx, file: string): Promise<void> {
  await tx.run(sql`DELETE FROM tacto.own_kpi WHERE org = ${tx.actor.org}`);
  for (const [nth, definition] of splitOwnKpis(file).entries()) {
    const { id } = parseOwnKpi(definition, null);
    await tx.run(sql`INSERT INTO tacto.own_kpi (org, id, definition, changed_by, created_at)
      VALUES (${tx.actor.org}, ${id}, ${definition}, ${tx.actor.user}, now() + make_interval(secs => ${nth / 1000}))`);
  }
}

function otherId(found: string, wanted: string): UserError {
  return new UserError({
    code: 'bad_kpi',
    message: {
      en: `The definition is of ${found}, not of ${wanted}.`,
      es: `La definición es de ${found}, no de ${wanted}.`,
    },
    fix: {
      en: `Right would be: id: ${wanted}. An id stays: for another name change the label, for another id make a new KPI and remove ${wanted}.`,
      es: `Lo correcto sería: id: ${wanted}. El id no cambia: para otro nombre cambie la etiqueta; para otro id cree un KPI nuevo y elimine ${wanted}.`,
    },
  });
}

function noSuchKpi(id: string): UserError {
  return new UserError({
    code: 'no_such_row',
    message: { en: `There is no own KPI “${id}”.`, es: `No existe el KPI propio «${id}».` },
  });
}

function stillNamed(id: string, uses: readonly Use[]): UserError {
  const by = usesInWords(uses);
  return new UserError({
    code: 'still_referenced',
    message: { en: `${id} is still named by ${by.en}.`, es: `${id} todavía aparece en ${by.es}.` },
    fix: {
      en: 'Change or remove that first; an alert and a digest are changed by whose they are.',
      es: 'Modifíquelo o elimínelo antes; un aviso y un resumen los cambia su dueño.',
    },
  });
}

function tooMany(): UserError {
  return new UserError({
    code: 'too_many_kpis',
    message: {
      en: `An organisation has ${mostOwn} KPIs of its own at most.`,
      es: `Una organización tiene ${mostOwn} KPI propios como máximo.`,
    },
    fix: { en: 'Remove some.', es: 'Elimine alguno.' },
  });
}
