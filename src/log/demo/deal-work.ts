import { chooseContact, isPresent, isRested, peopleOf } from './contact-choice.ts';
import { isOpen, nextMoveOn } from './deals.ts';
import { sources } from './market.ts';
import { meet } from './meetings.ts';
import type { Contact, Context, Deal, Rep, World } from './model.ts';
import { presentProposal, sendProposal } from './proposals.ts';
import type { Task } from './tasks.ts';
import { aDay, type Day, dayAt, type Moment } from './timeline.ts';
import { attempt } from './touches.ts';

const reach = 0.36;
/** Days after which a rep who cares arranges a meeting rather than calling. */
const quietDays = 9;
/** Days within which somebody who is against us is spoken to alone. */
const scepticDays = 30;
/** Days for which a neglecting rep looks after a new deal. */
const honeymoonDays = 5;

/** What a rep's open deals ask for on a day: proposals, presentations, talks. */
export function dealTasks(world: World, rep: Rep, day: Day): Task[] {
  const tasks: Task[] = [];
  for (const deal of rep.deals) {
    if (!isOpen(deal)) continue;
    const { proposalOn } = deal.plan;
    if (proposalOn !== null && proposalOn <= day && !deal.proposed) {
      tasks.push({ dial: false, run: (at) => sendProposal(world, deal, contextOf(deal), at) });
    }
    if (deal.presentOn !== null && deal.presentOn <= day) {
      tasks.push({ dial: false, run: (at) => presentProposal(world, deal, contextOf(deal), at) });
    } else if (isDue(deal, day)) tasks.push(talkTask(world, deal, day));
  }
  return tasks;
}

function isDue(deal: Deal, day: Day): boolean {
  const { habits, random } = deal.rep;
  if (habits.role === 'neglecting')
    return day - dayAt(deal.createdAt) < honeymoonDays ? deal.due <= day : random.chance(0.004);
  const moves = nextMoveOn(deal);
  return deal.due <= day || (moves !== null && moves <= day && random.chance(0.7));
}

function contextOf(deal: Deal): Context {
  const { rep, account, pitch, stage } = deal;
  const purpose =
    stage === 'negotiation' || (stage === 'proposal' && rep.random.chance(0.5))
      ? 'negotiation'
      : rep.random.chance(0.75)
        ? 'discovery'
        : 'other';
  return { rep, account, lead: null, deal, pitch, purpose };
}

function talkTask(world: World, deal: Deal, day: Day): Task {
  const { rep, account } = deal;
  const { random } = rep;
  const { workingFrom } = world.timeline;
  const quiet = day - dayAt(account.lastTwoWay) >= quietDays;
  const channel =
    quiet || random.chance(0.25) ? 'meeting' : random.weighted({ call: 68, email: 25, text: 6, other: 1 });
  return {
    dial: channel === 'call',
    run(at: Moment): void {
      const sceptic = deal.only === null ? scepticOf(deal, at) : null;
      const contact = sceptic ?? chooseContact(random, peopleToAsk(deal, at), at);
      if (contact === null) {
        deal.due = workingFrom(day + 2);
        return;
      }
      const context = contextOf(deal);
      const heard =
        channel === 'meeting' || sceptic !== null
          ? meet(world, context, [contact, ...(sceptic === null ? company(deal, contact, at) : [])], at)
          : attempt(
              world,
              context,
              contact,
              channel,
              at,
              reach * Math.sqrt(sources[deal.source].reach) * rep.habits.reach,
            );
      deal.due = workingFrom(day + (heard ? random.whole(6, 11) : random.whole(2, 3)));
    },
  };
}

/** Rather those who decide; now and then anybody of the account. */
function peopleToAsk(deal: Deal, at: Moment): readonly Contact[] {
  if (deal.only !== null) return [deal.only];
  const rested = deal.team.filter((member) => !member.avoided && isPresent(member, at) && isRested(member, at));
  return rested.length > 0 && deal.rep.random.chance(0.85) ? rested : peopleOf(deal.account, at);
}

/** Up to two more people in a meeting. */
function company(deal: Deal, host: Contact, at: Moment): Contact[] {
  if (deal.only !== null) return [];
  const others = deal.team.filter((member) => member !== host && isPresent(member, at));
  const from = deal.rep.random.whole(0, Math.max(0, others.length - 1));
  return others.slice(from, from + deal.rep.random.whole(0, 2));
}

/** A member of the decision team who is against us and has not been spoken to alone for some weeks. */
function scepticOf(deal: Deal, at: Moment): Contact | null {
  const found = deal.team.find(
    (member) =>
      member.rating !== null &&
      member.rating < 0 &&
      !member.avoided &&
      isPresent(member, at) &&
      isRested(member, at) &&
      at - member.lastAlone > scepticDays * aDay,
  );
  return found ?? null;
}
