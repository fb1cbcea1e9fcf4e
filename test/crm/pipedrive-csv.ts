import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../src/duckdb/database.ts';
import { literal, raw, sql } from '../../src/duckdb/sql.ts';
import { createLocal } from './local-time.ts';
import { cutToMinutes } from './minutes.ts';
import { addFlow, narrowToPipedrive, pipedriveSettings } from './pipedrive-export.ts';

type Language = 'en' | 'es';

/** A column of an export: its label in both languages and its value. */
type Column = readonly [en: string, es: string, value: string];

const isMeeting = `a.channel IN ('meeting', 'video', 'visit')`;
const type = `a.channel || coalesce(' · ' || a.purpose, '')`;
const rep = (id: string): string => `(SELECT r.name FROM log.reps r WHERE r.id = ${id})`;
const account = (id: string): string => `(SELECT o.name FROM log.accounts o WHERE o.id = ${id})`;
const contact = (id: string): string => `(SELECT c.name FROM log.contacts c WHERE c.id = ${id})`;
const deal = (id: string): string => `(SELECT d.name FROM log.deals d WHERE d.id = ${id})`;

/** Each list that can be exported: what its file, its columns and its rows are. In English records are linked by the ids of further columns, in Spanish by name. */
const lists = (
  language: Language,
): Readonly<
  Record<
    string,
    { readonly of: readonly [en: string, es: string]; readonly columns: readonly Column[]; readonly from: string }
  >
