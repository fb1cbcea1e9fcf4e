import type { Say } from '../../i18n/use-words.ts';
import { channels, outcomes } from './lists.ts';

/** What a channel is called. */
export function channelText({ t }: Pick<Say, 't'>, channel: string): string {
  return t(`touch.${channels.find((known) => known === channel) ?? 'other'}`);
}

/** What came of a touch. */
export function resultText({ t }: Pick<Say, 't'>, outcome: string | null): string {
  return t(`result.${outcomes.find((known) => known === outcome) ?? 'unknown'}`);
}
