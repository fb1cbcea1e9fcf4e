import type { Rep, World } from './model.ts';
import { type Day, startOf } from './timeline.ts';

/** Whether a rep is at work on a day. */
export function isActive(rep: Rep, day: Day): boolean {
  return (rep.activeFrom === null || rep.activeFrom <= day) && (rep.activeTo === null || day < rep.activeTo);
}

/** Gives the accounts of those whose last day has passed to others, with the leads and deals being worked. */
export function handOver(world: World, day: Day): void {
  for (const rep of world.reps) {
    if (rep.activeTo === null || day < rep.activeTo || rep.book.length === 0) continue;
    const heirs = heirsOf(world, rep, day);
    const at = startOf(rep.activeTo);
    for (const [i, account] of rep.book.entries()) {
      const heir = heirs[i % heirs.length]!;
      const held = account.owners[account.owners.length - 1]!;
      // An account that was to come later comes to the heir straight away.
      if (held.from >= at) account.owners.pop();
      else held.to = at;
      account.owners.push({ rep: heir, from: Math.max(at, account.createdAt), to: null });
      heir.book.push(account);
      for (const lead of rep.leads.filter((each) => each.account === account)) {
        lead.rep = heir;
        heir.leads.push(lead);
      }
      for (const deal of rep.deals.filter((each) => each.account === account)) {
        deal.rep = heir;
        heir.deals.push(deal);
      }
    }
    rep.book = [];
    rep.leads = [];
    rep.deals = [];
  }
}

/** Colleagues without a problem of their own, of the team if it has any: the one who joined first. */
function heirsOf(world: World, rep: Rep, day: Day): Rep[] {
  const others = world.reps.filter((other) => other !== rep && isActive(other, day));
  const sound = others.filter(({ habits }) => habits.role === 'joining' || habits.role === 'steady');
  const near = sound.filter((other) => other.team === rep.team);
  const heirs = near.length > 0 ? near : sound.length > 0 ? sound : others;
  return [...heirs].sort((a, b) => Number(b.habits.role === 'joining') - Number(a.habits.role === 'joining'));
}
