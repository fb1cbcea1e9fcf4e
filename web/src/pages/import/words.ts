import type { Words } from '../../i18n/words.ts';
export const importWords = {} as const satisfies Words;
