import type { Database } from '../../duckdb/database.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import type { CheckResult, LimitFound } from '../report/model.ts';
import type { Check, Crm } from './definition.ts';
import { ownerless, undated } from './left-out.ts';
import { hasStep } from './steps.ts';
import { twinChecks } from './twins.ts';

/** How many rows that do not agree a report shows of each comparison. */
const mostExamples = 20;

/** Compares the log with what the source says of itself. */
export async function runChecks(db: Database, crm: Crm): Promise<CheckResult[]> {
  const general = generalChecks.filter(({ needs }) => needs === undefined || hasStep(crm, needs));
  const results: CheckResult[] = [];
  for (const { id, title, rows, records = 'SELECT count(*) FROM disagreement' } of [
    ...general,
    ...twinChecks,
    ...crm.checks,
  ]) {
    await db.run(sql`CREATE OR REPLACE TEMP TABLE disagreement AS ${raw(rows)}`);
    const { found, groups } = await db.row<{ found: number; groups: number }>(
      sql`SELECT coalesce((${raw(records)}), 0)::DOUBLE AS found, (SELECT count(*) FROM disagreement)::DOUBLE AS groups`,
    );
    const examples = await db.rows<Record<string, unknown>>(
      sql`SELECT COLUMNS(*)::VARCHAR FROM disagreement ORDER BY ALL LIMIT ${raw(String(mostExamples))}`,
    );
    const described = await db.rows<{ column_name: string }>(sql`SELECT column_name FROM (DESCRIBE disagreement)`);
    const columns = described.map(({ column_name: column }) => column);
    results.push({
      id,
      title,
      found,
      rows: groups,
      columns,
      examples: examples.map((row) => columns.map((c) => (row[c] ?? null) as string | null)),
    });
  }
  await db.run(raw('DROP TABLE IF EXISTS disagreement'));
  return results;
}

/** What this export cannot tell, behind what is left out of it. A KPI that has no answer for one reason is not told to be less certain for another. */
export async function findLimits(db: Database, crm: Crm): Promise<LimitFound[]> {
  const found: LimitFound[] = [...(await ownerless(db, crm)), ...(await undated(db, crm))];
  for (const { when, text, weakens, rulesOut } of crm.limits) {
    const { holds } = await db.row<{ holds: boolean | null }>(sql`SELECT (${raw(when)}) AS holds`);
    if (holds === true) found.push({ text, weakens, rulesOut });
  }
  const ruledOut = new Set(found.flatMap(({ rulesOut }) => rulesOut));
  return found.map((limit) => ({ ...limit, weakens: limit.weakens.filter((id) => !ruledOut.has(id)) }));
}

