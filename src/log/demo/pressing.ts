import { peopleOf } from './contact-choice.ts';
import type { Account, Rep, World } from './model.ts';
import type { Task } from './tasks.ts';
import type { Day, Moment } from './timeline.ts';
import { attempt } from './touches.ts';

/** Accounts that a pressing rep calls again and again, and the days until others take their place. */
const accountsPressed = 6;
const turnDays = 270;

/** The accounts whose people a rep gives no peace; none but for a pressing one. */
export function pressedAccounts(rep: Rep, day: Day): readonly Account[] {
  if (rep.habits.role !== 'pressing') return [];
  const large = rep.book.filter((account) => account.createdAt < 0 && account.contacts.length >= 3);
  const first = Math.floor(day / turnDays) * accountsPressed;
  return Array.from({ length: Math.min(accountsPressed, large.length) }, (_, i) => large[(first + i) % large.length]!);
}

/** One more call to the same person. People tire of it: they answer less and think worse of us. */
export function pressTask(world: World, rep: Rep, day: Day): Task {
  return {
    dial: true,
    run(at: Moment): void {
      const { random } = rep;
      const free = pressedAccounts(rep, day).filter((account) => account.openDeals === 0 && account.lead === null);
      if (free.length === 0) return;
      const account = random.pick(free);
      const people = peopleOf(account, at);
      const contact = random.chance(0.9) ? people[0] : people[1];
      if (contact === undefined) return;
      contact.attitude = Math.max(-2.6, contact.attitude - 0.04);
      const context = { rep, account, lead: null, deal: null, pitch: null, purpose: 'prospecting' } as const;
      attempt(world, context, contact, 'call', at, 0.13 * rep.habits.reach);
    },
  };
}
