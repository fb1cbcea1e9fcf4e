import type { Contact, Context, World } from './model.ts';
import { mayShare } from './shares.ts';
import { minute, type Moment } from './timeline.ts';
import { hear, subjectOf, writeActivity } from './touches.ts';

const channelsOf = {
  enterprise: { meeting: 40, visit: 20, video: 40 },
  mid_market: { meeting: 30, visit: 12, video: 58 },
  small: { meeting: 12, visit: 8, video: 80 },
} as const;

/** How arranged meetings end; `scheduled` are those that nobody updated. */
const usualOutcomes = { held: 84, cancelled: 7, no_show: 5, scheduled: 2, unknown: 2 };

export type MeetingOutcome = keyof typeof usualOutcomes;

/**
 * One meeting with one or more people, the first of whom is the activity's contact and the others its participants.
 * @returns whether it was held.
 */
export function meet(
  world: World,
  context: Context,
  guests: readonly [Contact, ...Contact[]],
  at: Moment,
  outcome: MeetingOutcome = context.rep.random.weighted(usualOutcomes),
): boolean {
  const { rep, account } = context;
  const { random } = rep;
  const held = outcome === 'held';
  const [host, ...others] = guests;
  const channel = random.weighted(channelsOf[account.segment]);
  const id = writeActivity(world, context, at, {
    channel,
    direction: 'outbound',
    outcome: outcome === 'unknown' ? null : outcome,
    contact_id: host.id,
    duration_s: held ? minute * random.whole(channel === 'video' ? 20 : 35, channel === 'visit' ? 120 : 70) : null,
    subject: subjectOf(context),
  });
  const listed = others.length > 0 && random.chance(0.3) ? guests : others;
  for (const guest of listed) world.files.write('participants', { activity_id: id, contact_id: guest.id });
  if (outcome === 'held' || outcome === 'unknown') host.touches.push(at);
  if (outcome === 'no_show') for (const guest of guests) guest.touches.push(at);
  if (!held) return false;
  for (const guest of guests) hear(world, rep, guest, at, guests.length === 1);
  mayShare(world, context, host, id, at, 0.4);
  return true;
}
