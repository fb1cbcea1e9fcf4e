import { countText, localeOf } from '../../domain/numbers.ts';
import { type Language, languages, type Text } from '../../domain/text.ts';
import type { Database } from '../../duckdb/database.ts';
import { join, name, raw, sql } from '../../duckdb/sql.ts';
import { onActivities, onClosings, onDeals, onLeads } from '../limited-kpis.ts';
import type { LimitFound } from '../report/model.ts';
import type { Crm, Owned } from './definition.ts';
import { hasStep } from './steps.ts';

/** What of an export is left out in whole because the log cannot hold it without an owner. */
const owned: readonly (Noun & { readonly table: Owned; readonly kpis: readonly string[] })[] = [
  {
    table: 'deals',
    one: { en: 'deal', es: 'oportunidad' },
    more: { en: 'deals', es: 'oportunidades' },
    kpis: onDeals,
  },
  { table: 'leads', one: { en: 'lead', es: 'lead' }, more: { en: 'leads', es: 'leads' }, kpis: onLeads },
  {
    table: 'activities',
    one: { en: 'activity', es: 'actividad' },
    more: { en: 'activities', es: 'actividades' },
    kpis: onActivities,
  },
];

type Noun = { readonly one: Text; readonly more: Text };

/**
 * Says of deals, leads and activities how many are not in the log because nobody owns them, what money that is, and what to do; when none
 * of them says whose it is, that the export lacks it.
 */
export async function ownerless(db: Database, crm: Crm): Promise<readonly LimitFound[]> {
  const limits: LimitFound[] = [];
  for (const { table, kpis, ...noun } of owned.filter((one) => hasStep(crm, one.table))) {
    const { out, kept } = await db.row<{ out: number; kept: number }>(
      sql`SELECT count(*) FILTER (_skip IN ('no_owner', 'queue_owner'))::DOUBLE AS out, count(*) FILTER (_skip IS NULL)::DOUBLE AS kept FROM mapped.${name(table)}`,
    );
    if (out === 0) continue;
    const sums = table === 'deals' ? await amountsOf(db, "'no_owner'") : [];
    const say = kept > 0 || (await namesOwners(db, crm, table)) ? withoutOwner : withoutColumn;
    limits.push({
      text: textOf((language) => say(language, counted(language, out, noun, sums), crm, table, out)),
      weakens: kept > 0 ? kpis : [],
      rulesOut: kept > 0 ? [] : kpis,
    });
  }
  return limits;
}

/**
 * Says how many deals are not in the log because they are won or lost and nothing says when: a date that is guessed would put a contract in
 * a month, and give it a sales cycle, that it never had.
 */
export async function undated(db: Database, crm: Crm): Promise<readonly LimitFound[]> {
  if (!hasStep(crm, 'deals')) return [];
  const { out, closed } = await db.row<{ out: number; closed: boolean }>(
    sql`SELECT count(*) FILTER (_skip = 'undated')::DOUBLE AS out, EXISTS (
        SELECT 1 FROM mapped.stage_changes c JOIN mapped.stages g ON g.id = c.stage_id AND g._skip IS NULL AND g.kind <> 'open' WHERE c._skip IS NULL
      ) AS closed FROM mapped.deals`,
  );
  if (out === 0) return [];
  const sums = await amountsOf(db, "'undated'");
  const noun: Noun = {
    one: { en: 'won or lost deal', es: 'oportunidad ganada o perdida' },
    more: { en: 'won or lost deals', es: 'oportunidades ganadas o perdidas' },
  };
  return [
    {
      text: textOf((language) => withoutDate(language, counted(language, out, noun, sums), crm, out)),
      weakens: onDeals,
      rulesOut: closed ? [] : onClosings,
    },
  ];
}

