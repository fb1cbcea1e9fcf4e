import type { Words } from '../../i18n/words.ts';
export const startWords = {} as const satisfies Words;
