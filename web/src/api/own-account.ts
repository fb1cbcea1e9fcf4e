import { queryOptions } from '@tanstack/react-query';
import { ApiError, type Problem } from './client.ts';

/** Where somebody is signed in. */
export type Session = {
  readonly token: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
};

/** The user account of whoever is signed in. */
export type OwnAccount = {
  readonly session: { readonly token: string };
  readonly user: { readonly name: string; readonly email: string; readonly twoFactorEnabled: boolean | null };
};

export const ownAccountQuery = queryOptions({
  queryKey: ['own-account'],
  queryFn: async () => {
    const found = (await ask('GET', '/get-session')) as OwnAccount | null;
    if (found === null) throw new ApiError(401, null);
    return found;
  },
});

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await ask('GET', '/list-sessions')) as readonly Session[],
});

export function changeName(name: string): Promise<unknown> {
  return ask('POST', '/update-user', { name });
}

/** Changes the password; everywhere else one is signed out. */
export function changePassword(currentPassword: string, newPassword: string): Promise<unknown> {
  return ask('POST', '/change-password', { currentPassword, newPassword, revokeOtherSessions: true });
}

export function endSession(token: string): Promise<unknown> {
  return ask('POST', '/revoke-session', { token });
}

export function endOtherSessions(): Promise<unknown> {
  return ask('POST', '/revoke-other-sessions', {});
}

/** What an authenticator app needs, and codes for the day on which it is lost. */
export type Enrolment = { readonly totpURI: string; readonly backupCodes: readonly string[] };

/** Begins a second factor; it counts once a first code of it was given. */
export async function beginSecondFactor(password: string): Promise<Enrolment> {
  return (await ask('POST', '/two-factor/enable', { password })) as Enrolment;
}

export function confirmSecondFactor(code: string): Promise<unknown> {
  return ask('POST', '/two-factor/verify-totp', { code });
}

export function endSecondFactor(password: string): Promise<unknown> {
  return ask('POST', '/two-factor/disable', { password });
}

async function ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/auth${path}`, {
      method,
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, null);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, answer as Problem | null);
  return answer;
}
