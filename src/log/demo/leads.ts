import { chooseContact, isPresent, isRested, peopleOf } from './contact-choice.ts';
import { openDeal } from './deals.ts';
import { campaignOn, drawOrigin, pitches, sources } from './market.ts';
import { meet } from './meetings.ts';
import type { Account, Contact, Context, Lead, Rep, World } from './model.ts';
import { pressedAccounts } from './pressing.ts';
import type { Task } from './tasks.ts';
import { type Day, dayAt, hour, minute, type Moment, startOf } from './timeline.ts';
import { attempt } from './touches.ts';

const reach = 0.27;
const qualifies = 0.62;
const becomesProspect = 0.78;
const mostAttempts = 9;
const mostMeetings = 3;

/** Brings a rep the leads of a day: on accounts of the book where nothing else is going on. */
export function receiveLeads(world: World, rep: Rep, day: Day): void {
  const { random, habits } = rep;
  for (let n = random.poisson(habits.leads * world.timeline.season(day)); n > 0; n--) {
    const at = startOf(day) + hour * random.between(8, 19);
    const account = freeAccount(rep, at);
    const contact = account === null ? null : chooseContact(random, account.contacts, at);
    if (account === null || contact === null) continue;
    const origin = drawOrigin(random);
    const lead: Lead = {
      ...origin,
      id: `lead-${String(world.leads.length + 1).padStart(5, '0')}`,
      rep,
      account,
      contact,
      campaign: campaignOn(origin.source, day, world.timeline),
      createdAt: at,
      qualifiedAt: null,
      disqualifiedAt: null,
      prospectAt: null,
      attempts: 0,
      meetings: 0,
      due: world.timeline.workingFrom(day + random.whole(1, 2)),
    };
    account.lead = lead;
    rep.leads.push(lead);
    world.leads.push(lead);
  }
}

/** An account of the rep's without a lead or deal; null when a few tries find none. */
export function freeAccount(rep: Rep, at: Moment): Account | null {
  const pressed = pressedAccounts(rep, dayAt(at));
  for (let tries = 0; tries < 10; tries++) {
    const account = rep.random.pick(rep.book);
    if (account.createdAt < at && account.lead === null && account.openDeals === 0 && !pressed.includes(account)) {
      return account;
    }
  }
  return null;
}

/** What a rep's leads ask for on a day. */
export function leadTasks(world: World, rep: Rep, day: Day): Task[] {
  return rep.leads
    .filter((lead) => lead.due <= day)
    .map((lead) => {
      if (lead.qualifiedAt !== null) return { dial: false, run: (at: Moment) => meetLead(world, lead, at) };
      const channel = rep.random.weighted({ call: 74, email: 19, text: 6, social: 1 });
      return {
        dial: channel === 'call',
        run: (at: Moment) => {
          const contact = nextContact(lead, at);
          if (contact === null) {
            lead.due = world.timeline.workingFrom(day + 4);
            return;
          }
          const chance = reach * sources[lead.source].reach * lead.rep.habits.reach;
          lead.attempts++;
          const answered = attempt(world, contextOf(lead), contact, channel, at, chance);
          if (answered) talk(world, lead, contact.lastTwoWay);
          else if (lead.attempts < mostAttempts) lead.due = world.timeline.workingFrom(day + rep.random.whole(2, 4));
          else drop(lead, rep.random.chance(0.5) ? at + hour : null);
        },
      };
    });
}

function contextOf(lead: Lead): Context {
  const { rep, account, pitch } = lead;
  return { rep, account, lead, deal: null, pitch, purpose: lead.qualifiedAt === null ? 'prospecting' : 'discovery' };
}

/** The lead's own contact while they can be left no more in peace than is fair, else a colleague. */
function nextContact(lead: Lead, at: Moment): Contact | null {
  const { contact, account, rep } = lead;
  return isPresent(contact, at) && isRested(contact, at) ? contact : chooseContact(rep.random, account.contacts, at);
}

function talk(world: World, lead: Lead, at: Moment): void {
  const { random, habits } = lead.rep;
  const { workingFrom } = world.timeline;
  const interest = habits.delivery * sources[lead.source].interest * pitches[lead.pitch].interest;
  if (random.chance(qualifies * interest)) {
    lead.qualifiedAt = at + minute * random.whole(10, 50);
    lead.due = workingFrom(dayAt(at) + random.whole(2, 8));
  } else if (random.chance(0.5)) drop(lead, at + minute * random.whole(15, 50));
  else lead.due = workingFrom(dayAt(at) + random.whole(6, 14));
}

function meetLead(world: World, lead: Lead, at: Moment): void {
  const { rep, account } = lead;
  const { random } = rep;
  const host = nextContact(lead, at);
  if (host === null) {
    lead.due = world.timeline.workingFrom(dayAt(at) + 4);
    return;
  }
  const others = peopleOf(account, at).filter((other) => other !== host && !other.avoided);
  lead.meetings++;
  if (!meet(world, contextOf(lead), [host, ...others.slice(0, random.whole(0, 2))], at)) {
    if (lead.meetings < mostMeetings) lead.due = world.timeline.workingFrom(dayAt(at) + random.whole(3, 8));
    else drop(lead, null);
    return;
  }
  const interest = Math.sqrt(rep.habits.delivery) * pitches[lead.pitch].interest;
  if (!random.chance(becomesProspect * interest)) {
    drop(lead, random.chance(0.4) ? at + hour : null);
    return;
  }
  const prospectAt = at + minute * random.whole(25, 60);
  lead.prospectAt = prospectAt;
  drop(lead, null);
  const { source, product, pitch } = lead;
  openDeal(world, { rep, account, lead, source, product, pitch, at: prospectAt, included: host });
}

/** Ends the work on a lead, with or without a verdict. */
function drop(lead: Lead, disqualifiedAt: Moment | null): void {
  lead.disqualifiedAt = disqualifiedAt;
  lead.account.lead = null;
  lead.rep.leads = lead.rep.leads.filter((other) => other !== lead);
}
