import { type Zippable, zipSync } from 'fflate/browser';

export { strToU8, zipSync } from 'fflate/browser';

/**
 * Stands for `zip` of fflate, which packs large files in a worker made of a text: the policy of the pages lets no such worker in.
 * A table that somebody looks at is packed sooner than one would start.
 */
export function zip(files: Zippable, done: (fault: Error | null, packed: Uint8Array) => void): void {
  done(null, zipSync(files));
}
