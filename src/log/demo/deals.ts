import { planDeal } from './deal-plan.ts';
import { drawDecisionTeam, writeDecisionTeam } from './decision-team.ts';
import type { Pitch, Product, Source } from './market.ts';
import type { Account, Contact, Deal, DealPlan, Lead, Rep, StageId, World } from './model.ts';
import { drawAmounts } from './money.ts';
import { type Day, dayAt, hour, minute, type Moment, startOf } from './timeline.ts';

/** What a new deal is about; without a plan its fate is drawn. */
export type NewDeal = {
  readonly rep: Rep;
  readonly account: Account;
  readonly lead: Lead | null;
  readonly source: Source;
  readonly product: Product;
  readonly pitch: Pitch;
  readonly at: Moment;
  /** Somebody who is in the decision team for sure. */
  readonly included: Contact | null;
  readonly first?: StageId;
  readonly plan?: DealPlan;
  readonly only?: Contact;
  /** EUR. */
  readonly amount?: number;
};

/** Begins a deal: its plan, decision team and first stage. */
export function openDeal(world: World, wanted: NewDeal): Deal {
  const { rep, account, lead, source, product, pitch, at } = wanted;
  const { random } = rep;
  const plan = wanted.plan ?? planDeal(wanted, dayAt(at), wanted.first ?? 'discovery', world.timeline);
  const amounts =
    wanted.amount === undefined
      ? drawAmounts(account, random)
      : { requested: wanted.amount, amount: wanted.amount, currency: 'EUR' };
  const deal: Deal = {
    ...amounts,
    id: `deal-${String(world.deals.length + 1).padStart(4, '0')}`,
    rep,
    account,
    lead,
    source,
    product,
    pitch,
    createdAt: at,
    plan,
    team: drawDecisionTeam(account, wanted.included, at, random),
    only: wanted.only ?? null,
    stage: plan.moves[0]!.stage,
    movesDone: 0,
    due: dayAt(at),
    proposed: false,
    presentOn: plan.presentationOn,
    closedOn: null,
  };
  writeDecisionTeam(world, deal.id, deal.team, at, random);
  leanTowardsOutcome(deal);
  account.openDeals++;
  rep.deals.push(deal);
  world.deals.push(deal);
  enter(world, deal, at);
  deal.due = world.timeline.workingFrom(dayAt(at) + random.whole(2, 5));
  return deal;
}

/** Whether a deal is open. */
export function isOpen(deal: Deal): boolean {
  return deal.closedOn === null;
}

/** The day on which a deal's next stage is entered; null when its plan is done. */
export function nextMoveOn(deal: Deal): Day | null {
  return deal.plan.moves[deal.movesDone]?.day ?? null;
}

/** Enters the stages whose day has come; called when the day's work is done, at `after`. */
export function moveDeals(world: World, rep: Rep, day: Day, after: Moment): void {
  let at = after;
  for (const deal of rep.deals) {
    for (let next = nextMoveOn(deal); next !== null && next <= day; next = nextMoveOn(deal)) {
      at = Math.min(at + minute * rep.random.whole(3, 15), startOf(day) + 21 * hour);
      enter(world, deal, at);
    }
    if (!isOpen(deal) && nextMoveOn(deal) === null) rep.deals = rep.deals.filter((other) => other !== deal);
  }
}

function enter(world: World, deal: Deal, at: Moment): void {
  const { stage } = deal.plan.moves[deal.movesDone++]!;
  deal.stage = stage;
  world.files.write('stage_changes', {
    deal_id: deal.id,
    stage_id: stage,
    entered_at: world.timeline.stamp(at),
    rep_id: deal.rep.random.chance(0.9) ? deal.rep.id : null,
  });
  if (stage === 'won' || stage === 'lost') {
    deal.closedOn = dayAt(at);
    deal.account.openDeals--;
    if (stage === 'won') deal.account.customer = true;
  } else if (deal.closedOn !== null) {
    deal.closedOn = null;
    deal.account.openDeals++;
    deal.due = dayAt(at) + 1;
  }
}

/** Those who will sign think a little better of us than those who won't. */
function leanTowardsOutcome({ plan, team }: Deal): void {
  const won = plan.moves[plan.moves.length - 1]!.stage === 'won';
  for (const contact of team) contact.attitude = Math.min(2.8, contact.attitude + (won ? 0.5 : -0.15));
}
