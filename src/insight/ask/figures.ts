import type { Text } from '../../domain/text.ts';
import { and, raw, sql } from '../../duckdb/sql.ts';
import { filterSql, findCodes, type Resolved, within } from '../../engine/question.ts';
import { answerKpis } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { type Interval, poissonRatio, wilson } from '../statistics/intervals.ts';
import { medianPlaces } from '../statistics/median.ts';
import { answerWithIntervals, type UncertainValue } from '../uncertainty/answer.ts';
import type { FigureId } from './signs.ts';

/** A figure with its 95 % interval (null: counted in full) and the number of records that it rests on. */
export type Figure = { readonly value: number; readonly interval: Interval | null; readonly n: number };

/** Null: the log has nothing of it. */
export type Figures = Readonly<Record<FigureId, Figure | null>>;

/** What each figure is: `{v}` stands for its value, `{n}` for the number of its records. */
export const figureTexts: Readonly<Record<FigureId, Text>> = {
  team_size: {
    en: '{v} people in the median decision team, {n} deals',
    es: '{v} personas en el equipo de decisión mediano, {n} oportunidades',
  },
  cycle_days: { en: '{v} days in the median, {n} contracts', es: '{v} días de mediana, {n} contratos' },
  top_share: { en: '{v} of the volume, {n} customers', es: '{v} del volumen, {n} clientes' },
  returning: {
    en: '{v} of {n} customers have bought more than once',
    es: '{v} de {n} clientes han comprado más de una vez',
  },
  stages_passed: { en: '{v} in the median, {n} contracts', es: '{v} de mediana, {n} contratos' },
  follow_up_share: { en: '{v} of {n} attempts', es: '{v} de {n} intentos' },
  follow_ups_per_sale: { en: '{v} on average, {n} contracts', es: '{v} de media, {n} contratos' },
  material_per_contract: {
    en: '{v} pieces for each of {n} contracts',
    es: '{v} entregas por cada uno de {n} contratos',
  },
  phone_share: { en: '{v} of {n} outbound touches', es: '{v} de {n} toques salientes' },
  dials_per_contract: { en: '{v} dials for each of {n} contracts', es: '{v} llamadas por cada uno de {n} contratos' },
  contracts: { en: '{v} in the whole log', es: '{v} en todo el registro' },
  reps: { en: '{v} active reps', es: '{v} comerciales activos' },
  kpis_ready: { en: '{v} of {n} KPIs', es: '{v} de {n} KPI' },
};

const level = 0.95;

/** Fewer customers than that have no largest fifth to speak of. */
const fewestCustomers = 20;

const asked = [
  'dials',
  'touches_per_customer',
  'first_attempts',
  'follow_ups',
  'information_provided',
  'contracts',
] as const;

/**
 * The figures of a log, over all of it.
 * @param ready the ids of the KPIs that have what they need
 */
export async function figuresOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  ready: ReadonlySet<string>,
): Promise<Figures> {
  const { rows } = await answerKpis(log, kpis, { kpis: asked });
  const count = (id: (typeof asked)[number]): number => {
    const value = rows[0]!.values[asked.indexOf(id)]!;
    return (id === 'touches_per_customer' ? value.numerator : value.value) ?? 0;
  };
  const [contracts, dials, material] = [count('contracts'), count('dials'), count('information_provided')];
  const [first, later] = [count('first_attempts'), count('follow_ups')];
  const [cycle, perSale] = await valuesOf(log, kpis, ready, ['sales_cycle_days', 'follow_ups_per_sale']);
  const customers = contracts === 0 ? [] : await customersOf(log, kpis, ready.has('contract_volume'));
  return {
    team_size: medianOf(await teamSizes(log)),
    cycle_days: cycle ?? null,
    top_share: topShare(customers),
    returning: share(customers.filter((customer) => customer.contracts > 1).length, customers.length),
    stages_passed: medianOf(await stagesPassed(log)),
    follow_up_share: ready.has('follow_ups') ? share(later, first + later) : null,
    follow_ups_per_sale: perSale ?? null,
    material_per_contract: material === 0 ? null : rateOf(material, contracts),
    phone_share: share(dials, count('touches_per_customer')),
    dials_per_contract: dials === 0 ? null : rateOf(dials, contracts),
    contracts: counted(contracts),
    reps: counted(await activeReps(log)),
    kpis_ready: { value: ready.size / kpis.size, interval: null, n: kpis.size },
  };
}

function counted(n: number): Figure {
  return { value: n, interval: null, n };
}

function share(x: number, n: number): Figure | null {
  return n === 0 ? null : { value: x / n, interval: wilson(x, n, level), n };
}

