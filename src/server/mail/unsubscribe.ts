import type { Keys } from '../keys/keys.ts';
import type { Letter } from './letter.ts';

/** Mail that one can do without. */
export const optionalMail = ['reminders', 'digest', 'alerts'] as const;
export type OptionalMail = (typeof optionalMail)[number];

/** Whose mail of which kind. */
export type Subscription = { readonly org: string; readonly user: string; readonly kind: OptionalMail };

/** The part of an address that ends a kind of mail. It needs no session: the server's mark says whose it is. */
export function tokenOf(keys: Keys, { org, user, kind }: Subscription): string {
  const said = Buffer.from(JSON.stringify([org, user, kind])).toString('base64url');
  return `${said}.${keys.sign('unsubscribe', said)}`;
}

/** What a token stands for; null when no server with this secret made it. */
export function subscriptionOf(keys: Keys, token: string): Subscription | null {
  const [said = '', mark = ''] = token.split('.');
  if (!keys.isSigned('unsubscribe', said, mark)) return null;
  const [org, user, kind] = JSON.parse(Buffer.from(said, 'base64url').toString()) as [string, string, OptionalMail];
  return { org, user, kind };
}

/** The addresses that stand in a letter: one for mail programs and one for people. */
export function unsubscribeOf(keys: Keys, url: string, of: Subscription): NonNullable<Letter['unsubscribe']> {
  const address = `${url}/api/v1/unsubscribe/${tokenOf(keys, of)}`;
  return { oneClick: address, page: address };
}
