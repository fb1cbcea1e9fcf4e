import type { Account, Contact, Rep, Segment } from './model.ts';
import { nameOf } from './people.ts';
import type { Random } from './random.ts';
import { aDay, type Day, hour, minute, type Moment, startOf, type Timeline } from './timeline.ts';
import { companyForms, companyKinds, companyPlaces, industries, titles } from './words.ts';

/** Accounts that a rep looks after. */
const bookSize = 40;
/** Of a rep who joins: the rest is handed over by others. */
const startingBook = 26;

/** People whom an account has, from and to. */
const sizes: Readonly<Record<Segment, readonly [number, number]>> = {
  enterprise: [5, 8],
  mid_market: [3, 6],
  small: [2, 4],
};

/** Makes every rep's accounts, with their people, and puts them into the reps' books. */
export function createAccounts(reps: readonly Rep[], timeline: Timeline): Account[] {
  const accounts: Account[] = [];
  const people = { count: 0 };
  for (const rep of reps) {
    const random = rep.random.fork('accounts');
    const size = rep.habits.role === 'joining' ? startingBook : bookSize;
    for (let i = 0; i < size; i++) {
      const createdAt = createdMoment(rep, timeline, random);
      const account = createAccount(accounts.length, rep, createdAt, random);
      addPeople(account, people, timeline, random);
      accounts.push(account);
      rep.book.push(account);
    }
  }
  return accounts;
}

function createdMoment(rep: Rep, timeline: Timeline, random: Random): Moment {
  return startOf(timeline.workingFrom(createdDay(rep, timeline, random))) + hour * random.between(9, 18);
}

function createdDay(rep: Rep, timeline: Timeline, random: Random): Day {
  if (rep.habits.role === 'joining' && rep.activeFrom !== null) return rep.activeFrom - random.whole(5, 40);
  if (random.chance(0.7)) return -random.whole(30, 700);
  return random.whole(0, Math.floor(timeline.days * 0.8));
}

function createAccount(index: number, rep: Rep, createdAt: Moment, random: Random): Account {
  const kind = companyKinds[index % companyKinds.length]!;
  const turn = Math.floor(index / companyKinds.length);
  const place = companyPlaces[(turn + index * 7) % companyPlaces.length]!;
  const again = Math.floor(turn / companyPlaces.length);
  const joined = rep.activeFrom === null ? createdAt : Math.max(createdAt, startOf(rep.activeFrom));
  return {
    id: `acc-${String(index + 1).padStart(4, '0')}`,
    name: `${kind} ${place}${again > 0 ? ` ${again + 1}` : ''}${random.pick(companyForms)}`,
    segment: random.weighted({ enterprise: 20, mid_market: 40, small: 40 }),
    industry: random.pick(industries),
    country: random.weighted({ ES: 78, PT: 8, FR: 4, GB: 5, US: 5 }),
    createdAt,
    contacts: [],
    owners: [{ rep, from: joined, to: null }],
    lead: null,
    openDeals: 0,
    customer: false,
    lastTwoWay: Number.NEGATIVE_INFINITY,
  };
}

function addPeople(account: Account, people: { count: number }, timeline: Timeline, random: Random): void {
  const [least, most] = sizes[account.segment];
  const size = random.whole(least, most);
  for (let i = 0; i < size; i++) account.contacts.push(createContact(account, i, people.count++, timeline, random));
}

function createContact(account: Account, place: number, index: number, timeline: Timeline, random: Random): Contact {
  const [title, influence] = random.pick(titles);
  const end = startOf(timeline.days);
  const found = Math.max(account.createdAt, 0) + aDay * random.whole(1, 200);
  const foundLater = place >= 2 && found < end && random.chance(0.15);
  const createdAt = foundLater ? found : account.createdAt + minute * (5 * place + 3);
  const left = Math.max(createdAt, 0) + aDay * random.whole(60, 420);
  const leaves = place >= 2 && left < end && random.chance(0.08);
  return {
    id: `con-${String(index + 1).padStart(5, '0')}`,
    account,
    name: nameOf(index + 17, 11),
    title: random.chance(0.92) ? title : null,
    influence: random.chance(0.9) ? influence : null,
    createdAt: foundLater || random.chance(0.9) ? createdAt : null,
    leftAt: leaves ? left : null,
    unrated: random.chance(0.15),
    attitude: random.chance(0.1) ? random.between(-2, -0.6) : random.between(-0.3, 2.1),
    rating: null,
    ratedAt: Number.NEGATIVE_INFINITY,
    touches: [],
    lastTwoWay: Number.NEGATIVE_INFINITY,
    lastAlone: Number.NEGATIVE_INFINITY,
    avoided: false,
  };
}
