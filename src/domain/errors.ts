import { editDistance } from './edit-distance.ts';
import type { Language, Text } from './text.ts';

/** What a `UserError` carries: a stable code, what is wrong and where, and what would be right. */
export type Fault = {
  readonly code: string;
  readonly message: Text;
  readonly fix?: Text;
};

/**
 * A fault that a user can cause and mend: bad input, an unknown name, a missing rate.
 * A broken invariant of the program is a bare `Error` instead.
 */
export class UserError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.fix ? `${fault.message.en} ${fault.fix.en}` : fault.message.en);
    this.name = 'UserError';
    this.fault = fault;
  }

  get code(): string {
    return this.fault.code;
  }

  /** The message in one language, followed by what would be right. */
  in(language: Language): string {
    const { message, fix } = this.fault;
    return fix ? `${message[language]} ${fix[language]}` : message[language];
  }
}

/** Names the entry nearest to `wanted` by edit distance, when it is near enough to be a slip of the pen. */
export function nearest(wanted: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}
