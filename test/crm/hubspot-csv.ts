import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../src/duckdb/database.ts';
import { literal, raw, sql } from '../../src/duckdb/sql.ts';
import { askHubspot, hubspotSettings, narrowToHubspot } from './hubspot-export.ts';
import { createLocal } from './local-time.ts';
import { cutToMinutes } from './minutes.ts';

type Language = 'en' | 'es';

/** A column of an export: its label in both languages and its value. */
type Column = readonly [en: string, es: string, value: string];

/** The words that HubSpot shows instead of its own values. */
const words: Readonly<Record<string, readonly [en: string, es: string]>> = {
  'f240bbac-87c9-4f6e-bf70-924b57d47db7': ['Connected', 'Conectado'],
  '73a0d17f-1163-4015-bdd5-ec830791da20': ['No answer', 'Sin respuesta'],
  'b2cf5968-551e-4856-9783-52b3da59a7d0': ['Left voicemail', 'Dejó mensaje de voz'],
  '9d9162e7-6cf3-4944-bf63-4dff82258764': ['Busy', 'Ocupado'],
  COMPLETED: ['Completed', 'Completada'],
  CANCELED: ['Canceled', 'Cancelada'],
  NO_SHOW: ['No Show', 'No se presentó'],
  SCHEDULED: ['Scheduled', 'Programada'],
  INBOUND: ['Inbound', 'Entrante'],
  OUTBOUND: ['Outbound', 'Saliente'],
  INCOMING_EMAIL: ['Incoming Email', 'Correo entrante'],
  EMAIL: ['Email', 'Correo'],
  BOUNCED: ['Bounced', 'Rebotado'],
  SENT: ['Sent', 'Enviado'],
  CALL: ['Call', 'Llamada'],
  TODO: ['To-do', 'Por hacer'],
  UNQUALIFIED: ['Unqualified', 'No cualificado'],
  subscriber: ['Subscriber', 'Suscriptor'],
  lead: ['Lead', 'Lead'],
};

const of = (property: string): string => `r.properties.${property}`;
const when = (property: string): string => `shown(${of(property)})`;
const ownerName = `(SELECT firstName || ' ' || lastName FROM api_owners o WHERE o.id = ${of('hubspot_owner_id')})`;
/** When a contact came to a stage of the lifecycle. */
const since = (stage: string): string =>
  `shown(list_filter(propertiesWithHistory.lifecyclestage, lambda x: x.value = '${stage}')[1].timestamp)`;
const ids = (other: string): string =>
  `list_aggregate(list_distinct(json_extract_string(associations, '$.${other}.results[*].id')), 'string_agg', ';')`;
/** In the order of the API, each once. */
const inOrder = (other: string): string =>
  `list_aggregate(list_filter(json_extract_string(associations, '$.${other}.results[*].id'), lambda x, i: list_position(json_extract_string(associations, '$.${other}.results[*].id'), x) = i), 'string_agg', ';')`;

const recordId: Column = ['Record ID', 'ID de registro', 'id'];
const created: Column = ['Create Date', 'Fecha de creación', when('createdate')];
const modified: Column = ['Last Modified Date', 'Fecha de la última modificación', when('hs_lastmodifieddate')];
const pitch: Column = ['Pitch', 'Pitch', of('pitch')];
const links: readonly Column[] = [
  ['Associated Contact IDs', 'ID de contactos asociados', inOrder('contacts')],
  ['Associated Company IDs', 'ID de empresas asociadas', ids('companies')],
  ['Associated Deal IDs', 'ID de negocios asociados', ids('deals')],
];
const deed: readonly Column[] = [
  recordId,
  ['Activity date', 'Fecha de actividad', when('hs_timestamp')],
  ['Activity assigned to', 'Actividad asignada a', ownerName],
  ...links,
];
const stage = `(SELECT s FROM (SELECT unnest(stages) AS s FROM api_pipelines) p WHERE p.s.id = ${of('dealstage')})`;

