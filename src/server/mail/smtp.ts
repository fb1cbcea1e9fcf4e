import addressparser from 'nodemailer/lib/addressparser';
import MailComposer from 'nodemailer/lib/mail-composer';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SetLetter } from './letter.ts';

/**
 * What became of a letter: the mail server took it; it refused it for good; it surely has not got it, so that it may be tried again; or the
 * connection broke at a moment at which nobody knows.
 */
export type Outcome = { readonly kind: 'sent' | 'refused' | 'later' | 'unclear'; readonly reason: string | null };

/** Hands letters to a mail server. */
export type Smtp = {
  readonly send: (letter: SetLetter) => Promise<Outcome>;
  /** Connects and signs in. @returns why it cannot; null: it can */
  readonly check: () => Promise<string | null>;
};

/** How long a mail server may say nothing, in milliseconds. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, dnsTimeout: 15_000, socketTimeout: 60_000 };

/**
 * The mail server of an address such as `smtp://user:password@host:587`; with `smtps:` the connection is encrypted from its beginning, else
 * from when the server offers it (`?requireTLS=true`: or not at all).
 * @param from whom mail comes from, such as `Tacto <tacto@example.com>`
 */
export function smtpOf(url: string, from: string): Smtp {
  const { auth, ...where } = parseConnectionUrl(url) as Options;
  const [sender] = addressparser(from, { flatten: true });
  /** A connection that is signed in, and a way to go on with it. */
  const enter = async (): Promise<{ readonly connection: SMTPConnection; readonly step: Step }> => {
    const connection = new SMTPConnection({ ...where, ...patience });
    const step = stepsOf(connection);
    try {
      await step((done) => connection.connect(done));
      if (auth?.user !== undefined) await step((done) => connection.login(auth, done));
      return { connection, step };
    } catch (error) {
      connection.close();
      throw error;
    }
  };
  return {
    check: async () => {
      try {
        (await enter()).connection.quit();
        return null;
      } catch (error) {
        return reasonOf(error);
      }
    },
    send: async (letter) => {
      const message = await composed(letter, from);
      const entered = await enter().catch((error: unknown) => reasonOf(error));
      if (typeof entered === 'string') return { kind: 'later', reason: entered };
      const { connection, step } = entered;
      try {
        await step((done) => connection.send({ from: sender?.address ?? from, to: [letter.to] }, message, done));
        connection.quit();
        return { kind: 'sent', reason: null };
      } catch (error) {
        connection.close();
        return { kind: kindOf(error), reason: reasonOf(error) };
      }
    },
  };
}

type Step = (begin: (done: (error?: Error | null) => void) => void) => Promise<void>;

type Options = { readonly auth?: { readonly user: string; readonly pass: string } } & Readonly<Record<string, never>>;

async function composed({ to, subject, text, html, oneClick }: SetLetter, from: string): Promise<Buffer> {
  const headers: Readonly<Record<string, string>> = {
    'Auto-Submitted': 'auto-generated',
    // RFC 8058.
    ...(oneClick === null
      ? {}
      : { 'List-Unsubscribe': `<${oneClick}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  };
  return new MailComposer({ from, to, subject, text, html, headers }).compile().build();
}

/** Steps of a conversation: each ends by its answer or by the connection's end. */
function stepsOf(connection: SMTPConnection): Step {
  let broken: Error | null = null;
  let onBroken: (error: Error) => void = () => undefined;
  connection.on('error', (error: Error) => {
    broken = error;
    onBroken(error);
  });
  return (begin) =>
    new Promise((done, fail) => {
      onBroken = fail;
      if (broken === null) begin((error) => (error ? fail(error) : done()));
      else fail(broken);
    });
}

/** Only an answer of the server says that it has not taken the letter. */
function kindOf(error: unknown): Outcome['kind'] {
  const status = (error as { responseCode?: number }).responseCode;
  if (status === undefined || status < 400) return 'unclear';
  return status < 500 ? 'later' : 'refused';
}

/** Code and status, not the server's words: those quote addresses. */
function reasonOf(error: unknown): string {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return [code, responseCode].filter((part) => part !== undefined).join(' ');
}
