import { boardWords } from '../pages/board/words.ts';
import { figureWords } from '../parts/figure/words.ts';
import { frameWords } from '../frame/words.ts';
import { followUpWords } from '../pages/follow-ups/words.ts';
import { invitationWords } from '../pages/invitation/words.ts';
import { logWords } from '../pages/log/words.ts';
import { signInWords } from '../pages/sign-in/words.ts';
import { stateWords } from '../parts/state/words.ts';

/** Every text of the app. A key is used somewhere, and a key that is used is here: a test holds both. */
export const allWords = {
  ...frameWords,
  ...stateWords,
  ...figureWords,
  ...signInWords,
  ...boardWords,
  ...followUpWords,
  ...logWords,
  ...invitationWords,
} as const;

/** A key of a text; of a text with plurals, without `_one` and `_other`. */
export type WordKey = Unplural<keyof typeof allWords>;
type Unplural<K extends string> = K extends `${infer Stem}_${'one' | 'other' | 'many'}` ? Stem : K;
