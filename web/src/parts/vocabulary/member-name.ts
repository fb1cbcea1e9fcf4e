import type { WordKey } from '../../i18n/all-words.ts';
import type { Say } from '../../i18n/use-words.ts';
import { vocabularyWords } from './words.ts';

/** A text of the vocabulary, where there is one; else the id as it is read: `trade_fair` is “trade fair”. */
function named({ t }: Pick<Say, 't'>, key: string, id: string): string {
  return key in vocabularyWords ? t(key as WordKey) : id.replaceAll('_', ' ');
}

/** A member of a source, a segment …: a common one in the reader's words, the team's own as the log has it. */
export function memberName(say: Pick<Say, 't'>, member: string): string {
  return named(say, `member.${member}`, member);
}

/** What a kind of material is called; the team's own kinds by their own names. */
export function assetName(say: Pick<Say, 't'>, id: string): string {
  return named(say, `asset.${id}`, id);
}