function withoutDate(language: Language, what: string, crm: Crm, count: number): string {
  const isOne = count === 1;
  const columns = crm.closingColumns[language];
  return language === 'en'
    ? `${what} ${isOne ? 'does' : 'do'} not say when ${isOne ? 'it was' : 'they were'} won or lost, and no date is guessed: ${isOne ? 'it is' : 'they are'} missing from all figures. Export ${columns}, filled in, and import again.`
    : `${what} no ${isOne ? 'dice' : 'dicen'} cuándo se ${isOne ? 'cerró' : 'cerraron'}, y no se adivina ninguna fecha: ${isOne ? 'falta' : 'faltan'} en todas las cifras. Exporte ${columns} con su fecha y vuelva a importar.`;
}

type Say = (language: Language, what: string, crm: Crm, table: Owned, count: number) => string;

const withoutOwner: Say = (language, what, crm, table, count) =>
  language === 'en'
    ? `${what} ${count === 1 ? 'belongs' : 'belong'} to no person in ${crm.name}, and the log holds only what is somebody’s: ${count === 1 ? 'it is' : 'they are'} missing from all figures. Give ${count === 1 ? 'it' : 'them'} an owner in ${crm.name} and import again; if ${count === 1 ? 'it has' : 'they have'} one there, export the column “${crm.ownerColumns[table].en}”.`
    : `${what} no ${count === 1 ? 'es' : 'son'} de ninguna persona en ${crm.name}, y el registro solo guarda lo que es de alguien: ${count === 1 ? 'falta' : 'faltan'} en todas las cifras. Asígnele${count === 1 ? '' : 's'} un propietario en ${crm.name} y vuelva a importar; si allí ya lo ${count === 1 ? 'tiene' : 'tienen'}, exporte la columna «${crm.ownerColumns[table].es}».`;

const withoutColumn: Say = (language, what, crm, table, count) =>
  language === 'en'
    ? `The export does not say whose ${what} ${count === 1 ? 'is' : 'are'}: the column “${crm.ownerColumns[table].en}” is missing or empty, so that nothing of it is in the log. Export it filled and import again.`
    : `La exportación no dice de quién ${count === 1 ? 'es' : 'son'} ${what}: falta la columna «${crm.ownerColumns[table].es}» o está vacía, así que nada de eso está en el registro. Expórtela con los propietarios y vuelva a importar.`;

/** Whether any record of a kind says whose it is. */
async function namesOwners(db: Database, crm: Crm, table: Owned): Promise<boolean> {
  const from = crm.steps.find((step) => step.name === table)?.from ?? [];
  const names = crm.objects
    .filter((object) => from.includes(object.name))
    .flatMap((object) =>
      crm.ownerFields
        .filter((field) => Object.hasOwn(object.fields, field))
        .map((field) => sql`SELECT 1 FROM source.${name(object.name)} WHERE ${name(field)} IS NOT NULL`),
    );
  if (names.length === 0) return false;
  const { named } = await db.row<{ named: boolean }>(
    sql`SELECT EXISTS (SELECT 1 FROM (${join(names, ' UNION ALL ')})) AS named`,
  );
  return named;
}

/** Money in one currency; null: the export does not say which. */
type Sum = { readonly currency: string | null; readonly amount: number };

/** The money of the deals that are left out for some reasons, that of most deals first. */
async function amountsOf(db: Database, reasons: string): Promise<readonly Sum[]> {
  return db.rows<Sum>(
    sql`SELECT currency, sum(try_cast(amount AS DECIMAL(38,6)))::DOUBLE AS amount FROM mapped.deals
      WHERE _skip IN (${raw(reasons)}) GROUP BY currency HAVING amount > 0 ORDER BY count(*) DESC, currency`,
  );
}

/** `3 deals (50,000 EUR and 200 USD)`. */
function counted(language: Language, count: number, { one, more }: Noun, sums: readonly Sum[]): string {
  const what = `${countText(language, count)} ${(count === 1 ? one : more)[language]}`;
  const money = sums.map(({ currency, amount }) => {
    const figure = amount.toLocaleString(localeOf(language), { maximumFractionDigits: 2 });
    return currency === null ? figure : `${figure} ${currency}`;
  });
  return money.length === 0 ? what : `${what} (${new Intl.ListFormat(localeOf(language)).format(money)})`;
}

function textOf(say: (language: Language) => string): Text {
  return Object.fromEntries(languages.map((language) => [language, say(language)])) as Text;
}
