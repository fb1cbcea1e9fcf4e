import type { PastTouch } from '../../../api/accounts.ts';
import type { Say } from '../../../i18n/use-words.ts';

const channels = ['call', 'email', 'text', 'meeting', 'video', 'visit', 'social', 'other'] as const;
const results = [
  'reached',
  'replied',
  'held',
  'no_answer',
  'no_reply',
  'voicemail',
  'busy',
  'wrong_number',
  'bounced',
  'no_show',
  'cancelled',
  'scheduled',
] as const;

/** How a touch was made and what came of it. */
export function touchWords({ t }: Pick<Say, 't'>, touch: PastTouch): readonly [channel: string, result: string] {
  const channel = channels.find((known) => known === touch.channel) ?? 'other';
  const result = results.find((known) => known === touch.outcome) ?? 'unknown';
  return [t(`touch.${channel}`), t(`result.${result}`)];
}

/** What a touch is drawn as. */
export type Shape = 'call' | 'written' | 'meeting';

export function shapeOf(channel: string): Shape {
  if (channel === 'call') return 'call';
  return channel === 'meeting' || channel === 'video' || channel === 'visit' ? 'meeting' : 'written';
}
