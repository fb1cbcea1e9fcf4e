import type { Text } from '../domain/text.ts';

/** What a fault says of a value: the value, the code of the fault, and the words that quote the value. */
type Told = { readonly value: string | null; readonly code: string; readonly reason: Text };

/** The same of the value as it is written in the source: readers of dates and numbers put a `?` before what they cannot read. */
export function asWritten<T extends Told>(told: T): T {
  const { value, code, reason } = told;
  if (code !== 'unreadable' || value?.startsWith('?') !== true) return told;
  return { ...told, value: value.slice(1), reason: { en: bare(reason.en), es: bare(reason.es) } };
}

function bare(text: string): string {
  return text.replace(/([“«])\?/, '$1');
}
