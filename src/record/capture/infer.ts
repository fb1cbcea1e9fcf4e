import { type Sql, sql } from '../../duckdb/sql.ts';
import type { Tx } from '../tx.ts';

/** Somebody or something that an activity is with, and how it came to be known. */
export type Known = {
  readonly id: string;
  readonly name: string | null;
  /** `given` by the user; else what it follows from. */
  readonly from: 'given' | 'contact' | 'deal' | 'lead' | 'decision_team' | 'account';
};

/** A deal, and the stage in which it stands at the time. */
export type KnownDeal = Known & { readonly stage: { readonly id: string; readonly name: string } | null };

/** What an activity is about: what was given, and what follows from it beyond doubt. */
export type Inferred = {
  readonly account: Known | null;
  readonly contact: Known | null;
  readonly deal: KnownDeal | null;
  readonly lead: Known | null;
  /** Deals that it may be about, of which none was chosen. */
  readonly dealChoices: readonly KnownDeal[];
};

export type About = {
  readonly occurred_at: string;
  readonly account_id?: string | null | undefined;
  readonly contact_id?: string | null | undefined;
  readonly deal_id?: string | null | undefined;
  readonly lead_id?: string | null | undefined;
  /** Says that it is about no deal: then none is inferred. */
  readonly no_deal?: boolean | undefined;
};

/**
 * Finds what an activity is about. Only what leaves no doubt is inferred: the account of the contact, deal or lead; the one open deal whose decision
 * team has the contact, else the one open deal of the account; the one open lead of the contact, where there is no deal. Several deals are choices.
 */
export async function infer(tx: Tx, about: About): Promise<Inferred> {
  const givenDeal = about.deal_id
    ? ((await dealsWhere(tx, about.occurred_at, sql`d.id = ${about.deal_id}`))[0] ?? null)
    : null;
  const { account, contact } = await accountAndContact(tx, about);
  const lead = about.lead_id ? { id: about.lead_id, name: null, from: 'given' as const } : null;
  const asGiven = { account, contact, lead };
  if (givenDeal !== null) return { ...asGiven, deal: { ...givenDeal, from: 'given' }, dealChoices: [] };
  if (about.no_deal === true || about.lead_id) return { ...asGiven, deal: null, dealChoices: [] };
  const open =
    account === null ? [] : (await dealsWhere(tx, about.occurred_at, sql`d.account_id = ${account.id}`)).filter(isOpen);
  const decides = contact === null || open.length === 0 ? [] : await dealsDecidedBy(tx, about, open);
  const chosen = decides.length === 1 ? decides[0]! : open.length === 1 ? open[0]! : null;
  if (chosen !== null) {
    const deal: KnownDeal = { ...chosen, from: decides.length === 1 ? 'decision_team' : 'account' };
    return { ...asGiven, deal, dealChoices: [] };
  }
  const itsLead = open.length === 0 && contact !== null ? await openLeadOf(tx, contact.id) : null;
  return { ...asGiven, lead: itsLead, deal: null, dealChoices: open.map((deal) => ({ ...deal, from: 'account' })) };
}

type Deal = KnownDeal & { readonly kind: string | null };

function isOpen({ kind }: Deal): boolean {
  return kind === null || kind === 'open';
}

/** Deals that have begun, with the stage in which they stand at an instant. */
async function dealsWhere(tx: Tx, at: string, condition: Sql): Promise<readonly Deal[]> {
  const rows = await tx.rows<{
    id: string;
    name: string | null;
    stage_id: string | null;
    stage: string | null;
    kind: string | null;
  }>(sql`
    SELECT d.id, d.name, s.id AS stage_id, s.name AS stage, s.kind
    FROM tacto.deals d LEFT JOIN LATERAL (
      SELECT g.stage_id FROM tacto.stage_changes g WHERE g.org = d.org AND g.deal_id = d.id AND g.entered_at <= ${at}
      ORDER BY g.entered_at DESC, g.seq DESC LIMIT 1
    ) g ON true LEFT JOIN tacto.stages s ON s.org = d.org AND s.id = g.stage_id
    WHERE d.org = ${tx.actor.org} AND ${condition} AND (d.created_at <= ${at} OR g.stage_id IS NOT NULL)
    ORDER BY d.created_at DESC, d.id`);
  return rows.map(({ id, name, stage_id, stage, kind }) => ({
    id,
    name,
    from: 'account',
    kind,
    stage: stage_id === null ? null : { id: stage_id, name: stage! },
  }));
}

async function dealsDecidedBy(
  tx: Tx,
  { contact_id, occurred_at }: About,
  open: readonly Deal[],
): Promise<readonly Deal[]> {
  const rows = await tx.rows<{ deal_id: string }>(sql`
    SELECT DISTINCT deal_id FROM tacto.decision_team
    WHERE org = ${tx.actor.org} AND contact_id = ${contact_id ?? null}
      AND (joined_at IS NULL OR joined_at <= ${occurred_at}) AND (left_at IS NULL OR left_at > ${occurred_at})`);
  return open.filter(({ id }) => rows.some(({ deal_id }) => deal_id === id));
}

/** The account as the KPIs have it: given, else the deal's, else the contact's, else the lead's (else that of the lead's contact); and who the contact is. */
async function accountAndContact(
  tx: Tx,
  about: About,
): Promise<{ readonly account: Known | null; readonly contact: Known | null }> {
  const { org } = tx.actor;
  const { id, name, from, contact } = await tx.row<{
    id: string | null;
    name: string;
    from: Known['from'];
    contact: string | null;
  }>(sql`SELECT k.*, (SELECT c.name FROM tacto.contacts c WHERE c.org = ${org} AND c.id = ${about.contact_id ?? null}) AS contact
    FROM (SELECT) one LEFT JOIN (
      SELECT a.id, a.name, f."from" FROM (
        SELECT ${about.account_id ?? null}::text AS id, 'given' AS "from", 1 AS nth
        UNION ALL SELECT d.account_id, 'deal', 2 FROM tacto.deals d WHERE d.org = ${org} AND d.id = ${about.deal_id ?? null}
        UNION ALL SELECT c.account_id, 'contact', 3 FROM tacto.contacts c WHERE c.org = ${org} AND c.id = ${about.contact_id ?? null}
        UNION ALL SELECT coalesce(l.account_id, c.account_id), 'lead', 4 FROM tacto.leads l
          LEFT JOIN tacto.contacts c ON c.org = l.org AND c.id = l.contact_id WHERE l.org = ${org} AND l.id = ${about.lead_id ?? null}
      ) f JOIN tacto.accounts a ON a.org = ${org} AND a.id = f.id ORDER BY f.nth LIMIT 1
    ) k ON true`);
  return {
    account: id === null ? null : { id, name, from },
    contact: about.contact_id ? { id: about.contact_id, name: contact, from: 'given' } : null,
  };
}

/** The one lead of a contact that was not disqualified and has no deal yet. */
async function openLeadOf(tx: Tx, contact: string): Promise<Known | null> {
  const rows = await tx.rows<{ id: string }>(sql`
    SELECT l.id FROM tacto.leads l WHERE l.org = ${tx.actor.org} AND l.contact_id = ${contact} AND l.disqualified_at IS NULL
      AND NOT EXISTS (SELECT FROM tacto.deals d WHERE d.org = l.org AND d.lead_id = l.id) LIMIT 2`);
  return rows.length === 1 ? { id: rows[0]!.id, name: null, from: 'contact' } : null;
}
