import { expectedCloseOn } from './expected-close.ts';
import type { Deal, Lead, World } from './model.ts';
import type { Moment } from './timeline.ts';

/** Writes leads and deals as they stand when the log ends; called when the work is done. */
export function writePipeline(world: World): void {
  for (const lead of world.leads) writeLead(world, lead);
  for (const deal of world.deals) writeDeal(world, deal);
}

function writeLead({ files, timeline }: World, lead: Lead): void {
  const stamp = (at: Moment | null): string | null => (at === null ? null : timeline.stamp(at));
  files.write('leads', {
    id: lead.id,
    rep_id: lead.rep.id,
    account_id: lead.account.id,
    contact_id: lead.contact.id,
    source: lead.source,
    campaign: lead.campaign,
    product: lead.product,
    created_at: timeline.stamp(lead.createdAt),
    qualified_at: stamp(lead.qualifiedAt),
    disqualified_at: stamp(lead.disqualifiedAt),
    prospect_at: stamp(lead.prospectAt),
  });
}

function writeDeal(world: World, deal: Deal): void {
  const { rep, account, lead } = deal;
  // With a lead, source and product are mostly left for it to tell.
  const told = lead === null || rep.random.chance(0.4);
  const currency = deal.currency === 'EUR' && rep.random.chance(0.3) ? null : deal.currency;
  world.files.write('deals', {
    id: deal.id,
    account_id: account.id,
    rep_id: rep.id,
    lead_id: lead?.id ?? null,
    name: `${account.name} · ${deal.product}`,
    source: told ? deal.source : null,
    product: told ? deal.product : null,
    created_at: world.timeline.stamp(deal.createdAt),
    requested_amount: deal.requested === null ? null : deal.requested.toFixed(2),
    amount: deal.amount.toFixed(2),
    currency,
    expected_close_on: expectedCloseOn(world, deal),
  });
}
