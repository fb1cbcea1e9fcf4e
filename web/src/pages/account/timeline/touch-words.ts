import type { PastTouch } from '../../../api/accounts.ts';
import type { Say } from '../../../i18n/use-words.ts';
import { channelText, resultText } from '../../../parts/vocabulary/touch-text.ts';

/** How a touch was made and what came of it. */
export function touchWords(say: Pick<Say, 't'>, touch: PastTouch): readonly [channel: string, result: string] {
  return [channelText(say, touch.channel), resultText(say, touch.outcome)];
}

/** What a touch is drawn as. */
export type Shape = 'call' | 'written' | 'meeting';

export function shapeOf(channel: string): Shape {
  if (channel === 'call') return 'call';
  return channel === 'meeting' || channel === 'video' || channel === 'visit' ? 'meeting' : 'written';
}
