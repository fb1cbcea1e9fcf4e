import type { Resolved } from '../../engine/question.ts';
import { proposePlaybook } from '../../insight/ask/proposal.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { playbooks } from '../../kpi/playbooks.ts';
import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../../record/record.ts';
import { policyOf, seen } from '../insight/seen.ts';
import { type Block, heading, type Letter, link, list, paragraph } from '../mail/letter.ts';
import type { Reader } from '../mail/readers.ts';
import { type DueFollowUp, followUpLine } from '../mail/reminders.ts';
import { unsubscribeOf } from '../mail/unsubscribe.ts';
import { actorOf } from '../people/caller-of.ts';
import type { Services } from '../services.ts';
import { dayText, figureLines } from './figures.ts';
import { riskLines, risksOf } from './new-risks.ts';

/** A digest, and the risks that are known to its reader after it. */
export type Digest = { readonly letter: Letter; readonly risks: readonly string[] };

/** Days ahead of which follow-ups are told, and how many. */
const [daysAhead, mostFollowUps] = [7, 10];

/** What a reader should know at the beginning of a week, of no more than their role lets them see. */
export async function digestFor(services: Services, reader: Reader, week: string): Promise<Digest> {
  const { language, org, user, email } = reader;
  const actor = await actorOf(services, user, { ...reader });
  const kpis = await services.kpisOf(actor);
  const replica = await services.replicas.open(org);
  try {
    const log = seen(replica.resolved, policyOf({ actor }));
    const focus = reader.focus.length > 0 ? reader.focus : await usualFocus(replica.resolved, kpis);
    const figures = await figureLines(log, kpis, focus, language);
    const risks = await risksOf(log);
    const told = new Set(reader.risksTold);
    const fresh = risks.filter(({ key }) => !told.has(key));
    const due = await services.record.as(actor, (tx) => dueSoon(tx, actor.role === 'rep' ? actor.rep : null));
    const es = language === 'es';
    const blocks: readonly Block[] = [
      heading(es ? 'Sus KPI' : 'Your KPIs'),
      list(figures),
      heading(risksTitle(reader)),
      fresh.length === 0 ? paragraph(es ? 'Ninguno.' : 'None.') : list(riskLines(log, fresh, language)),
      heading(es ? 'Seguimientos hasta dentro de una semana' : 'Follow-ups due within a week'),
      due.rows.length === 0 ? paragraph(es ? 'Ninguno.' : 'None.') : list(followUpLines(due, reader)),
      link(es ? 'Abrir el tablero' : 'Open the board', `${services.url}/`),
    ];
    return {
      letter: {
        to: email,
        language,
        subject: `${es ? 'Su semana en Tacto' : 'Your week in Tacto'}: ${dayText(week, language)}`,
        blocks,
        unsubscribe: unsubscribeOf(services.keys, services.url, { org, user, kind: 'digest' }),
      },
      risks: risks.map(({ key }) => key),
    };
  } finally {
    replica.release();
  }
}

/** In the first digest all are new. */
function risksTitle({ risksTold, language }: Reader): string {
  if (risksTold === null) return language === 'es' ? 'Riesgos que hay ahora' : 'Risks as they are now';
  return language === 'es' ? 'Riesgos nuevos' : 'New risks';
}

/** The three KPIs of the playbook that fits the team. */
async function usualFocus(log: Resolved, kpis: ReadonlyMap<string, Kpi>): Promise<readonly string[]> {
  const { proposed } = await proposePlaybook(log, kpis);
  return playbooks.find(({ id }) => id === proposed)!.focus;
}

type Due = { readonly rows: readonly (DueFollowUp & { readonly rep: string | null })[]; readonly count: number };

/** Open follow-ups that are due by then, of all that this user sees or of one rep. */
async function dueSoon(tx: Tx, rep: string | null): Promise<Due> {
  const rows = await tx.rows<Due['rows'][number] & { count: number }>(sql`
    SELECT f.id, f.rep_id, f.due_at, f.reason, f.channel, a.name AS account, c.name AS contact, r.name AS rep,
      (count(*) OVER ())::int AS count
    FROM tacto.follow_up f
    LEFT JOIN tacto.accounts a ON a.org = f.org AND a.id = f.account_id
    LEFT JOIN tacto.contacts c ON c.org = f.org AND c.id = f.contact_id
    LEFT JOIN tacto.reps r ON r.org = f.org AND r.id = f.rep_id
    WHERE f.org = ${tx.actor.org} AND f.state = 'open' AND f.due_at < now() + make_interval(days => ${daysAhead})
      AND (${rep}::text IS NULL OR f.rep_id = ${rep})
    ORDER BY f.due_at, f.id LIMIT ${mostFollowUps}`);
  return { rows, count: rows[0]?.count ?? 0 };
}

/** With whose it is, where it is not the reader's own. */
function followUpLines({ rows, count }: Due, reader: Reader): readonly string[] {
  const lines = rows.map((row) => {
    const whose = row.rep_id === reader.rep_id || row.rep === null ? '' : `${row.rep}, `;
    return `${whose}${followUpLine(row, reader)}`;
  });
  const more = count - rows.length;
  if (more === 0) return lines;
  return [...lines, reader.language === 'es' ? `y ${more} más` : `and ${more} more`];
}
