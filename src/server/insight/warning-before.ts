import type { Language } from '../../domain/text.ts';
import { tactInWords } from '../../insight/tact/in-words.ts';
import { warningOf } from '../../insight/tact/tact.ts';
import type { Caller } from '../access/caller.ts';
import type { Services } from '../services.ts';

/** Why a further touch is too much, as of before it; null where it does no harm. */
export async function warningBefore(
  { replicas }: Services,
  { actor, key }: Caller,
  contact: string,
  language: Language,
): Promise<string | null> {
  const { resolved, release } = await replicas.open(actor.org, { key, isHurried: true });
  try {
    const tact = await warningOf(resolved, contact);
    return tact === null ? null : (tactInWords(tact, resolved.workspace.thresholds)?.[language] ?? null);
  } finally {
    release();
  }
}
