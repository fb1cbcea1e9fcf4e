import { nextId } from './ids.ts';
import type { Contact, Context, Rep, World } from './model.ts';
import { mayRate } from './ratings.ts';
import { mayShare } from './shares.ts';
import { aDay, dayAt, hour, type Moment, startOf } from './timeline.ts';

export type AttemptChannel = 'call' | 'email' | 'text' | 'social' | 'other';

const unansweredCalls = { no_answer: 58, voicemail: 26, busy: 10, wrong_number: 2, unknown: 4 };
const unansweredMessages = { no_reply: 74, unknown: 23, bounced: 3 };

/**
 * One outbound call or message to one person.
 * @param reach chance of an answer, 0 … 1.
 * @returns whether it was answered, at once or by a reply.
 */
export function attempt(
  world: World,
  context: Context,
  contact: Contact,
  channel: AttemptChannel,
  at: Moment,
  reach: number,
): boolean {
  const { random } = context.rep;
  const isCall = channel === 'call';
  contact.touches.push(at);
  const answered = random.chance(isCall ? reach : reach * 0.75);
  const repliesLater = answered ? !isCall && random.chance(0.55) : isCall && random.chance(0.012);
  const outcome = answered
    ? isCall
      ? 'reached'
      : repliesLater
        ? 'unknown'
        : 'replied'
    : random.weighted<string>(isCall ? unansweredCalls : unansweredMessages);
  const id = writeActivity(world, context, at, {
    channel,
    direction: random.chance(0.85) ? 'outbound' : null,
    outcome: outcome === 'unknown' ? null : outcome,
    contact_id: contact.id,
    duration_s: isCall ? (answered ? talkSeconds(context) : random.whole(0, 45)) : null,
    subject: isCall ? null : subjectOf(context),
  });
  if (!isCall || answered) mayShare(world, context, contact, id, at, isCall ? 0.15 : 0.4);
  if (repliesLater) return reply(world, context, contact, channel, at);
  if (answered) hear(world, context.rep, contact, at, true);
  return answered;
}

/** Remembers that somebody was heard, alone or in a group, and may rate them. */
export function hear(world: World, rep: Rep, contact: Contact, at: Moment, alone: boolean): void {
  contact.lastTwoWay = at;
  contact.account.lastTwoWay = at;
  if (alone) contact.lastAlone = at;
  mayRate(world, rep, contact, at);
}

/** Writes one activity and gives its id. */
export function writeActivity(
  world: World,
  { rep, account, lead, deal, pitch, purpose }: Context,
  at: Moment,
  row: Readonly<Record<string, string | number | null>>,
): string {
  const id = nextId(world, 'activities', 'act', 6);
  world.files.write('activities', {
    id,
    rep_id: rep.id,
    occurred_at: world.timeline.stamp(at),
    account_id: rep.random.chance(0.9) ? account.id : null,
    lead_id: lead?.id ?? null,
    deal_id: deal?.id ?? null,
    purpose,
    pitch: row['direction'] === 'inbound' || rep.random.chance(0.1) ? null : pitch,
    ...row,
  });
  return id;
}

/** An inbound answer some hours later; what would come after the log's end never came. */
function reply(world: World, context: Context, contact: Contact, channel: AttemptChannel, at: Moment): boolean {
  const { random } = context.rep;
  const sameDay = at + hour * random.between(0.3, 5);
  const nextDay = startOf(world.timeline.workingFrom(dayAt(at) + 1)) + hour * random.between(8.2, 11);
  const when = random.chance(0.6) && sameDay < startOf(dayAt(at)) + 20.5 * hour ? sameDay : nextDay;
  if (when >= startOf(world.timeline.days) - aDay / 24) return false;
  writeActivity(world, context, when, {
    channel,
    direction: 'inbound',
    outcome: channel === 'call' ? 'reached' : random.chance(0.4) ? 'replied' : null,
    contact_id: contact.id,
    duration_s: channel === 'call' ? talkSeconds(context) : null,
    subject: channel === 'call' ? null : `Re: ${subjectOf(context)}`,
  });
  hear(world, context.rep, contact, when, true);
  return true;
}

function talkSeconds({ rep, deal }: Context): number {
  return Math.round(90 + 420 * rep.random.next() ** 2 * (deal === null ? 1.6 : 3));
}

/** What a message or meeting is called. */
export function subjectOf({ purpose, account }: Context): string {
  return `${subjects[purpose]} · ${account.name}`;
}

const subjects: Readonly<Record<Context['purpose'], string>> = {
  prospecting: 'Presentación de Acme',
  discovery: 'Necesidades y plazos',
  proposal_presentation: 'Presentación de la propuesta',
  negotiation: 'Condiciones',
  service: 'Seguimiento del servicio',
  other: 'Próximos pasos',
};