/** Comparisons that any CRM's log allows; `needs`: a step that tells what the CRM itself says. */
const generalChecks: readonly (Check & { readonly needs?: string })[] = [
  {
    id: 'current_stage',
    needs: 'current_stage',
    title: {
      en: 'Deals whose history does not end in the stage that the CRM shows now',
      es: 'Oportunidades cuyo historial no acaba en la etapa que el CRM muestra ahora',
    },
    rows: `SELECT d.id AS deal, d.name, coalesce(cs.name, c.stage_id) AS crm, coalesce(ls.name, l.stage_id) AS log FROM log.deals d
      JOIN mapped.current_stage c ON c.deal_id = d.id AND c.left_out IS NULL LEFT JOIN log.stages cs ON cs.id = c.stage_id
      LEFT JOIN (SELECT deal_id, arg_max(stage_id, epoch_us(entered_at)::HUGEINT * 1_000_000_000_000 + seq) AS stage_id FROM log.stage_changes GROUP BY deal_id) l
        ON l.deal_id = d.id LEFT JOIN log.stages ls ON ls.id = l.stage_id
      WHERE c.stage_id IS DISTINCT FROM l.stage_id`,
  },
  {
    id: 'stage_totals',
    needs: 'current_stage',
    title: {
      en: 'Stages in which the number of deals or their amount differs between the CRM and the log',
      es: 'Etapas en las que el número de oportunidades o su importe difiere entre el CRM y el registro',
    },
    rows: `WITH crm AS (
        SELECT stage_id, count(*) AS deals, count(*) FILTER (left_out = 'no_owner') AS without_owner, count(*) FILTER (left_out = 'undated') AS without_date, sum(coalesce(try_cast(amount AS DECIMAL(18,6))::DECIMAL(38,6), try_cast(amount AS DECIMAL(38,6)))) AS amount FROM mapped.current_stage GROUP BY stage_id
      ), last AS (
        SELECT deal_id, arg_max(stage_id, epoch_us(entered_at)::HUGEINT * 1_000_000_000_000 + seq) AS stage_id FROM log.stage_changes GROUP BY deal_id
      ), log AS (
        SELECT l.stage_id, count(*) AS deals, sum(d.amount::DECIMAL(38,6)) AS amount FROM log.deals d LEFT JOIN last l ON l.deal_id = d.id GROUP BY l.stage_id
      )
      SELECT coalesce(g.name || coalesce(' (' || g.pipeline || ')', ''), c.stage_id, l.stage_id) AS stage, coalesce(c.deals, 0) AS crm_deals, coalesce(l.deals, 0) AS log_deals,
        coalesce(c.amount, 0)::DECIMAL(38,2) AS crm_amount, coalesce(l.amount, 0)::DECIMAL(38,2) AS log_amount, coalesce(c.without_owner, 0) AS without_owner, coalesce(c.without_date, 0) AS without_date
      FROM crm c FULL JOIN log l ON l.stage_id IS NOT DISTINCT FROM c.stage_id LEFT JOIN log.stages g ON g.id = coalesce(c.stage_id, l.stage_id)
      WHERE coalesce(c.deals, 0) <> coalesce(l.deals, 0) OR coalesce(c.amount, 0) <> coalesce(l.amount, 0)`,
  },
  {
    id: 'deal_without_stage',
    title: {
      en: 'Deals of which nothing says a stage: they count as open',
      es: 'Oportunidades de las que nada dice la etapa: cuentan como abiertas',
    },
    rows: 'SELECT d.id AS deal, d.name FROM log.deals d ANTI JOIN log.stage_changes c ON c.deal_id = d.id',
  },
  {
    id: 'closed_before_created',
    title: {
      en: 'Deals that were won or lost on a day before they were created: their sales cycle counts as 0 days',
      es: 'Oportunidades que se ganaron o perdieron antes del día en que se crearon: su ciclo de venta cuenta como 0 días',
    },
    rows: `SELECT d.id AS deal, d.name, local_time(d.created_at)::DATE AS created_on, min(local_time(c.entered_at)::DATE) AS closed_on FROM log.deals d
      JOIN log.stage_changes c ON c.deal_id = d.id JOIN log.stages g ON g.id = c.stage_id AND g.kind <> 'open'
      WHERE local_time(c.entered_at)::DATE < local_time(d.created_at)::DATE GROUP BY ALL`,
  },
  {
    id: 'unknown_owner',
    needs: 'unknown_owner',
    title: {
      en: 'Owners who are not among the users of the export',
      es: 'Propietarios que no están entre los usuarios de la exportación',
    },
    rows: 'SELECT owner, what, count(*) AS records FROM mapped.unknown_owner GROUP BY ALL',
    records: 'SELECT count(DISTINCT owner) FROM disagreement',
  },
  {
    id: 'activity_without_person',
    title: {
      en: 'Activities without a person: they count for the rep and the account, but nobody is covered by them',
      es: 'Actividades sin persona: cuentan para el comercial y la cuenta, pero no cubren a nadie',
    },
    rows: `SELECT a.channel, r.name AS rep, count(*) AS activities FROM log.activities a JOIN log.reps r ON r.id = a.rep_id
      WHERE contact_id IS NULL AND lead_id IS NULL AND a.id NOT IN (SELECT activity_id FROM log.participants) GROUP BY ALL`,
    records: 'SELECT sum(activities) FROM disagreement',
  },
];
