import { accountWords } from '../pages/account/words.ts';
import { accountsWords } from '../pages/accounts/words.ts';
import { presentationsWords } from '../pages/presentations/words.ts';
import { riskWords } from '../pages/risk/words.ts';
import { recordWords } from '../parts/records/words.ts';

/** Texts of accounts, risk and presentations, and of the records behind a number. They are loaded with these. */
export const relationWords = {
  ...accountsWords,
  ...accountWords,
  ...riskWords,
  ...presentationsWords,
  ...recordWords,
} as const;
