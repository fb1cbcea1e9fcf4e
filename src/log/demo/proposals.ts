import { isPresent, isRested, peopleOf } from './contact-choice.ts';
import { nextMoveOn } from './deals.ts';
import { nextId } from './ids.ts';
import { meet } from './meetings.ts';
import type { Contact, Context, Deal, World } from './model.ts';
import { dayAt, type Moment, minute } from './timeline.ts';
import { attempt } from './touches.ts';

/** Chance that a member of the decision team comes to a presentation. */
const attends = 0.62;

/** Sends a proposal, mostly with a message to the champion. */
export function sendProposal(world: World, deal: Deal, context: Context, at: Moment): void {
  const { rep, team } = deal;
  deal.proposed = true;
  world.files.write('proposals', {
    id: nextId(world, 'proposals', 'pro', 4),
    deal_id: deal.id,
    rep_id: rep.id,
    sent_at: world.timeline.stamp(at),
  });
  const to = (deal.only === null ? team : [deal.only]).find(
    (each) => isPresent(each, at) && isRested(each, at) && !each.avoided,
  );
  if (to !== undefined && rep.random.chance(0.8)) attempt(world, context, to, 'email', at + minute, 0.4);
}

/** The day of the presentation has come: it takes place, is put off, or comes to nothing, as the plan says. */
export function presentProposal(world: World, deal: Deal, dealContext: Context, at: Moment): void {
  const { random } = deal.rep;
  const context: Context = { ...dealContext, purpose: 'proposal_presentation' };
  const { presentation } = deal.plan;
  const put = deal.presentOn;
  deal.presentOn = null;
  const guests = presentation === 'outsiders' ? outsiders(deal, at) : attendants(deal, at);
  const [host, ...others] = guests;
  if (presentation === 'none' || host === undefined) return;
  if (presentation === 'cancelled') {
    meet(world, context, [host, ...others], at, random.chance(0.7) ? 'cancelled' : 'scheduled');
    return;
  }
  const again = world.timeline.workingFrom(dayAt(at) + random.whole(2, 4));
  const end = nextMoveOn(deal) ?? world.timeline.days;
  if (put === deal.plan.presentationOn && again < end && random.chance(0.15)) {
    meet(world, context, [host, ...others], at, random.chance(0.6) ? 'cancelled' : 'no_show');
    deal.presentOn = again;
    return;
  }
  meet(world, context, [host, ...others], at, 'held');
  deal.due = world.timeline.workingFrom(dayAt(at) + random.whole(4, 8));
  if (random.chance(0.15)) sendProposalAgain(world, deal, at);
}

function sendProposalAgain(world: World, deal: Deal, at: Moment): void {
  world.files.write('proposals', {
    id: nextId(world, 'proposals', 'pro', 4),
    deal_id: deal.id,
    rep_id: deal.rep.id,
    sent_at: world.timeline.stamp(at + minute * deal.rep.random.whole(60, 110)),
  });
}

/** Members of the decision team who come, at least the first; the host is one who has been left in peace. */
function attendants(deal: Deal, at: Moment): Contact[] {
  if (deal.only !== null) return [deal.only];
  const present = deal.team.filter((member) => isPresent(member, at));
  const coming = present.filter((_member, i) => i === 0 || deal.rep.random.chance(attends));
  const host =
    coming.find((member) => !member.avoided && isRested(member, at)) ?? coming.find((member) => !member.avoided);
  return host === undefined ? coming : [host, ...coming.filter((member) => member !== host)];
}

function outsiders(deal: Deal, at: Moment): Contact[] {
  return peopleOf(deal.account, at)
    .filter((contact) => !deal.team.includes(contact))
    .slice(0, 2);
}
