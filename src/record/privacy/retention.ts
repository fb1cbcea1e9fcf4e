import { raw, sql } from '../../duckdb/sql.ts';
import { listOrganisations } from '../organisation.ts';
import type { SalesRecord } from '../record.ts';
import type { Tx } from '../tx.ts';
import { eraseContact } from './erase-contact.ts';
import { erased, erasing } from './whole.ts';

/** For how long an organisation keeps personal data; null: for as long as nobody erases it. */
export type Retention = {
  /** What was written about activities, ratings and settled follow-ups. */
  readonly free_text_months: number | null;
  /** Contacts of leads that were given up, and of whom nothing was heard since. */
  readonly lost_lead_months: number | null;
  /** Contacts who left their account. */
  readonly left_contact_months: number | null;
  readonly audit_years: number | null;
};

export const retentionRules = ['free_text_months', 'lost_lead_months', 'left_contact_months', 'audit_years'] as const;

const none: Retention = {
  free_text_months: null,
  lost_lead_months: null,
  left_contact_months: null,
  audit_years: null,
};

const columns = raw(retentionRules.join(', '));

/** The rules of the transaction's organisation. */
export async function readRetention(tx: Tx): Promise<Retention> {
  const [known] = await tx.rows<Retention>(sql`SELECT ${columns} FROM tacto.retention WHERE org = ${tx.actor.org}`);
  return known ?? none;
}

/** Sets rules; those that are not given stay. */
export async function changeRetention(tx: Tx, changes: Partial<Retention>): Promise<Retention> {
  const next = { ...(await readRetention(tx)), ...changes };
  await tx.run(sql`
    INSERT INTO tacto.retention (org, ${columns})
    VALUES (${tx.actor.org}, ${next.free_text_months}, ${next.lost_lead_months}, ${next.left_contact_months}, ${next.audit_years})
    ON CONFLICT (org) DO UPDATE SET free_text_months = excluded.free_text_months, lost_lead_months = excluded.lost_lead_months,
      left_contact_months = excluded.left_contact_months, audit_years = excluded.audit_years, changed_at = now()`);
  return next;
}

/** What the rules did in one organisation. */
export type Applied = {
  readonly org: string;
  readonly texts: number;
  readonly contacts: number;
  readonly audit: number;
};

/**
 * Applies the rules of every organisation that has any. Of several servers that do so at once one does it.
 * @param now the present; the clock's when absent
 * @returns what was done, of those organisations in which there was something to do
 */
export async function applyRetention(record: SalesRecord, now = Temporal.Now.instant()): Promise<readonly Applied[]> {
  const done: Applied[] = [];
  for (const { id } of await listOrganisations(record)) {
    const applied = await record.system(id, (tx) => applyRules(tx, now.toString()));
    if (applied.texts + applied.contacts + applied.audit > 0) done.push(applied);
  }
  return done;
}

async function applyRules(tx: Tx, now: string): Promise<Applied> {
  const { org } = tx.actor;
  const rules = await readRetention(tx);
  const nothing = { org, texts: 0, contacts: 0, audit: 0 };
  if (retentionRules.every((rule) => rules[rule] === null)) return nothing;
  const audit = rules.audit_years === null ? 0 : await forgetAudit(tx, now, rules.audit_years);
  const isDue =
    (await contactsDue(tx, rules, now)).length > 0 ||
    (rules.free_text_months !== null && (await textsDue(tx, now, rules.free_text_months)) > 0);
  if (!isDue) return { ...nothing, audit };
  return erasing(tx, async () => {
    // Asked again: another server may have been faster.
    const contacts = await contactsDue(tx, rules, now);
    const gone = rules.free_text_months === null ? 0 : await forgetTexts(tx, now, rules.free_text_months);
    for (const contact of contacts) await eraseContact(tx, contact);
    await tx.run(sql`UPDATE tacto.retention SET applied_at = ${now}::timestamptz WHERE org = ${org}`);
    return { org, texts: gone, contacts: contacts.length, audit };
  });
}

const before = (now: string, months: number) => sql`${now}::timestamptz - make_interval(months => ${months}::int)`;

async function forgetAudit(tx: Tx, now: string, years: number): Promise<number> {
  const { gone } = await tx.row<{ gone: number }>(sql`SELECT tacto.forget_audit(${before(now, years * 12)}) AS gone`);
  return gone;
}

/** What is old among free texts: which table, which column, and the condition. */
const oldTexts = (now: string, months: number) =>
  [
    {
      table: 'activities',
      set: raw('subject = NULL'),
      when: sql`subject IS NOT NULL AND occurred_at < ${before(now, months)}`,
    },
    { table: 'ratings', set: raw('note = NULL'), when: sql`note IS NOT NULL AND rated_at < ${before(now, months)}` },
    {
      table: 'follow_up',
      set: sql`reason = ${erased}`,
      when: sql`reason <> ${erased} AND settled_at < ${before(now, months)}`,
    },
  ] as const;

async function textsDue(tx: Tx, now: string, months: number): Promise<number> {
  let due = 0;
  for (const { table, when } of oldTexts(now, months)) {
    due += (await tx.rows(sql`SELECT 1 FROM ${raw(`tacto.${table}`)} WHERE org = ${tx.actor.org} AND ${when} LIMIT 1`))
      .length;
  }
  return due;
}

async function forgetTexts(tx: Tx, now: string, months: number): Promise<number> {
  let gone = 0;
  for (const { table, set, when } of oldTexts(now, months)) {
    gone += await tx.run(sql`UPDATE ${raw(`tacto.${table}`)} SET ${set} WHERE org = ${tx.actor.org} AND ${when}`);
  }
  return gone;
}

/** At most so many contacts go in one run, so that writers wait for moments only; the rest follow the next day. */
const mostContacts = 200;

async function contactsDue(
  tx: Tx,
  { lost_lead_months: lost, left_contact_months: left }: Retention,
  now: string,
): Promise<readonly string[]> {
  const { org } = tx.actor;
  const due: string[] = [];
  if (left !== null) {
    const rows = await tx.rows<{ id: string }>(sql`
      SELECT id FROM tacto.contacts WHERE org = ${org} AND name <> ${erased} AND left_at < ${before(now, left)}
      ORDER BY id LIMIT ${mostContacts}`);
    due.push(...rows.map(({ id }) => id));
  }
  if (lost !== null) {
    const since = before(now, lost);
    const rows = await tx.rows<{ id: string }>(sql`
      SELECT c.id FROM tacto.contacts c
      WHERE c.org = ${org} AND c.name <> ${erased}
        AND EXISTS (SELECT FROM tacto.leads l WHERE l.org = ${org} AND l.contact_id = c.id AND l.disqualified_at < ${since})
        AND NOT EXISTS (SELECT FROM tacto.leads l WHERE l.org = ${org} AND l.contact_id = c.id
          AND (l.disqualified_at < ${since}) IS NOT TRUE)
        AND NOT EXISTS (SELECT FROM tacto.decision_team d WHERE d.org = ${org} AND d.contact_id = c.id)
        AND NOT EXISTS (SELECT FROM tacto.activities a WHERE a.org = ${org} AND a.contact_id = c.id AND a.occurred_at >= ${since})
        AND NOT EXISTS (SELECT FROM tacto.participants p JOIN tacto.activities a ON a.org = p.org AND a.id = p.activity_id
          WHERE p.org = ${org} AND p.contact_id = c.id AND a.occurred_at >= ${since})
      ORDER BY c.id LIMIT ${mostContacts}`);
    due.push(...rows.map(({ id }) => id));
  }
  return [...new Set(due)].slice(0, mostContacts);
}