/** Each list of records that can be exported: the names of its file and its columns; a number of a column is of the language. */
const exportsOf = (
  language: Language,
): Readonly<Record<string, { readonly en: string; readonly es: string; readonly columns: readonly Column[] }>> => ({
  companies: {
    en: 'hubspot-crm-exports-all-companies-2026-07-01',
    es: 'hubspot-crm-exports-todas-las-empresas-2026-07-01',
    columns: [
      recordId,
      ['Company name', 'Nombre de la empresa', of('name')],
      ['Company Domain Name', 'Nombre de dominio de la empresa', of('domain')],
      ['Company owner', 'Propietario de la empresa', ownerName],
      ['Industry', 'Sector', of('industry')],
      ['Country/Region', 'País/región', of('country')],
      ['Segment', 'Segmento', of('segment')],
      created,
    ],
  },
  contacts: {
    en: 'hubspot-crm-exports-all-contacts-2026-07-01',
    es: 'hubspot-crm-exports-todos-los-contactos-2026-07-01',
    columns: [
      recordId,
      ['First Name', 'Nombre', of('firstname')],
      ['Last Name', 'Apellidos', of('lastname')],
      ['Email', 'Correo', of('email')],
      ['Phone Number', 'Número de teléfono', of('phone')],
      ['Job Title', 'Cargo', of('jobtitle')],
      ['Contact owner', 'Propietario del contacto', ownerName],
      ['Lifecycle Stage', 'Etapa del ciclo de vida', `word(${of('lifecyclestage')})`],
      [
        'Lead Status',
        'Estado del lead',
        `CASE WHEN len(propertiesWithHistory.hs_lead_status) > 0 THEN word('UNQUALIFIED') END`,
      ],
      ['Buying Role', 'Rol de compra', of('hs_buying_role')],
      ['Original Source', 'Fuente original', of('hs_analytics_source')],
      ['Campaign', 'Campaña', of('campaign')],
      ['Product', 'Producto', of('product')],
      ['Relationship', 'Relación', of('relationship_strength')],
      ['Influence', 'Influencia', of('influence')],
      ['Associated Company IDs', 'ID de empresas asociadas', of('associatedcompanyid')],
      ['Became a Lead Date', 'Fecha en que se convirtió en lead', since('lead')],
      [
        'Became a Sales Qualified Lead Date',
        'Fecha en que se convirtió en lead cualificado por ventas',
        since('salesqualifiedlead'),
      ],
      ['Became an Opportunity Date', 'Fecha en que se convirtió en oportunidad', since('opportunity')],
      created,
      ['Last Modified Date', 'Fecha de la última modificación', when('lastmodifieddate')],
    ],
  },
  deals: {
    en: 'hubspot-crm-exports-all-deals-2026-07-01',
    es: 'hubspot-crm-exports-todos-los-negocios-2026-07-01',
    columns: [
      recordId,
      ['Deal Name', 'Nombre del negocio', of('dealname')],
      ['Deal Stage', 'Etapa del negocio', language === 'en' ? `${stage}.label || ' (Sales)'` : `${stage}.label`],
      ['Pipeline', 'Pipeline', `CASE WHEN ${of('pipeline')} IS NOT NULL THEN 'Sales' END`],
      ['Amount', 'Valor', `amount_text(${of('amount')}::DECIMAL(18,2))`],
      ['Currency', 'Moneda', of('deal_currency_code')],
      [
        'Close Date',
        'Fecha de cierre',
        `CASE WHEN ${stage}.metadata.isClosed = 'true' THEN shown(propertiesWithHistory.dealstage[1].timestamp) ELSE ${when('closedate')} END`,
      ],
      created,
      ['Deal owner', 'Propietario del negocio', ownerName],
      ['Original Traffic Source', 'Fuente de tráfico original', of('hs_analytics_source')],
      ['Product', 'Producto', of('product')],
      ...links.slice(0, 2),
      ['Is Deal Closed?', '¿Negocio cerrado?', `${stage}.metadata.isClosed`],
      [
        'Is Closed Won',
        'Está cerrado ganado',
        `(${stage}.metadata.isClosed = 'true' AND ${stage}.metadata.probability::DOUBLE = 1)`,
      ],
      ['Deal probability', 'Probabilidad del negocio', `${stage}.metadata.probability`],
      ['Merged Deal IDs', 'ID de registros fusionados', of('hs_merged_object_ids')],
      modified,
    ],
  },
  calls: {
    en: 'calls',
    es: 'llamadas',
    columns: [
      ...deed,
      ['Call Title', 'Título de la llamada', of('hs_call_title')],
      ['Call direction', 'Dirección de la llamada', `word(${of('hs_call_direction')})`],
      ['Call outcome', 'Resultado de la llamada', `word(${of('hs_call_disposition')})`],
      [
        'Call duration',
        'Duración de la llamada',
        language === 'en'
          ? `strftime(make_timestamp(${of('hs_call_duration')}::DOUBLE::BIGINT * 1000), '%H:%M:%S')`
          : of('hs_call_duration'),
      ],
      ['Call and meeting type', 'Tipo de llamada y reunión', of('hs_activity_type')],
      pitch,
    ],
  },
  meetings: {
    en: 'meetings',
    es: 'reuniones',
    columns: [
      ...deed,
      ['Meeting name', 'Nombre de la reunión', of('hs_meeting_title')],
      ['Meeting start time', 'Hora de inicio de la reunión', when('hs_meeting_start_time')],
      ['Meeting end time', 'Hora de finalización de la reunión', when('hs_meeting_end_time')],
      ['Meeting outcome', 'Resultado de la reunión', `word(${of('hs_meeting_outcome')})`],
      ['Call and meeting type', 'Tipo de llamada y reunión', of('hs_activity_type')],
      pitch,
    ],
  },
  emails: {
    en: 'emails',
    es: 'correos',
    columns: [
      ...deed,
      ['Email subject', 'Asunto del correo', of('hs_email_subject')],
      ['Email direction', 'Dirección del correo', `word(${of('hs_email_direction')})`],
      ['Email send status', 'Estado de envío del correo', `word(${of('hs_email_status')})`],
      pitch,
    ],
  },
  communications: {
    en: 'communications',
    es: 'comunicaciones',
    columns: [
      ...deed,
      ['Channel Type', 'Tipo de canal', of('hs_communication_channel_type')],
      ['Communication direction', 'Dirección de la comunicación', `word(${of('hs_communication_direction')})`],
      ['Communication outcome', 'Resultado de la comunicación', of('hs_communication_outcome')],
      pitch,
    ],
  },
  tasks: {
    en: 'tasks',
    es: 'tareas',
    columns: [
      recordId,
      ['Task Title', 'Título de la tarea', of('hs_task_subject')],
      ['Task Type', 'Tipo de tarea', `word(${of('hs_task_type')})`],
      ['Task Status', 'Estado de la tarea', `word(${of('hs_task_status')})`],
      ['Due date', 'Fecha de vencimiento', when('hs_timestamp')],
      ['Completed at', 'Fecha de finalización', when('hs_task_completion_date')],
      ['Assigned to', 'Asignado a', ownerName],
      ...links,
    ],
  },
  owners: {
    en: 'users',
    es: 'usuarios',
    columns: [
      ['Full name', 'Nombre completo', `firstName || ' ' || lastName`],
      ['Email', 'Correo', 'email'],
      ['Main team', 'Equipo principal', 'teams[1].name'],
    ],
  },
});

