import { z } from 'zod';
import { type Column, hasId, type TableName, tableNames, tables } from '../../log/schema.ts';
import { listRows } from '../../record/rows/list.ts';
import { openAccount } from '../../record/handover.ts';
import { getRow, insertRows, removeRow, updateRow } from '../../record/rows/write.ts';
import { noSuchRow } from '../../record/rows/faults.ts';
import type { Row } from '../../record/rows/row.ts';
import type { Tx } from '../../record/record.ts';
import type { Text } from '../../domain/text.ts';
import type { RightName } from '../access/rights.ts';
import { id, instant, day } from '../http/fields.ts';
import { reads, type Route, writes } from '../http/route.ts';
import { tellAdded } from '../webhooks/tell-added.ts';
import { knownKpis } from '../insight/own-kpis.ts';
import { rowSchemas } from './row-schemas.ts';

/** The rights that a table needs: to see its rows, and to change them. */
type Needs = { readonly reads: RightName; readonly writes: RightName };

const selling: Needs = { reads: 'selling.read', writes: 'selling.write' };
const structure: Needs = { reads: 'structure.read', writes: 'structure.write' };

/** What each table of the sales log needs. */
export const needsOf: Readonly<Record<TableName, Needs>> = {
  teams: structure,
  reps: { reads: 'reps.read', writes: 'structure.write' },
  stages: structure,
  fx_rates: structure,
  accounts: selling,
  assignments: { reads: 'selling.read', writes: 'assignments.write' },
  contacts: selling,
  ratings: selling,
  leads: selling,
  deals: selling,
  stage_changes: selling,
  decision_team: selling,
  activities: selling,
  participants: selling,
  proposals: selling,
  shares: selling,
  costs: { reads: 'costs.read', writes: 'costs.write' },
  goals: { reads: 'goals.read', writes: 'goals.write' },
};

const names: Readonly<Record<TableName, Text>> = {
  teams: { en: 'teams', es: 'equipos' },
  reps: { en: 'reps', es: 'comerciales' },
  accounts: { en: 'accounts', es: 'cuentas' },
  assignments: { en: 'assignments of accounts to reps', es: 'asignaciones de cuentas a comerciales' },
  contacts: { en: 'contacts', es: 'contactos' },
  ratings: { en: 'ratings of contacts', es: 'valoraciones de contactos' },
  leads: { en: 'leads', es: 'leads' },
  stages: { en: 'stages', es: 'etapas' },
  deals: { en: 'deals', es: 'oportunidades' },
  stage_changes: { en: 'stage changes of deals', es: 'cambios de etapa de oportunidades' },
  decision_team: { en: 'members of decision teams', es: 'miembros de equipos de decisión' },
  activities: { en: 'activities', es: 'actividades' },
  participants: { en: 'participants of activities', es: 'participantes en actividades' },
  proposals: { en: 'proposals', es: 'propuestas' },
  shares: { en: 'material that was shared', es: 'material compartido' },
  costs: { en: 'costs', es: 'costes' },
  goals: { en: 'goals', es: 'objetivos' },
  fx_rates: { en: 'exchange rates', es: 'tipos de cambio' },
};

/** The routes of every table of the sales log: list, add, see, change, remove. */
export const tableRoutes: readonly Route[] = tableNames.flatMap(routesOf);

type Listing = Readonly<Record<string, string | undefined>> & { readonly limit?: number };

