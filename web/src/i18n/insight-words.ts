import { goalWords } from '../parts/goals/words.ts';
import { numbersWords } from '../pages/numbers/words.ts';
import { peopleWords } from '../pages/people/words.ts';
import { processWords } from '../pages/process/words.ts';
import { questionsWords } from '../pages/questions/words.ts';
import { repWords } from '../pages/rep/words.ts';
import { termWords } from '../parts/terms/words.ts';

/** Texts of the pages that tell: the board, people, numbers, process, questions. They are loaded with these. */
export const insightWords = {
  ...goalWords,
  ...numbersWords,
  ...peopleWords,
  ...processWords,
  ...questionsWords,
  ...repWords,
  ...termWords,
} as const;
