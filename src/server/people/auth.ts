import { betterAuth } from 'better-auth';
import { authOptions, type AuthParts } from './auth-options.ts';
import { withFaults } from './auth-faults.ts';

/** Who is signed in. */
export type SignedIn = {
  readonly user: string;
  readonly name: string;
  readonly email: string;
  readonly session: string;
  readonly secondFactor: boolean;
};

/** A person to be made a user. */
export type NewUser = { readonly name: string; readonly email: string; readonly password: string };

/** Sign-in: sessions, passwords, second factors, and the company's own sign-in. */
export type Auth = {
  /** Answers a request below `/api/auth`. */
  readonly handle: (request: Request) => Promise<Response>;
  /** Who a request comes from, by its cookie. */
  readonly whoIs: (headers: Headers) => Promise<SignedIn | null>;
  /** Makes a user who signs in with e-mail and password; the id of the one there is when the address is known. */
  readonly createUser: (person: NewUser) => Promise<{ readonly id: string; readonly isNew: boolean }>;
  /** Ends all sessions of a user. */
  readonly endSessions: (user: string) => Promise<void>;
};

/** Sets sign-in up. */
export function createAuth(parts: AuthParts): Auth {
  const { pool, tellFault, hasFault } = withFaults(parts.pool);
  const log: AuthParts['log'] = (level, message) => {
    if (!hasFault()) parts.log(level, message);
  };
  const auth = betterAuth(authOptions({ ...parts, pool, log }));
  return {
    handle: (request) =>
      tellFault(
        () => auth.handler(request),
        ({ status }) => status >= 500,
      ),
    whoIs: async (headers) => {
      const found = await tellFault(() => auth.api.getSession({ headers }));
      if (found === null) return null;
      const { user, session } = found;
      return {
        user: user.id,
        name: user.name,
        email: user.email,
        session: session.id,
        secondFactor: (user as { twoFactorEnabled?: boolean | null }).twoFactorEnabled === true,
      };
    },
    createUser: async ({ name, email, password }) => {
      const { internalAdapter, password: passwords } = await auth.$context;
      const address = email.trim().toLowerCase();
      const known = await internalAdapter.findUserByEmail(address);
      if (known !== null) return { id: known.user.id, isNew: false };
      const hash = await passwords.hash(password);
      const user = await internalAdapter.createUser(
        { name, email: address, emailVerified: true },
        { method: 'email-password' },
      );
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: hash,
      });
      return { id: user.id, isNew: true };
    },
    endSessions: async (user) => {
      const { internalAdapter } = await auth.$context;
      await internalAdapter.deleteUserSessions(user);
    },
  };
}