function routesOf(name: TableName): readonly Route[] {
  const table = tables[name];
  const { row, added, changed } = rowSchemas(table);
  const rights = needsOf[name];
  const own = hasId(table);
  const key = own ? id : z.string().regex(/^\d{1,10}$/);
  const params = z.object({ key }) as unknown as z.ZodType<{ key: string }>;
  const filters = table.columns.filter(isFilter);
  const query = z.strictObject({
    ...Object.fromEntries(filters.map((column) => [column.name, id.optional()])),
    ...(table.begins === undefined ? {} : span(table.columns.find((column) => column.name === table.begins)!)),
    order: z.enum(['asc', 'desc']).optional(),
    cursor: z.string().max(500).optional().meta({ description: '`next` of the page before' }),
    limit: z.coerce.number().int().min(1).max(1000).optional(),
  }) as unknown as z.ZodType<Listing>;
  const page = z.object({ rows: z.array(row), next: z.string().nullable() });
  const shared = { tag: name };
  return [
    reads<unknown, Listing>({
      ...shared,
      id: `${name}.list`,
      method: 'get',
      path: `/${name}`,
      right: rights.reads,
      summary: { en: `List ${names[name].en}`, es: `Enumera ${names[name].es}` },
      query,
      answer: page,
      handle: async ({ caller, query: { since, until, order, cursor, limit, ...where }, services }) => {
        const given = Object.entries(where).filter((entry): entry is [string, string] => entry[1] !== undefined);
        const found = await services.record.as(caller.actor, (tx) =>
          listRows(tx, name, {
            where: Object.fromEntries(given),
            ...(since === undefined ? {} : { since }),
            ...(until === undefined ? {} : { until }),
            ...(order === undefined ? {} : { order: order as 'asc' | 'desc' }),
            ...(cursor === undefined ? {} : { cursor }),
            ...(limit === undefined ? {} : { limit }),
          }),
        );
        return { status: 200, body: found };
      },
    }),
    writes<unknown, unknown, Readonly<Record<string, unknown>>>({
      ...shared,
      id: `${name}.add`,
      method: 'post',
      path: `/${name}`,
      right: rights.writes,
      summary: { en: `Add to ${names[name].en}`, es: `Añade a ${names[name].es}` },
      body: added,
      answer: row,
      status: 201,
      handle: async ({ body, services }, tx) => {
        const made = await addRow(tx, name, body);
        await tellAdded(tx, services.jobs, name, made);
        const made_key = String(own ? made['id'] : made.seq);
        return {
          status: 201,
          body: made,
          headers: { Location: `/api/v1/${name}/${encodeURIComponent(made_key)}` },
        };
      },
    }),
    reads<{ key: string }>({
      ...shared,
      id: `${name}.see`,
      method: 'get',
      path: `/${name}/{key}`,
      right: rights.reads,
      summary: { en: `One of ${names[name].en}`, es: `Un registro de ${names[name].es}` },
      params,
      answer: row,
      handle: async ({ caller, params: { key: wanted }, services }) => {
        const found = await services.record.as(caller.actor, (tx) => getRow(tx, name, wanted));
        if (found === null) throw noSuchRow(name, wanted);
        return { status: 200, body: found };
      },
    }),
    writes<{ key: string }, unknown, Readonly<Record<string, unknown>>>({
      ...shared,
      id: `${name}.change`,
      method: 'patch',
      path: `/${name}/{key}`,
      right: rights.writes,
      summary: { en: `Change one of ${names[name].en}`, es: `Cambia un registro de ${names[name].es}` },
      params,
      body: changed,
      answer: row,
      handle: async ({ params: { key: wanted }, body }, tx) => ({
        status: 200,
        body: await updateRow(tx, name, wanted, body, await kpisFor(tx, name)),
      }),
    }),
    writes<{ key: string }>({
      ...shared,
      id: `${name}.remove`,
      method: 'delete',
      path: `/${name}/{key}`,
      right: rights.writes,
      summary: { en: `Remove one of ${names[name].en}`, es: `Quita un registro de ${names[name].es}` },
      params,
      status: 204,
      handle: async ({ params: { key: wanted } }, tx) => {
        await removeRow(tx, name, wanted);
        return { status: 204, body: null };
      },
    }),
  ];
}

/** The new account of somebody who sells is their own. */
async function addRow(tx: Tx, name: TableName, values: Readonly<Record<string, unknown>>): Promise<Row> {
  if (name === 'accounts') return openAccount(tx, values, tx.actor.rep);
  return (await insertRows(tx, name, [values], await kpisFor(tx, name)))[0]!;
}

/** Goals may name the organisation's own KPIs too. */
async function kpisFor(tx: Tx, name: TableName): Promise<{ readonly knownKpis?: ReadonlySet<string> }> {
  return tables[name].columns.some(({ kpi }) => kpi === true) ? { knownKpis: await knownKpis(tx) } : {};
}

/** Rows are looked for by what they refer to, and by short words. */
function isFilter({ name, references, type, kpi }: Column): boolean {
  return references !== undefined || type.kind === 'list' || kpi === true || name === 'currency';
}

function span({ type }: Column): { since: z.ZodType; until: z.ZodType } {
  const schema = type.kind === 'date' ? day : instant;
  return { since: schema.optional(), until: schema.optional() };
}
