import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A letter as a mail server got it. */
export type Received = {
  readonly to: string;
  readonly from: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
};

/** How a mail server takes the next letter: it does, it says a status, or it breaks the connection when it has the letter, before or after it has kept it. */
export type Mood = 'takes' | 421 | 550 | 'breaks';

/** A mail server on loopback. */
export type Mailbox = {
  readonly url: string;
  readonly received: Received[];
  /** How the next letters are taken, one after the other; then all are taken. */
  readonly moods: Mood[];
  /** The letters to an address, once there are so many. */
  readonly lettersTo: (to: string, count: number) => Promise<readonly Received[]>;
  readonly close: () => Promise<void>;
};

/** Opens one, for a user or for everybody; it takes so many milliseconds to answer when it has a letter. */
export async function openMailbox(
  user: { readonly name: string; readonly password: string } | null = null,
  slowness = 0,
): Promise<Mailbox> {
  const received: Received[] = [];
  const moods: Mood[] = [];
  const server = new SMTPServer({
    authOptional: user === null,
    allowInsecureAuth: true,
    disabledCommands: user === null ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      username === user?.name && password === user?.password ? done(null, { user: username }) : done(new Error('no')),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const mood = moods.shift() ?? 'takes';
        if (typeof mood === 'number') {
          done(Object.assign(new Error('not now'), { responseCode: mood }));
          return;
        }
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        for (const { address } of rcptTo) received.push(read(Buffer.concat(chunks).toString(), address, from));
        if (mood === 'breaks') stream.destroy();
        if (mood === 'breaks') server.connections.forEach((connection) => connection.close());
        else setTimeout(done, slowness);
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const login = user === null ? '' : `${user.name}:${user.password}@`;
  return {
    url: `smtp://${login}127.0.0.1:${port}`,
    received,
    moods,
    lettersTo: async (to, count) => {
      const own = (): readonly Received[] => received.filter((letter) => letter.to === to);
      for (const end = Date.now() + 30_000; own().length < count; ) {
        if (Date.now() > end) throw new Error(`${own().length} of ${count} letters to ${to} came`);
        await new Promise((done) => setTimeout(done, 50));
      }
      return own();
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

function read(raw: string, to: string, from: string): Received {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = headersOf(head);
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1] ?? 'none';
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`);
  const part = (type: string): string => {
    const [partHead = '', ...body] = (parts.find((each) => each.includes(`Content-Type: ${type}`)) ?? '').split(
      '\r\n\r\n',
    );
    return decoded(body.join('\r\n\r\n').trim(), headersOf(partHead).get('content-transfer-encoding'));
  };
  return { to, from, headers, text: part('text/plain'), html: part('text/html') };
}

function headersOf(head: string): ReadonlyMap<string, string> {
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^([\w-]+): ?(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name.toLowerCase(), inWords(value!)]];
    }),
  );
}

/** Encoded words (RFC 2047). */
function inWords(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, words: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(words, 'base64').toString()
        : decoded(words.replaceAll('_', ' '), 'quoted-printable'),
    );
}

function decoded(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