> => {
  const linked = (columns: readonly Column[], by: readonly Column[]): readonly Column[] =>
    language === 'en' ? [...columns, ...by] : columns;
  return {
    organizations: {
      of: ['Organization', 'Organización'],
      columns: [
        ['ID', 'ID', 'a.id'],
        ['Name', 'Nombre', 'a.name'],
        ['Owner', 'Propietario', rep('s.rep_id')],
        ['Organization created', 'Organización creada', 'shown(a.created_at)'],
        ['Country of Address', 'País de Dirección', 'a.country'],
        ['Industry', 'Sector', 'a.industry'],
        ['Segment', 'Segmento', 'a.segment'],
      ],
      from: 'log.accounts a LEFT JOIN log.assignments s ON s.account_id = a.id',
    },
    people: {
      of: ['Person', 'Persona'],
      columns: linked(
        [
          ['ID', 'ID', 'p.id'],
          ['Name', 'Nombre', 'p.name'],
          ['Organization', 'Organización', account('p.account_id')],
          ['Email - Work', 'Correo electrónico - Trabajo', `p.email || ', old@example.com'`],
          ['Phone - Work', 'Teléfono - Trabajo', 'p.phone'],
          ['Job title', 'Cargo', 'p.title'],
          ['Owner', 'Propietario', rep('g.rep_id')],
          ['Person created', 'Persona creada', 'shown(p.created_at)'],
          ['Update time', 'Hora de actualización', 'shown(coalesce(g.rated_at, p.created_at))'],
          ['Influence', 'Influencia', 'p.influence'],
          ['Relationship', 'Relación', 'g.strength'],
          ['Buying role', 'Rol de compra', 't.role'],
        ],
        [['Organization ID', 'Organization ID', 'p.account_id']],
      ),
      from: 'log.contacts p LEFT JOIN log.ratings g ON g.contact_id = p.id LEFT JOIN (SELECT contact_id, min(role) AS role FROM log.decision_team GROUP BY ALL) t ON t.contact_id = p.id',
    },
    deals: {
      of: ['Deal', 'Trato'],
      columns: linked(
        [
          ['ID', 'ID', 'd.id'],
          ['Title *', 'Título *', 'd.name'],
          ['Owner', 'Propietario', rep('d.rep_id')],
          ['Status', 'Estado', `status(s.status)`],
          ['Stage', 'Etapa', 'g.name'],
          ['Pipeline', 'Embudo', `'Sales'`],
          ['Value', 'Valor', 'amount_text(d.amount::DECIMAL(18,2))'],
          ['Currency of Value', 'Moneda de Valor', 'd.currency'],
          ['Organization', 'Organización', account('d.account_id')],
          ['Contact person', 'Persona de contacto', contact('m.contact_id')],
          ['Deal created', 'Trato creado', 'shown(d.created_at)'],
          ['Last stage change', 'Último cambio de etapa', 'shown(s.since)'],
          ['Won time', 'Hora de ganado', `CASE WHEN s.status = 'won' THEN shown(s.closed) END`],
          ['Lost time', 'Hora de perdido', `CASE WHEN s.status = 'lost' THEN shown(s.closed) END`],
          ['Expected close date', 'Fecha prevista de cierre', 'shown_day(d.expected_close_on)'],
          ['Probability', 'Probabilidad', 'g.probability * 100'],
          ['Source channel', 'Canal de origen', 'd.source'],
          ['Product name', 'Nombre del producto', 'd.product'],
          ['Update time', 'Hora de actualización', 'shown((SELECT stamp FROM export_stamp))'],
        ],
        [
          ['Organization ID', 'Organization ID', 'd.account_id'],
          ['Contact person ID', 'Contact person ID', 'm.contact_id'],
        ],
      ),
      from: 'log.deals d JOIN place s ON s.deal_id = d.id JOIN log.stages g ON g.id = s.stage_id LEFT JOIN log.decision_team m ON m.deal_id = d.id',
    },
    leads: {
      of: ['Lead', 'Prospecto'],
      columns: [
        ['ID', 'ID', 'l.id'],
        ['Title', 'Título', `'Lead ' || l.id`],
        ['Owner', 'Propietario', rep('l.rep_id')],
        ['Contact person', 'Persona de contacto', contact('l.contact_id')],
        ['Organization', 'Organización', account('l.account_id')],
        [
          'Labels',
          'Etiquetas',
          `CASE WHEN l.qualified_at IS NOT NULL THEN 'Ready' WHEN l.disqualified_at IS NOT NULL THEN 'Bad' END`,
        ],
        ['Source channel', 'Canal de origen', 'l.source'],
        ['Lead created', 'Prospecto creado', 'shown(l.created_at)'],
        ['Update time', 'Hora de actualización', 'shown(coalesce(l.qualified_at, l.disqualified_at))'],
        [
          'Archive status',
          'Estado de archivo',
          `CASE WHEN l.seq > 0 THEN ${language === 'en' ? `'Not archived'` : `'No archivado'`} END`,
        ],
      ],
      from: 'log.leads l',
    },
    activities: {
      of: ['Activity', 'Actividad'],
      columns: linked(
        [
          ['ID', 'ID', 'a.id'],
          ['Subject', 'Asunto', 'a.subject'],
          ['Type', 'Tipo', type],
          ['Assigned to user', 'Asignado a usuario', rep('a.rep_id')],
          ['Done', 'Hecho', language === 'en' ? `'Done'` : `'Hecho'`],
          ['Due date', 'Fecha de vencimiento', `CASE WHEN ${isMeeting} THEN shown_day(local(a.occurred_at)) END`],
          [
            'Due time',
            'Hora de vencimiento',
            `CASE WHEN ${isMeeting} THEN strftime(local(a.occurred_at), '%H:%M') END`,
          ],
          ['Duration', 'Duración', `strftime(make_timestamp(a.duration_s::BIGINT * 1000000), '%H:%M')`],
          [
            'Marked as done time',
            'Hora de marcado como hecho',
            `shown(CASE WHEN ${isMeeting} THEN a.occurred_at + INTERVAL 2 DAY ELSE a.occurred_at END)`,
          ],
          ['Activity created', 'Actividad creada', 'shown(a.occurred_at)'],
          ['Contact person', 'Persona de contacto', contact('a.contact_id')],
          ['Organization', 'Organización', account('a.account_id')],
          ['Deal', 'Trato', deal('a.deal_id')],
          ['Lead', 'Prospecto', `'Lead ' || a.lead_id`],
          ['Result', 'Resultado', 'a.outcome'],
          ['Direction', 'Sentido', 'a.direction'],
          ['Pitch', 'Argumento', 'a.pitch'],
        ],
        [],
      ),
      from: 'log.activities a',
    },
  };
};