/** Exports tell moments to the minute, and HubSpot sets the close date of a deal to the day on which it is closed. */
export async function narrowToHubspotCsv(db: Database, timezone: string): Promise<void> {
  await cutToMinutes(db);
  await narrowToHubspot(db);
  await createLocal(db, timezone);
  await db.run(
    raw(`UPDATE log.deals SET expected_close_on = local(c.since)::DATE FROM (SELECT deal_id, max(entered_at) AS since, arg_max(stage_id, (entered_at, seq)) AS stage_id FROM log.stage_changes GROUP BY deal_id) c
      JOIN log.stages s ON s.id = c.stage_id AND s.kind <> 'open' WHERE c.deal_id = deals.id`),
  );
}

/** A column for each stage with the date at which a deal entered it last: what is there of a history when it is chosen. */
async function enteredColumns(db: Database): Promise<readonly Column[]> {
  const stages = await db.rows<{ id: string; name: string }>(raw('SELECT id, name FROM log.stages ORDER BY position'));
  return stages.map(({ id, name: label }) => [
    `Date entered "${label} (Sales)"`,
    `Date entered "${label} (Sales)"`,
    `shown(list_aggregate(list_transform(list_filter(propertiesWithHistory.dealstage, lambda x: x.value = '${id}'), lambda x: x.timestamp), 'max'))`,
  ]);
}

/** Writes the log of a database (schema `log`) as the CSV exports of HubSpot's lists, in a language; in English with the dates at which stages were entered. */
export const exportHubspotCsv =
  (language: Language) =>
  async (db: Database, dir: string, workspace: string): Promise<void> => {
    const source = join(dir, 'source');
    await mkdir(source, { recursive: true });
    await askHubspot(db, workspace);
    await createLocal(db, (JSON.parse(workspace) as { timezone: string }).timezone);
    const own = language === 'en' ? 0 : 1;
    const cases = Object.entries(words).map((word) => `WHEN '${word[0]}' THEN '${word[1][own]}'`);
    const amount = `format('{:,.2f}', v::DOUBLE)`;
    await db.runAll([
      raw(`CREATE OR REPLACE TEMP MACRO shown(v) AS strftime(local(left(v, -1)::TIMESTAMP), '%Y-%m-%d %H:%M')`),
      raw(`CREATE OR REPLACE TEMP MACRO word(v) AS CASE v ${cases.join(' ')} ELSE v END`),
      raw(
        `CREATE OR REPLACE TEMP MACRO amount_text(v) AS ${language === 'en' ? amount : `translate(${amount}, ',.', '.,')`}`,
      ),
    ]);
    for (const [objects, { columns, ...files }] of Object.entries(exportsOf(language))) {
      const all = objects === 'deals' && language === 'en' ? [...columns, ...(await enteredColumns(db))] : columns;
      const cells = all.map((column) => `${column[2]} AS "${column[own].replaceAll('"', '""')}"`);
      const rows = `SELECT ${cells.join(', ')} FROM api_${objects} r ${objects === 'owners' ? '' : 'WHERE NOT archived'}`;
      await db.run(
        sql`COPY (${raw(rows)}) TO ${literal(join(source, `${files[language]}.csv`))} (FORMAT csv, FORCE_QUOTE *)`,
      );
    }
    const [campaign, rating, influence] = [
      ['Campaign', 'Relationship', 'Influence'],
      ['Campaña', 'Relación', 'Influencia'],
    ][own]!;
    const fields = `contact.campaign: ${campaign}, contact.rating: ${rating}, contact.influence: ${influence}`;
    await writeFile(join(dir, 'settings.yaml'), await hubspotSettings(db, workspace, fields));
  };
