import type { z } from 'zod';
import { en as english, es as spanish } from 'zod/locales';
import type { Language, Text } from '../../domain/text.ts';
import { RequestError } from './problem.ts';

const wordings = { en: english().localeError, es: spanish().localeError } as const;

/** Checks of ours carry what would be right; zod words the others. */
function wordingOf(language: Language): z.core.$ZodErrorMap {
  return (issue) => {
    const right = issue.code === 'custom' ? (issue.params?.['right'] as Text | undefined) : undefined;
    if (right === undefined) return wordings[language](issue);
    return language === 'es' ? `debe ser ${right.es}` : `must be ${right.en}`;
  };
}

/** Deepest and most places that a problem names. */
const mostPlaces = 20;

/**
 * Reads a part of a request.
 * @param part where it stands: `path`, `query` or `body`
 * @throws RequestError that names each place that does not fit, in the reader's language
 */
export function readPart<T extends z.ZodType>(
  schema: T,
  value: unknown,
  part: string,
  language: Language,
): z.output<T> {
  const read = schema.safeParse(value, { error: wordingOf(language) });
  if (read.success) return read.data;
  throw new RequestError(
    read.error.issues.slice(0, mostPlaces).map(({ path, message }) => ({
      path: [part, ...path].map((step) => String(step).slice(0, 60)).join('.'),
      message,
    })),
  );
}
