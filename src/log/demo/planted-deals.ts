import { isPresent, peopleOf } from './contact-choice.ts';
import { planOpenDeal } from './deal-plan.ts';
import { openDeal } from './deals.ts';
import { drawOrigin } from './market.ts';
import type { Account, Contact, Rep, World } from './model.ts';
import { overdueTeam } from './people.ts';
import { rate } from './ratings.ts';
import { type Day, hour, type Moment, startOf } from './timeline.ts';

/** Days before the end on which the single-threaded deals begin, and the one with somebody against us. */
const threadDays = [64, 58, 52, 46];
const dissentDay = 70;
/** Days before the end: the rating goes from 0 to −1 to −2. */
const souring: readonly (readonly [days: Day, strength: number])[] = [
  [62, 0],
  [41, -1],
  [17, -2],
];
const dissentAmount = 185_000;

/** Begins, on their days, the deals whose problem is one account's; they are still open when the log ends. */
export function plantDeals(world: World, day: Day): void {
  const left = world.timeline.days - day;
  const { plants } = world;
  const sound = world.reps.filter(({ habits, team }) => habits.role === 'steady' && team !== overdueTeam);
  const turn = plants.singleThreaded.length + (plants.dissent === null ? 0 : 1);
  const rep = sound[turn % sound.length];
  if (rep === undefined) return;
  if (plants.dissent === null && left <= dissentDay && left > 20) plantDissent(world, rep, day);
  else if (left > 20 && threadDays.filter((each) => left <= each).length > plants.singleThreaded.length) {
    plantThread(world, rep, day);
  }
  sour(world, day);
}

/** A large deal where a member of the decision team is against us and nobody speaks to them alone. */
function plantDissent(world: World, rep: Rep, day: Day): void {
  const at = startOf(day) + 10 * hour;
  const free = freeAccounts(rep, at).filter((account) => peopleOf(account, at).length >= 4);
  const account = free.find(({ segment }) => segment === 'enterprise') ?? free[0];
  if (account === undefined) return;
  const plan = planOpenDeal(day, 'team', world.timeline);
  const deal = openDeal(world, {
    rep,
    account,
    lead: null,
    ...drawOrigin(rep.random),
    source: 'referral',
    at,
    included: null,
    plan,
    amount: dissentAmount,
  });
  const [, ...members] = deal.team.slice(0, 3).filter(({ leftAt }) => leftAt === null);
  const contact = members.reduce<Contact | null>(
    (most, each) => (most === null || (each.influence ?? 1) > (most.influence ?? 1) ? each : most),
    null,
  );
  if (contact === null) return;
  contact.avoided = true;
  world.plants.dissent = { deal, contact };
}

function sour(world: World, day: Day): void {
  const { dissent } = world.plants;
  if (dissent === null) return;
  const { deal, contact } = dissent;
  const today = [...souring].reverse().find(([days]) => world.timeline.days - day <= days);
  if (today === undefined || (contact.rating === today[1] && contact.ratedAt > deal.createdAt)) return;
  const author = today[1] === -1 ? (deal.rep.manager ?? deal.rep) : deal.rep;
  rate(world, author, contact, startOf(day) + 17 * hour, today[1]);
}

/** A deal in which one person is the only one who ever answers. */
function plantThread(world: World, rep: Rep, day: Day): void {
  const at = startOf(day) + 11 * hour;
  const unheardSince = startOf(world.timeline.days - 92);
  for (const account of freeAccounts(rep, at)) {
    const people = peopleOf(account, at);
    const talked = people.filter((contact) => contact.lastTwoWay > unheardSince);
    const contact = talked[0] ?? people[0];
    if (people.length < 3 || talked.length > 1 || contact === undefined || contact.leftAt !== null) continue;
    if (account.contacts.some(({ rating }) => rating !== null && rating < 0)) continue;
    const plan = planOpenDeal(day, 'team', world.timeline);
    const origin = drawOrigin(rep.random);
    const deal = openDeal(world, {
      rep,
      account,
      lead: null,
      ...origin,
      source: 'partner',
      at,
      included: contact,
      plan,
      only: contact,
    });
    world.plants.singleThreaded.push(deal);
    return;
  }
}

/** Accounts of a rep without a lead or deal, the quietest first. */
function freeAccounts(rep: Rep, at: Moment): Account[] {
  return rep.book
    .filter((account) => account.createdAt < at && account.lead === null && account.openDeals === 0)
    .filter((account) => account.contacts.some((contact) => isPresent(contact, at)))
    .sort((a, b) => (a.lastTwoWay === b.lastTwoWay ? 0 : a.lastTwoWay - b.lastTwoWay));
}
