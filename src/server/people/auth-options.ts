import { createHash } from 'node:crypto';
import type { BetterAuthOptions } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import type { Oidc } from '../config/config.ts';

/** What sign-in needs of the rest of the server. */
export type AuthParts = {
  readonly pool: Pick<Pool, 'connect' | 'end'>;
  /** The origin that people use. */
  readonly url: string;
  readonly secret: string;
  readonly oidc: Oidc | null;
  /** Counts a failed sign-in for a key and tells how many there were lately. */
  readonly attempts: Attempts;
  /** Whether somebody with this e-mail address has been invited. */
  readonly isInvited: (email: string) => Promise<boolean>;
  /** Called when an invited person came in by the company's own sign-in. */
  readonly admit: (user: { readonly id: string; readonly email: string }) => Promise<void>;
  /** Sends a token by which a password is set anew; null: nobody can. */
  readonly sendReset: ((reset: Reset) => void) | null;
  readonly log: (level: 'debug' | 'info' | 'warn' | 'error', message: string) => void;
};

/** A password that is to be set anew, and the request that asked for it. */
export type Reset = {
  readonly user: string;
  readonly email: string;
  readonly token: string;
  readonly acceptLanguage: string | null;
};

/** Failed sign-ins to one account, from wherever they come, kept where every server sees them. */
export type Attempts = {
  /** Whether more may be tried. */
  readonly mayTry: (key: string) => Promise<boolean>;
  readonly failed: (key: string) => Promise<void>;
  readonly succeeded: (key: string) => Promise<void>;
};

/** Where the sign-in is, below the origin. */
export const authPath = '/api/auth';
/** The header in which the server tells the sign-in whose address a request came from; what a client sends under it is dropped. */
export const addressHeader = 'x-tacto-address';
/** The provider's name in addresses. */
export const oidcProvider = 'company';
/** Letters of a password. */
export const passwordLength = { least: 10, most: 128 } as const;

/** Minutes that the link of a new password is open. */
export const resetMinutes = 60;

const sessionDays = 7;
const day = 86_400;

/** What nobody does over HTTP: people come by invitation, and what they are is changed by administrators. */
const closed = [
  '/sign-up/email',
  '/change-email',
  '/delete-user',
  '/delete-user/callback',
  '/unlink-account',
  '/link-social',
  '/get-access-token',
  '/refresh-token',
  '/account-info',
  '/verify-email',
  '/send-verification-email',
  '/update-session',
];

/** Whether somebody comes back from the company's own sign-in. */
const isCompanySignIn = (path: string | undefined): boolean => path?.startsWith('/callback') === true;

/** How better-auth is set up here. Its tables are in schema `auth`; our migrations make them. */
export function authOptions(parts: AuthParts): BetterAuthOptions {
  const { pool, url, secret, oidc, sendReset } = parts;
  return {
    appName: 'Tacto',
    baseURL: url,
    basePath: authPath,
    secret,
    database: { dialect: new PostgresDialect({ pool }), type: 'postgres', schemaName: 'auth', transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: resetMinutes * 60,
      ...(sendReset === null
        ? {}
        : {
            // Not waited for: an address that nobody has is answered as quickly.
            sendResetPassword: async ({ user, token }, request) =>
              sendReset({
                user: user.id,
                email: user.email,
                token,
                acceptLanguage: request?.headers.get('accept-language') ?? null,
              }),
          }),
    },
    account: { encryptOAuthTokens: true, accountLinking: { enabled: true } },
    verification: { storeIdentifier: 'hashed' },
    session: { expiresIn: sessionDays * day, updateAge: day, cookieCache: { enabled: false } },
    databaseHooks: {
      user: {
        create: {
          before: async (user, context) => {
            if (!isCompanySignIn(context?.path)) return;
            if (user.emailVerified && (await parts.isInvited(user.email))) return;
            throw new APIError('FORBIDDEN', { code: 'NOT_INVITED', message: 'Nobody has invited this address' });
          },
          after: async (user, context) => {
            if (isCompanySignIn(context?.path)) await parts.admit(user);
          },
        },
      },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': { window: 60, max: 20 },
        // An office of people shares an address; guessing is up to the company's own sign-in.
        '/sign-in/social': { window: 60, max: 120 },
        '/request-password-reset': { window: 600, max: 5 },
        '/reset-password': { window: 600, max: 10 },
        '/two-factor/*': { window: 60, max: 20 },
        '/get-session': false,
      },
    },
    advanced: {
      cookiePrefix: 'tacto',
      useSecureCookies: url.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      disableCSRFCheck: false,
      disableOriginCheck: false,
      database: { validateSchema: false },
    },
    hooks: guessing(parts.attempts),
    disabledPaths: closed,
    onAPIError: {
      errorURL: `${url}/sign-in`,
      // What a request does wrong is in its answer and its line of the log; left alone, better-auth tells the console.
      onError: (error) => {
        const { statusCode = 500 } = error as { readonly statusCode?: number };
        if (statusCode >= 500) parts.log('error', error instanceof Error ? error.name : 'failure');
      },
    },
    telemetry: { enabled: false },
    experimental: { instrumentation: { enabled: false } },
    // Only the sentence: what comes with it, or behind its colon, may name people and where they are. What anybody can cause is no error of ours.
    logger: {
      level: 'warn',
      log: (level, message) => parts.log(level === 'error' ? 'warn' : level, message.replace(/:.*$/s, '')),
    },
    plugins: [
      twoFactor({ issuer: 'Tacto', accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 } }),
      ...(oidc === null ? [] : [companySignIn(oidc)]),
    ],
  };
}

function companySignIn({ issuer, clientId, clientSecret }: Oidc): ReturnType<typeof genericOAuth> {
  return genericOAuth({
    config: [
      {
        providerId: oidcProvider,
        discoveryUrl: `${issuer}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        scopes: ['openid', 'email', 'profile'],
        requireIdTokenVerification: true,
        pkce: true,
      },
    ],
  });
}

/** Holds back whoever guesses passwords of one account from many addresses; an account that does not exist is treated alike. */
function guessing(attempts: Attempts): NonNullable<BetterAuthOptions['hooks']> {
  return {
    before: createAuthMiddleware(async (context) => {
      const key = keyOf(context.path, context.body);
      if (key === null || (await attempts.mayTry(key))) return;
      throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_ATTEMPTS', message: 'Too many attempts; try later' });
    }),
    after: createAuthMiddleware(async (context) => {
      const key = keyOf(context.path, context.body);
      if (key === null) return;
      const { returned } = context.context;
      if (returned instanceof APIError) {
        if (returned.status === 'UNAUTHORIZED' || returned.statusCode === 401) await attempts.failed(key);
      } else await attempts.succeeded(key);
    }),
  };
}

function keyOf(path: string, body: unknown): string | null {
  if (path !== '/sign-in/email' || typeof body !== 'object' || body === null || !('email' in body)) return null;
  const { email } = body;
  return typeof email === 'string' ? createHash('sha256').update(email.trim().toLowerCase()).digest('hex') : null;
}
