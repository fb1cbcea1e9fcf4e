import type { decisionRoles } from '../../domain/vocabulary.ts';
import { peopleOf } from './contact-choice.ts';
import type { Account, Contact, World } from './model.ts';
import type { Random } from './random.ts';
import { aDay, type Moment, startOf } from './timeline.ts';

/** The people of an account who decide on a deal: two to five, those of influence first, with `included` among them. */
export function drawDecisionTeam(
  account: Account,
  included: Contact | null,
  at: Moment,
  random: Random,
): readonly Contact[] {
  const size = random.whole(3, 5);
  return peopleOf(account, at)
    .map((contact) => ({
      contact,
      rank: contact === included ? 9 : (contact.influence ?? 1) + random.between(0, 2),
    }))
    .sort((a, b) => b.rank - a.rank)
    .slice(0, size)
    .map(({ contact }) => contact);
}

/** Writes who decides on a deal, in which role and since when. The first is the champion. */
export function writeDecisionTeam(
  world: World,
  dealId: string,
  team: readonly Contact[],
  createdAt: Moment,
  random: Random,
): void {
  for (const [i, contact] of team.entries()) {
    // Who joins later does so before a proposal is usually presented.
    const joinedAt = i === 0 || random.chance(0.6) ? createdAt : createdAt + aDay * random.whole(3, 9);
    const leftAt = i >= 3 && random.chance(0.12) ? joinedAt + aDay * random.whole(15, 60) : null;
    if (joinedAt >= startOf(world.timeline.days)) continue;
    world.files.write('decision_team', {
      deal_id: dealId,
      contact_id: contact.id,
      role: roleOf(contact, i, random),
      joined_at: random.chance(0.2) && joinedAt === createdAt ? null : world.timeline.stamp(joinedAt),
      left_at: leftAt !== null && leftAt < startOf(world.timeline.days) ? world.timeline.stamp(leftAt) : null,
    });
  }
}

function roleOf(contact: Contact, place: number, random: Random): (typeof decisionRoles)[number] | null {
  if (place === 0) return 'champion';
  switch (contact.influence) {
    case 3:
      return random.pick(['decision_maker', 'economic_buyer'] as const);
    case 2:
      return random.pick(['influencer', 'technical_buyer'] as const);
    case 0:
      return 'gatekeeper';
    default:
      return random.chance(0.9) ? random.pick(['user', 'influencer', 'other'] as const) : null;
  }
}
