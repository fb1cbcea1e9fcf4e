import type { insightWords } from './insight-words.ts';
import type { laterWords } from './later-words.ts';
import type { relationWords } from './relation-words.ts';
import { boardWords } from '../pages/board/words.ts';
import { dealWords } from '../parts/deals/words.ts';
import { figureWords } from '../parts/figure/words.ts';
import { frameWords } from '../frame/words.ts';
import { followUpWords } from '../pages/follow-ups/words.ts';
import { invitationWords } from '../pages/invitation/words.ts';
import { logWords } from '../pages/log/words.ts';
import { scopeWords } from '../parts/scope-bar/words.ts';
import { newPasswordWords } from '../pages/new-password/words.ts';
import { signInWords } from '../pages/sign-in/words.ts';
import { pageWords } from '../parts/page/words.ts';
import { stateWords } from '../parts/state/words.ts';
import { vocabularyWords } from '../parts/vocabulary/words.ts';

/** Every text of the app but those that come with their page (`insight-words.ts`, `relation-words.ts`, `later-words.ts`). A key is used somewhere, and a key that is used is here: a test holds both. */
export const allWords = {
  ...frameWords,
  ...stateWords,
  ...vocabularyWords,
  ...figureWords,
  ...dealWords,
  ...scopeWords,
  ...signInWords,
  ...boardWords,
  ...followUpWords,
  ...logWords,
  ...invitationWords,
  ...newPasswordWords,
  ...pageWords,
} as const;

/** A key of a text; of a text with plurals, without `_one` and `_other`. */
export type WordKey = Unplural<
  keyof typeof allWords | keyof typeof insightWords | keyof typeof relationWords | keyof typeof laterWords
>;
type Unplural<K extends string> = K extends `${infer Stem}_${'one' | 'other' | 'many'}` ? Stem : K;
