import { chooseContact } from './contact-choice.ts';
import type { Account, Rep, World } from './model.ts';
import { pressedAccounts } from './pressing.ts';
import type { Task } from './tasks.ts';
import type { Day, Moment } from './timeline.ts';
import { attempt, type AttemptChannel } from './touches.ts';

const reach = 0.21;

/** A call or message to somebody of an account where nothing is going on, to keep in touch or to open a door. */
export function nurtureTask(world: World, rep: Rep, day: Day, channel: AttemptChannel): Task {
  return {
    dial: channel === 'call',
    run(at: Moment): void {
      const { random } = rep;
      const account = quietAccount(rep, day, at);
      const contact = account === null ? null : chooseContact(random, account.contacts, at);
      if (account === null || contact === null) return;
      const purpose = account.customer ? 'service' : random.chance(0.85) ? 'prospecting' : 'other';
      const pitch = purpose === 'prospecting' ? random.pick(['roi', 'peer_story', 'demo_first']) : null;
      const context = { rep, account, lead: null, deal: null, pitch, purpose } as const;
      attempt(world, context, contact, channel, at, reach * rep.habits.reach * (account.customer ? 1.3 : 1));
    },
  };
}

function quietAccount(rep: Rep, day: Day, at: Moment): Account | null {
  const pressed = pressedAccounts(rep, day);
  for (let tries = 0; tries < 6; tries++) {
    const account = rep.random.pick(rep.book);
    if (account.createdAt < at && account.openDeals === 0 && account.lead === null && !pressed.includes(account)) {
      return account;
    }
  }
  return null;
}
