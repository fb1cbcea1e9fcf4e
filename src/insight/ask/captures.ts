import type { Text } from '../../domain/text.ts';
import type { Needs } from '../../kpi/fact-needs.ts';

/** The CRMs whose exports Tacto reads as they are. */
const crms = ['Salesforce', 'HubSpot', 'Pipedrive'] as const;
type Crm = (typeof crms)[number];

/**
 * How something that a log lacks is got: what to write down, and where the CRM has it, as its import reads it (`fields: {…}` and the like are
 * keys of the import's settings). A CRM that is not named has no place for it: it goes into the log itself.
 */
export type Capture = { readonly habit: Text; readonly fields: Readonly<Partial<Record<Crm, string>>> };

const everywhere = (field: string): Capture['fields'] => ({ Salesforce: field, HubSpot: field, Pipedrive: field });

/** By table, `table.column`, or a value of it, as needs name them. */
export const captures: Readonly<Record<string, Capture>> = {
  activities: {
    habit: {
      en: 'every call, mail, meeting and visit, logged when it happens, with rep and time',
      es: 'cada llamada, correo, reunión y visita, apuntada cuando ocurre, con comercial y hora',
    },
    fields: { Salesforce: 'Task, Event', HubSpot: 'calls, meetings, emails', Pipedrive: 'activities, callLogs' },
  },
  'activities.outcome': {
    habit: {
      en: 'what came of it: one click after every call and meeting (reached, no answer, held, no-show)',
      es: 'en qué acabó: un clic después de cada llamada y reunión (contactado, no contesta, celebrada, no se presentó)',
    },
    fields: {
      Salesforce: 'CallDisposition; fields: { event.outcome: … }',
      HubSpot: 'call outcome, meeting outcome',
      Pipedrive: 'callLogs; fields: { activity.outcome: … }',
    },
  },
  'activities.direction': {
    habit: {
      en: 'whether they came to us: calls and mails that come in',
      es: 'si fueron ellos quienes vinieron: llamadas y correos entrantes',
    },
    fields: { Salesforce: 'CallType, EmailMessage.Incoming', HubSpot: 'call direction, email direction' },
  },
  'activities.contact_id': {
    habit: {
      en: 'the person, not only the company: choose the contact when the activity is logged',
      es: 'la persona y no solo la empresa: elegir el contacto al apuntar la actividad',
    },
    fields: { Salesforce: 'WhoId', HubSpot: 'associated contacts', Pipedrive: 'person' },
  },
  participants: {
    habit: { en: 'everybody who was in the meeting', es: 'todas las personas que estuvieron en la reunión' },
    fields: {
      Salesforce: 'TaskRelation, EventRelation',
      HubSpot: 'associated contacts',
      Pipedrive: 'participants, attendees',
    },
  },
  'activities.account_id': {
    habit: { en: 'the company that the activity was for', es: 'la empresa a la que se dirigía la actividad' },
    fields: { Salesforce: 'AccountId', HubSpot: 'associated company', Pipedrive: 'organization' },
  },
  'activities.deal_id': {
    habit: {
      en: 'the deal: log calls and meetings on the deal, not only on the person',
      es: 'la oportunidad: apuntar llamadas y reuniones en ella y no solo en la persona',
    },
    fields: { Salesforce: 'WhatId', HubSpot: 'associated deal', Pipedrive: 'deal' },
  },
  'activities.lead_id': {
    habit: { en: 'the lead that was called or written to', es: 'el lead al que se llamó o escribió' },
    fields: { Salesforce: 'WhoId', HubSpot: 'associated contact', Pipedrive: 'lead' },
  },
  'activities.purpose': {
    habit: {
      en: 'what the meeting was for; above all a type of its own for presenting a proposal (proposal_presentation)',
      es: 'para qué fue la reunión; sobre todo un tipo propio para presentar una propuesta (proposal_presentation)',
    },
    fields: everywhere('activity_types: { … : { purpose: proposal_presentation } }'),
  },
  'activities.pitch': {
    habit: {
      en: 'which pitch was used: a short list to choose from after the call',
      es: 'qué argumento se usó: una lista corta para elegir tras la llamada',
    },
    fields: {
      Salesforce: 'fields: { task.pitch: …, event.pitch: … }',
      HubSpot: 'fields: { call.pitch: … }',
      Pipedrive: 'fields: { activity.pitch: … }',
    },
  },
  'activities.duration_s': {
    habit: {
      en: 'how long it took; the telephone system mostly knows',
      es: 'cuánto duró; casi siempre lo sabe la centralita',
    },
    fields: {
      Salesforce: 'CallDurationInSeconds, Event start and end',
      HubSpot: 'call duration, meeting start and end',
      Pipedrive: 'duration, callLogs',
    },
  },
  assignments: {
    habit: {
      en: 'which rep each account belongs to, and since when',
      es: 'a qué comercial pertenece cada cuenta y desde cuándo',
    },
    fields: {
      Salesforce: 'Account.OwnerId, AccountHistory',
      HubSpot: 'company owner',
      Pipedrive: 'organization owner',
    },
  },
  accounts: {
    habit: { en: 'the companies you sell to', es: 'las empresas a las que vende' },
    fields: { Salesforce: 'Account', HubSpot: 'companies', Pipedrive: 'organizations' },
  },
  'accounts.segment': {
    habit: {
      en: 'a segment for each account: three or four classes are enough',
      es: 'un segmento para cada cuenta: bastan tres o cuatro clases',
    },
    fields: {
      Salesforce: 'fields: { account.segment: … }',
      HubSpot: 'fields: { company.segment: … }',
      Pipedrive: 'fields: { organization.segment: … }',
    },
  },
  contacts: {
    habit: { en: 'the people of each account, linked to it', es: 'las personas de cada cuenta, vinculadas a ella' },
    fields: { Salesforce: 'Contact', HubSpot: 'contacts', Pipedrive: 'persons' },
  },
  ratings: {
    habit: {
      en: 'after a talk, half a minute to rate how the person stands to you, from −3 to +3',
      es: 'tras una conversación, medio minuto para valorar cómo se sitúa la persona, de −3 a +3',
    },
    fields: {
      Salesforce: 'ALTF__Contact_Map_Details__c; fields: { contact.rating: … }',
      HubSpot: 'fields: { contact.rating: … }',
      Pipedrive: 'fields: { person.rating: … }',
    },
  },
  decision_team: {
    habit: {
      en: 'who takes part in the decision on a deal, and in which role; ask for it before the proposal',
      es: 'quién participa en la decisión de cada oportunidad y con qué papel; pregúntelo antes de la propuesta',
    },
    fields: {
      Salesforce: 'OpportunityContactRole',
      HubSpot: 'hs_buying_role',
      Pipedrive: 'fields: { person.role: … }',
    },
  },
  'decision_team.role': {
    habit: {
      en: 'the role of each: at least who decides and who holds the budget',
      es: 'el papel de cada uno: al menos quién decide y quién tiene el presupuesto',
    },
    fields: {
      Salesforce: 'OpportunityContactRole.Role',
      HubSpot: 'hs_buying_role',
      Pipedrive: 'fields: { person.role: … }',
    },
  },
  leads: {
    habit: {
      en: 'those who may become customers, from the first contact on',
      es: 'quienes pueden llegar a clientes, desde el primer contacto',
    },
    fields: { Salesforce: 'Lead', HubSpot: 'contacts with a lifecycle stage', Pipedrive: 'leads' },
  },
  'leads.account_id': {
    habit: { en: 'the company of the lead', es: 'la empresa del lead' },
    fields: { Salesforce: 'Lead.ConvertedAccountId', HubSpot: 'associated company', Pipedrive: 'organization' },
  },
  'leads.contact_id': {
    habit: { en: 'the person of the lead', es: 'la persona del lead' },
    fields: { Salesforce: 'Lead.ConvertedContactId', HubSpot: 'contact', Pipedrive: 'person' },
  },
  'leads.source': {
    habit: {
      en: 'where the lead came from: a short closed list, asked of everybody',
      es: 'de dónde vino el lead: una lista corta y cerrada, preguntada a todos',
    },
    fields: { Salesforce: 'LeadSource', HubSpot: 'hs_analytics_source', Pipedrive: 'source' },
  },
  'leads.campaign': {
    habit: { en: 'the campaign that brought the lead', es: 'la campaña que trajo el lead' },
    fields: { Salesforce: 'fields: { lead.campaign: … }', HubSpot: 'fields: { contact.campaign: … }' },
  },
  'leads.product': {
    habit: { en: 'what the lead is interested in', es: 'qué le interesa al lead' },
    fields: { Salesforce: 'fields: { lead.product: … }' },
  },
  'leads.qualified_at': {
    habit: {
      en: 'when a lead was found worth working on: a status of its own, set on that day',
      es: 'cuándo se consideró el lead digno de trabajarse: un estado propio, puesto ese día',
    },
    fields: everywhere('lead_statuses: { … : qualified }'),
  },
  'leads.prospect_at': {
    habit: {
      en: 'when a lead came to consider buying: convert it on that day',
      es: 'cuándo el lead empezó a plantearse comprar: conviértalo ese día',
    },
    fields: everywhere('lead_statuses: { … : prospect }'),
  },
  deals: {
    habit: {
      en: 'every possible sale, from the day on which it begins',
      es: 'cada posible venta, desde el día en que empieza',
    },
    fields: { Salesforce: 'Opportunity', HubSpot: 'deals', Pipedrive: 'deals' },
  },
  'deals.account_id': {
    habit: { en: 'the company of the deal', es: 'la empresa de la oportunidad' },
    fields: { Salesforce: 'Opportunity.AccountId', HubSpot: 'associated company', Pipedrive: 'organization' },
  },
  'deals.lead_id': {
    habit: {
      en: 'the lead that the deal came from: convert leads instead of making new deals',
      es: 'el lead del que salió: convierta los leads en vez de crear oportunidades sueltas',
    },
    fields: { Salesforce: 'Lead.ConvertedOpportunityId', HubSpot: 'associated contact', Pipedrive: 'lead' },
  },
  'deals.source': {
    habit: { en: 'where the deal came from', es: 'de dónde vino la oportunidad' },
    fields: { Salesforce: 'LeadSource', HubSpot: 'hs_analytics_source', Pipedrive: 'fields: { deal.source: … }' },
  },
  'deals.product': {
    habit: { en: 'what is being sold', es: 'qué se vende' },
    fields: {
      Salesforce: 'fields: { opportunity.product: … }',
      HubSpot: 'fields: { deal.product: … }',
      Pipedrive: 'fields: { deal.product: … }',
    },
  },
  'deals.requested_amount': {
    habit: {
      en: 'what the customer asked for, before any talk of price',
      es: 'lo que pidió el cliente, antes de hablar de precio',
    },
    fields: {},
  },
  'deals.amount': {
    habit: {
      en: 'what the deal is worth, also while it is open: an estimate is enough',
      es: 'cuánto vale la oportunidad, también mientras está abierta: basta una estimación',
    },
    fields: { Salesforce: 'Amount', HubSpot: 'amount', Pipedrive: 'value' },
  },
  'deals.expected_close_on': {
    habit: {
      en: 'the day on which it should close, corrected whenever it moves',
      es: 'el día en que debería cerrarse, corregido cada vez que se mueve',
    },
    fields: { Salesforce: 'CloseDate', HubSpot: 'closedate', Pipedrive: 'expected_close_date' },
  },
  stage_changes: {
    habit: {
      en: 'when a deal entered each stage: the CRM keeps it, the export must include it',
      es: 'cuándo entró la oportunidad en cada etapa: el CRM lo guarda, la exportación debe incluirlo',
    },
    fields: {
      Salesforce: 'OpportunityHistory',
      HubSpot: 'propertiesWithHistory=dealstage',
      Pipedrive: 'deals/{id}/flow',
    },
  },
  stages: {
    habit: { en: 'the stages of a sale, in their order', es: 'las etapas de la venta, en su orden' },
    fields: { Salesforce: 'OpportunityStage', HubSpot: 'pipelines', Pipedrive: 'stages' },
  },
  'stages.kind=won': {
    habit: {
      en: 'a stage for won deals, and deals moved into it',
      es: 'una etapa para las ganadas, y oportunidades llevadas a ella',
    },
    fields: everywhere('stages: { … : won }'),
  },
  'stages.kind=lost': {
    habit: {
      en: 'a stage for lost deals: close them as lost instead of leaving them open or deleting them',
      es: 'una etapa para las perdidas: ciérrelas como perdidas en vez de dejarlas abiertas o borrarlas',
    },
    fields: everywhere('stages: { … : lost }'),
  },
  'stages.probability': {
    habit: { en: 'the chance of winning in each stage, 0 to 1', es: 'la posibilidad de ganar en cada etapa, de 0 a 1' },
    fields: {
      Salesforce: 'OpportunityStage.DefaultProbability',
      HubSpot: 'pipelines; stages: { … : { probability: 0.4 } }',
      Pipedrive: 'deal_probability; stages: { … : { probability: 0.4 } }',
    },
  },
  proposals: {
    habit: {
      en: 'the day on which each proposal was sent: one line in proposals.csv, or from the quoting system',
      es: 'el día en que se envió cada propuesta: una línea en proposals.csv, o desde el programa de ofertas',
    },
    fields: {},
  },
  shares: {
    habit: {
      en: 'each piece of material that was given, of which type and to whom: one line in shares.csv',
      es: 'cada material entregado, de qué tipo y a quién: una línea en shares.csv',
    },
    fields: {},
  },
  'shares.deal_id': {
    habit: { en: 'the deal for which the material was given', es: 'la oportunidad para la que se entregó el material' },
    fields: {},
  },
  'shares.activity_id': {
    habit: { en: 'the activity in which the material was given', es: 'la actividad en la que se entregó el material' },
    fields: {},
  },
  'shares.lead_id': {
    habit: { en: 'the lead to whom the material was given', es: 'el lead a quien se entregó el material' },
    fields: {},
  },
  'shares.contact_id': {
    habit: { en: 'the person to whom the material was given', es: 'la persona a quien se entregó el material' },
    fields: {},
  },
  costs: {
    habit: {
      en: 'what was spent on selling, by day, with source or campaign: costs.csv from the accounts, once a month',
      es: 'lo gastado en vender, por día, con origen o campaña: costs.csv desde contabilidad, una vez al mes',
    },
    fields: {},
  },
  goals: {
    habit: {
      en: 'what is to be reached: goals.csv with KPI, target, first day and week, month, quarter or year, for a rep, a team or all',
      es: 'lo que hay que alcanzar: goals.csv con KPI, meta, primer día y semana, mes, trimestre o año, de un comercial, un equipo o todos',
    },
    fields: {},
  },
  reps: {
    habit: { en: 'the people who sell', es: 'las personas que venden' },
    fields: { Salesforce: 'User', HubSpot: 'owners', Pipedrive: 'users' },
  },
  'reps.team_id': {
    habit: { en: 'the team of each rep', es: 'el equipo de cada comercial' },
    fields: { Salesforce: 'UserRole', HubSpot: 'users.csv', Pipedrive: 'users' },
  },
  'reps.hourly_cost': {
    habit: { en: 'what an hour of a rep costs', es: 'lo que cuesta una hora de un comercial' },
    fields: everywhere('hourly_costs: { "*": … }'),
  },
};

/** One thing that is missing and how it is got; null where nothing is known of it, as of an own KPI's member. */
export type Missing = { readonly name: string; readonly capture: Capture | null };

/** The things that needs name, each once and in their order. */
export function missingThings(missing: Needs): readonly Missing[] {
  const names = missing.flatMap((need) => need.split(/ \| | \+ /));
  return [...new Set(names)].map((name) => ({ name, capture: captureOf(name) }));
}

/** What is known of a value (`stages.kind=won`) or an open deal's column is known of the column. */
function captureOf(name: string): Capture | null {
  return captures[name] ?? captures[name.replace(/[=(].*$/, '')] ?? null;
}

/** Where the CRMs have it: “Salesforce: WhoId · Pipedrive: person”; what all have alike is told once. */
export function fieldsInWords({ fields }: Capture): string | null {
  const told = crms.flatMap((crm) => (fields[crm] === undefined ? [] : [[crm, fields[crm]] as const]));
  if (told.length === 0) return null;
  const isAlike = told.length === crms.length && new Set(told.map(([, field]) => field)).size === 1;
  if (isAlike) return `${crms.join(', ')}: ${told[0]![1]}`;
  return told.map(([crm, field]) => `${crm}: ${field}`).join(' · ');
}
