import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Makes the database's binding give texts as they are. Its decoder takes a U+FEFF that begins a text for a byte order mark and drops it: two
 * members would become one in an answer. It has no setting for that, so its decoder is replaced; `exact-text.test.ts` tells when that no longer
 * works.
 */
export function keepExactText(): void {
  const accessors = require('@duckdb/node-api/lib/vectors/dataAccessors.js') as { textDecoder: TextDecoder };
  accessors.textDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
}
