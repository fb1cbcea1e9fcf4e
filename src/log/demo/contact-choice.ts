import type { Account, Contact } from './model.ts';
import type { Random } from './random.ts';
import { aDay, type Moment } from './timeline.ts';

/** Days in which a considerate rep touches one person at most three times. */
const restWindow = 28 * aDay;
const mostTouches = 3;

/** Whether a person is known and still with the account. */
export function isPresent(contact: Contact, at: Moment): boolean {
  return (contact.createdAt === null || contact.createdAt < at) && (contact.leftAt === null || at < contact.leftAt);
}

/** The people of an account at a moment. */
export function peopleOf(account: Account, at: Moment): Contact[] {
  return account.contacts.filter((contact) => isPresent(contact, at));
}

/** Whether a person has been left in peace enough for one more touch. */
export function isRested(contact: Contact, at: Moment): boolean {
  if (contact.touches.length === 0) return true;
  contact.touches = contact.touches.filter((touch) => touch > at - restWindow);
  return contact.touches.length < mostTouches;
}

/**
 * The person whom a considerate rep turns to next: rested, rather of influence, rather one not touched lately.
 * @returns null when everybody should be left in peace.
 */
export function chooseContact(random: Random, among: readonly Contact[], at: Moment): Contact | null {
  const weighed: [Contact, number][] = [];
  let total = 0;
  for (const contact of among) {
    if (contact.avoided || !isPresent(contact, at) || !isRested(contact, at)) continue;
    const weight = (1 + (contact.influence ?? 1)) / (1 + 2 * contact.touches.length);
    weighed.push([contact, weight]);
    total += weight;
  }
  let rest = random.next() * total;
  for (const [contact, weight] of weighed) {
    rest -= weight;
    if (rest < 0) return contact;
  }
  return null;
}