/** What lists on the screen hold: moments to the minute, no teams, of a deal only its contact person; a lead that became a deal is gone. */
export async function narrowToPipedriveCsv(db: Database): Promise<void> {
  await cutToMinutes(db);
  await narrowToPipedrive(db);
  await db.runAll(
    [
      'UPDATE log.reps SET team_id = NULL',
      'DELETE FROM log.teams',
      'UPDATE log.deals SET lead_id = NULL',
      'UPDATE log.leads SET prospect_at = NULL',
      'DELETE FROM log.decision_team WHERE seq NOT IN (SELECT min(seq) FROM log.decision_team GROUP BY deal_id)',
      'UPDATE log.decision_team SET joined_at = NULL',
      'UPDATE log.activities SET duration_s = duration_s - duration_s % 60',
      // Links go by name: a name that two bear names neither.
      ...['accounts', 'contacts', 'deals'].map(
        (table) =>
          `UPDATE log.${table} SET name = name || ' ' || id WHERE name IN (SELECT name FROM log.${table} GROUP BY name HAVING count(*) > 1)`,
      ),
    ].map((statement) => raw(statement)),
  );
}

/** Writes the log of a database (schema `log`) as the exports of Pipedrive's lists, in a language: American dates and amounts in English. */
export const exportPipedriveCsv =
  (language: Language) =>
  async (db: Database, dir: string, workspace: string): Promise<void> => {
    const source = join(dir, 'source');
    await mkdir(source, { recursive: true });
    const { as_of: now } = JSON.parse(workspace) as { as_of: string };
    const own = language === 'en' ? 0 : 1;
    const amount = `format('{:,.2f}', v::DOUBLE)`;
    const [day, clock] = language === 'en' ? ['%m/%d/%Y', '%I:%M %p'] : ['%Y-%m-%d', '%H:%M:%S'];
    await createLocal(db, (JSON.parse(workspace) as { timezone: string }).timezone);
    await addFlow(db);
    await db.runAll([
      sql`CREATE OR REPLACE TEMP TABLE export_stamp AS SELECT ${now.slice(0, 19)}::TIMESTAMP AS stamp`,
      raw(`CREATE OR REPLACE TEMP MACRO shown(t) AS strftime(local(t), '${day} ${clock}')`),
      raw(`CREATE OR REPLACE TEMP MACRO shown_day(t) AS strftime(t, '${day}')`),
      raw(
        `CREATE OR REPLACE TEMP MACRO status(v) AS ${language === 'en' ? 'upper(v[1]) || v[2:]' : `CASE v WHEN 'won' THEN 'Ganado' WHEN 'lost' THEN 'Perdido' ELSE 'Abierto' END`}`,
      ),
      raw(
        `CREATE OR REPLACE TEMP MACRO amount_text(v) AS ${language === 'en' ? `'$' || ${amount}` : `translate(${amount}, ',.', '.,')`}`,
      ),
      // Since when a deal stands where it does.
      raw(`CREATE OR REPLACE TEMP TABLE place AS SELECT s.deal_id, s.stage_id, s.status, max(t.entered_at) FILTER (NOT t.is_closed) AS since, max(t.entered_at) FILTER (t.is_closed) AS closed
        FROM standing s JOIN step t ON t.deal_id = s.deal_id GROUP BY ALL`),
    ]);
    for (const [list, { of, columns, from }] of Object.entries(lists(language))) {
      const cells = columns.map((column) => `${column[2]} AS "${of[own]} - ${column[own]}"`);
      await db.run(
        sql`COPY (${raw(`SELECT ${cells.join(', ')} FROM ${from}`)}) TO ${literal(join(source, `${list}-1234567-1.csv`))} (FORMAT csv, DELIMITER ${raw(language === 'en' ? `','` : `';'`)})`,
      );
    }
    const stages = await db.rows<{ name: string }>(
      raw(`SELECT name FROM log.stages WHERE kind = 'open' ORDER BY position`),
    );
    const fields =
      language === 'en'
        ? 'activity.outcome: Activity - Result, activity.direction: Activity - Direction, activity.pitch: Activity - Pitch, person.rating: Person - Relationship, person.influence: Person - Influence, person.role: Person - Buying role'
        : 'activity.outcome: Actividad - Resultado, activity.direction: Actividad - Sentido, activity.pitch: Actividad - Argumento, person.rating: Persona - Relación, person.influence: Persona - Influencia, person.role: Persona - Rol de compra';
    const more = `fields: { ${fields} }\nstage_order: ${JSON.stringify(stages.map(({ name }) => name))}\n`;
    await writeFile(join(dir, 'settings.yaml'), await pipedriveSettings(db, workspace, more));
  };
