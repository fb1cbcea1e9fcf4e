import type { TableName } from '../../log/schema.ts';

/** The tables of the sales log that a proposal can fill. */
export type Entity = Extract<
  TableName,
  | 'teams'
  | 'reps'
  | 'accounts'
  | 'contacts'
  | 'leads'
  | 'stages'
  | 'deals'
  | 'stage_changes'
  | 'activities'
  | 'proposals'
  | 'costs'
>;

/** Words of a name: in lower case, without accents, articles and what systems put before or behind every name. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('#', ' number ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '' && !noise.has(word));
}

const noise = new Set([
  'de',
  'del',
  'la',
  'el',
  'los',
  'las',
  'of',
  'the',
  'property',
  'hs',
  'sf',
  'data',
  'datos',
  'c',
  'export',
  'crm',
  'full',
  'all',
]);

/** What people call the records of an entity: in the names of files, and before the columns that are its own. */
export const entityWords: Readonly<Record<Entity, readonly string[]>> = {
  teams: listed('team, teams, equipo, equipos'),
  reps: listed(
    'rep, reps, agent, agents, user, users, owner, owners, seller, sellers, salesperson, salespeople, ' +
      'sales rep, sales agent, vendedor, vendedores, comercial, comerciales, usuario, usuarios, propietario, ' +
      'propietarios, asesor, asesores, employee, employees, empleado, empleados',
  ),
  accounts: listed(
    'account, accounts, company, companies, organization, organizations, organisation, customer, customers, ' +
      'client, clients, cuenta, cuentas, empresa, empresas, cliente, clientes, organizacion, organizaciones, ' +
      'compania, companias',
  ),
  contacts: listed('contact, contacts, person, persons, people, contacto, contactos, persona, personas'),
  leads: listed('lead, leads, prospect, prospects, prospecto, prospectos, candidato, candidatos'),
  stages: listed(
    'stage, stages, etapa, etapas, fase, fases, deal stages, opportunity stage, pipeline stages, ' +
      'deal pipeline stage',
  ),
  deals: listed(
    'deal, deals, opportunity, opportunities, pipeline, sales pipeline, sales, sale, oportunidad, ' +
      'oportunidades, negocio, negocios, trato, tratos, venta, ventas, operacion, operaciones',
  ),
  stage_changes: listed(
    'stage history, stage changes, opportunity history, deal history, deal stage history, ' +
      'opportunity stage history, stage change, historial etapas, cambios etapa, historial oportunidades, ' +
      'historial negocios, historial fases, cambios fase',
  ),
  activities: listed(
    'activity, activities, task, tasks, event, events, call, calls, meeting, meetings, email, emails, visit, ' +
      'visits, actividad, actividades, tarea, tareas, llamada, llamadas, reunion, reuniones, correo, correos, ' +
      'visita, visitas',
  ),
  proposals: listed(
    'proposal, proposals, quote, quotes, offer, offers, propuesta, propuestas, oferta, ofertas, presupuesto, ' +
      'presupuestos, cotizacion, cotizaciones',
  ),
  costs: listed('cost, costs, expense, expenses, spend, coste, costes, costo, costos, gasto, gastos'),
};

/** Names, from a text with commas. */
function listed(names: string): readonly string[] {
  return names.split(', ');
}
