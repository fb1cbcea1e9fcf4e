import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { type Sets, touched } from './sets.ts';
import type { Staged } from './stage.ts';

/**
 * Finds what comes of the activities of the set `rewritten`, and of what else was found before: `share`; deals by what of them is resolved
 * anew (`priced`, `closed`, `shown`) and leads (`tried`), by their codes.
 * @param before the activities of the set `activity` as they were
 * @param after those of `rewritten` as they are now
 */
export async function findOutcomes(sets: Sets, { both }: Staged, before: Sql, after: Sql): Promise<void> {
  const isMoved = sets.size('rewritten') > 0;
  const columns = raw('contact, lead, deal, occurred_at');
  const moved = sql`(SELECT ${columns} FROM ${before} UNION ALL SELECT ${columns} FROM ${after})`;
  const codes = (kind: string): readonly Sql[] =>
    isMoved ? [sql`SELECT DISTINCT ${raw(kind)} AS id FROM ${moved}`] : [];
  await sets.numbers({ moved_contact: codes('contact'), moved_lead: codes('lead'), moved_deal: codes('deal') });

  const deals = raw('facts.deal');
  // Follow-ups count for deals that were won after them; whether an untouched deal was, has not changed.
  const won = sql`(SELECT * FROM facts.deal WHERE won_at > (SELECT min(occurred_at) FROM ${moved}))`;
  const members = sql`(SELECT m.deal, m.contact FROM facts.team_member m JOIN ${won} w ON w.deal = m.deal)`;
  await sets.numbers({
    converted: [{ of: deals, take: 'deal', in: { currency: 'currency' } }],
    won: [
      { of: won, take: 'deal', in: { deal: 'moved_deal' } },
      { of: won, take: 'deal', in: { lead: 'moved_lead' } },
      { of: won, take: 'deal', in: { lead_contact: 'moved_contact' } },
      { of: members, take: 'deal', in: { contact: 'moved_contact' } },
    ],
    presented: [{ of: raw('facts.proposal'), take: 'deal', in: { deal: 'moved_deal' } }],
    led: [
      { of: deals, take: 'lead', in: { deal: 'deal_key' } },
      ...(sets.size('deal') > 0
        ? [sql`SELECT lead AS id FROM part.facts.deal WHERE ${sets.has('deal_key', 'deal')}`]
        : []),
    ],
    share: [
      touched('shares'),
      { of: both('shares'), take: 'seq', in: { rep_id: 'rep' } },
      { of: both('shares'), take: 'seq', in: { contact_id: 'contact' } },
      { of: both('shares'), take: 'seq', in: { lead_id: 'lead' } },
      { of: both('shares'), take: 'seq', in: { deal_id: 'deal' } },
      { of: both('shares'), take: 'seq', in: { activity_id: 'activity_id' } },
      { of: raw('facts.share'), take: 'share', in: { activity: 'rewritten' } },
    ],
  });
  await sets.put('priced', [], ['deal_key', 'converted']);
  await sets.put('closed', [], ['deal_key', 'converted', 'won']);
  await sets.put('shown', [], ['deal_key', 'presented']);
  await sets.put('tried', [], ['lead_key', 'moved_lead', 'led']);
}
