import type { Language } from '../../domain/text.ts';
import type { SalesRecord } from '../../record/record.ts';
import { languageOf } from '../http/language.ts';
import { factsOf, type Log } from '../log.ts';
import type { Reset } from '../people/auth-options.ts';
import { resetLetter } from './access-letters.ts';
import type { Mail } from './outbox.ts';

type Parts = {
  readonly mail: Mail;
  readonly record: SalesRecord;
  readonly log: Log;
  readonly url: string;
  /** The language of somebody whose own is not known. */
  readonly usual: Language;
};

/** Whoever asks again and again for somebody else fills no mailbox: one letter for each such time, in milliseconds. */
const apart = 120_000;

/** Sends the link by which a password is set anew. It returns at once, so that nobody can tell by the time whether an address is known. */
export function resetSender({ mail, record, log, url, usual }: Parts): (reset: Reset) => void {
  return ({ user, email, token, acceptLanguage }) => {
    const language = languageOf(acceptLanguage, usual);
    // What stands behind # is sent to no server, and so into no log of a proxy.
    const letter = resetLetter(language, email, `${url}/new-password#${token}`);
    const key = `reset ${user} ${Math.floor(Date.now() / apart)}`;
    void record
      .everywhere((tx) => mail.post(tx, { kind: 'reset', key, org: null, user, letter }))
      .catch((error: unknown) => log.error('reset not sent', factsOf(error)));
  };
}
