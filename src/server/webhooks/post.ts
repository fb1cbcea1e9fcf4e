import { lookup } from 'node:dns/promises';
import { request as plain } from 'node:http';
import { request as encrypted } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress } from './addresses.ts';

/** What came of a request: its status, or why there is none. */
export type Posted = { readonly status: number | null; readonly reason: string | null };

/** How long a receiver may take, in milliseconds. */
const patience = 10_000;

/**
 * Posts JSON to an address that a user gave. The name is looked up once, and the connection goes to what was found: an answer that changes
 * between looking and connecting helps nobody to the inside. Redirects are not followed.
 * @param allowPrivate whether addresses within one's own network, and without encryption, are allowed
 */
export async function postTo(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  allowPrivate: boolean,
): Promise<Posted> {
  const target = new URL(url);
  if (target.protocol !== 'https:' && !allowPrivate) return refused('not encrypted');
  const host = target.hostname.replace(/^\[|\]$/g, '');
  const found = await addressesOf(host);
  if (found.length === 0) return refused('unknown host');
  if (!allowPrivate && !found.every(isPublicAddress)) return refused('private address');
  const address = found[0]!;
  const send = target.protocol === 'https:' ? encrypted : plain;
  return new Promise((done) => {
    const request = send(
      target,
      {
        method: 'POST',
        agent: false,
        lookup: (_host, options, found_) =>
          options.all === true
            ? found_(null, [{ address, family: isIP(address) }])
            : found_(null, address, isIP(address)),
        signal: AbortSignal.timeout(patience),
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Length': Buffer.byteLength(body),
          'User-Agent': 'Tacto',
          ...headers,
        },
      },
      (answer) => {
        // Nothing of what it says is of interest.
        answer.destroy();
        done({ status: answer.statusCode ?? null, reason: null });
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) => done({ status: null, reason: error.code ?? error.name }));
    request.end(body);
  });
}

const refused = (reason: string): Posted => ({ status: null, reason });

async function addressesOf(host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}