function rateOf(above: number, below: number): Figure | null {
  return below === 0 ? null : { value: above / below, interval: poissonRatio(above, below, level), n: below };
}

async function valuesOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  ready: ReadonlySet<string>,
  ids: readonly string[],
): Promise<readonly (Figure | null)[]> {
  const { rows } = await answerWithIntervals(log, kpis, { kpis: ids }, level);
  return ids.map((id, i) => {
    const { value, interval, n }: UncertainValue = rows[0]!.values[i]!;
    return value === null || !ready.has(id) ? null : { value, interval, n };
  });
}

type Customer = { readonly contracts: number; readonly volume: number };

/** Each account with a contract, and what its contracts are worth; 0 where that is not known. */
async function customersOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  withVolume: boolean,
): Promise<readonly Customer[]> {
  const ids = withVolume ? ['contracts', 'contract_volume'] : ['contracts'];
  const { rows } = await answerKpis(log, kpis, { kpis: ids, by: ['account'] });
  return rows
    .filter(({ members }) => members[0] !== null)
    .map(({ values }) => ({ contracts: values[0]!.value ?? 0, volume: values[1]?.value ?? 0 }))
    .filter(({ contracts }) => contracts > 0);
}

function topShare(customers: readonly Customer[]): Figure | null {
  const volumes = customers.map(({ volume }) => volume).toSorted((a, b) => b - a);
  const sum = (list: readonly number[]): number => list.reduce((total, volume) => total + volume, 0);
  const all = sum(volumes);
  if (volumes.length < fewestCustomers || all <= 0) return null;
  const top = volumes.slice(0, Math.ceil(volumes.length / 5));
  return { value: sum(top) / all, interval: null, n: volumes.length };
}

/** The middle of whole numbers of which each is so often there. */
function medianOf(counts: readonly { readonly size: number; readonly n: number }[]): Figure | null {
  const total = counts.reduce((sum, { n }) => sum + n, 0);
  if (total === 0) return null;
  const at = (place: number): number => {
    let seen = 0;
    return counts.find(({ n }) => (seen += n) >= place)!.size;
  };
  const value = (at(Math.floor((total + 1) / 2)) + at(Math.ceil((total + 1) / 2))) / 2;
  const places = medianPlaces(total, level);
  return { value, interval: places === null ? null : [at(places[0]), at(places[1])], n: total };
}

type SizeRow = { readonly size: number; readonly n: number };

/** How many people have belonged to the decision team of each deal that has one. */
async function teamSizes(log: Resolved): Promise<readonly SizeRow[]> {
  const own = await seenDeals(log);
  return log.db.rows<SizeRow>(sql`
    SELECT size::DOUBLE AS size, count(*)::DOUBLE AS n FROM (
      SELECT deal, count(DISTINCT contact) AS size FROM facts.team_member WHERE deal IN (${own}) GROUP BY deal
    ) GROUP BY size ORDER BY size`);
}

/** Through how many open stages each won deal went. */
async function stagesPassed(log: Resolved): Promise<readonly SizeRow[]> {
  const own = await seenDeals(log);
  return log.db.rows<SizeRow>(sql`
    SELECT size::DOUBLE AS size, count(*)::DOUBLE AS n FROM (
      SELECT p.deal, count(DISTINCT p.stage) AS size FROM facts.stage_span p JOIN facts.deal d ON d.deal = p.deal AND d.won_at IS NOT NULL
      WHERE p.kind = 'open' AND p.stage <> 0 AND p.deal IN (${own}) GROUP BY p.deal
    ) GROUP BY size ORDER BY size`);
}

async function seenDeals(log: Resolved): Promise<ReturnType<typeof sql>> {
  const where = within(log, []);
  const codes = await findCodes(log.db, [], where);
  return sql`SELECT deal FROM facts.deal WHERE ${where.length === 0 ? raw('true') : and(where.map((f) => filterSql(f, codes)))}`;
}

/** Reps whose time is not over at the log's "now". */
async function activeReps(log: Resolved): Promise<number> {
  const where = within(log, []);
  const codes = await findCodes(log.db, [], where);
  const seen = where.length === 0 ? raw('true') : and(where.map((f) => filterSql(f, codes)));
  const today = log.asOf.toZonedDateTimeISO(log.workspace.timezone).toPlainDate().toString();
  const { n } = await log.db.row<{ n: number }>(sql`
    SELECT count(*)::DOUBLE AS n FROM facts.rep WHERE ${seen} AND coalesce(active_to > ${today}::DATE, true) AND coalesce(active_from <= ${today}::DATE, true)`);
  return n;
}
