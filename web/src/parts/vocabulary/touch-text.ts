import type { Say } from '../../i18n/use-words.ts';

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

/** What a channel is called. */
export function channelText({ t }: Pick<Say, 't'>, channel: string): string {
  return t(`touch.${channels.find((known) => known === channel) ?? 'other'}`);
}

/** What came of a touch. */
export function resultText({ t }: Pick<Say, 't'>, outcome: string | null): string {
  return t(`result.${results.find((known) => known === outcome) ?? 'unknown'}`);
}
