import type { Contact, Rep, World } from './model.ts';
import { aDay, hour, type Moment } from './timeline.ts';
import { ratingNotes } from './words.ts';

/** Days after which a rep thinks about a rating again. */
const ratingAge = 24 * aDay;

/** Days for which a talk alone is remembered. */
const heardAlone = 25 * aDay;

/** After a talk, the rep (now and then the manager) may write down how the person stands to us. */
export function mayRate(world: World, rep: Rep, contact: Contact, at: Moment): void {
  const { random, habits } = rep;
  contact.attitude += random.normal() * 0.12;
  if (contact.unrated || contact.avoided || at - contact.ratedAt < ratingAge || !random.chance(habits.rates)) return;
  const strength = contact.attitude + random.normal() * 0.4;
  // People say what they have against us in private, hardly ever before others.
  if (strength < -0.5 && at - contact.lastAlone > heardAlone) return;
  const author = rep.manager !== null && random.chance(0.12) ? rep.manager : rep;
  rate(world, author, contact, at + hour * random.between(0.2, 1), strength);
}

/** Writes one rating; `strength` is rounded and kept within −3 … +3. */
export function rate(world: World, rep: Rep, contact: Contact, at: Moment, strength: number): void {
  const rounded = Math.max(-3, Math.min(3, Math.round(strength))) + 0;
  contact.rating = rounded;
  contact.ratedAt = at;
  const notes = rounded > 0 ? ratingNotes.good : rounded < 0 ? ratingNotes.bad : ratingNotes.even;
  world.files.write('ratings', {
    contact_id: contact.id,
    rep_id: rep.id,
    rated_at: world.timeline.stamp(at),
    strength: rounded,
    note: rep.random.chance(0.25) ? rep.random.pick<string>(notes) : null,
  });
}
