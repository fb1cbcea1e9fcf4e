import { ApiError, type Problem } from './client.ts';

/** What signing in leads to: in, or a second factor to be given. */
export type SignedIn = { readonly isIn: true } | { readonly isIn: false; readonly wants: 'second_factor' };

/** Signs in with e-mail and password. @throws ApiError */
export async function signIn(email: string, password: string): Promise<SignedIn> {
  const answer = (await post('/sign-in/email', { email, password })) as { twoFactorRedirect?: boolean } | null;
  return answer?.twoFactorRedirect === true ? { isIn: false, wants: 'second_factor' } : { isIn: true };
}

/** Gives the code of the second factor. @throws ApiError */
export async function giveCode(code: string): Promise<void> {
  await post('/two-factor/verify-totp', { code });
}

/** Asks for a mail with a link to a new password. Whether somebody has the address is not told. @throws ApiError */
export async function askForNewPassword(email: string): Promise<void> {
  await post('/request-password-reset', { email });
}

/** Sets a password by the secret of such a link. @throws ApiError */
export async function setNewPassword(token: string, newPassword: string): Promise<void> {
  await post('/reset-password', { token, newPassword });
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await post('/sign-out', {});
}

async function post(path: string, body: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/auth${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
      body: JSON.stringify(body),
    });
  } catch {
    throw new ApiError(0, null);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, answer as Problem | null);
  return answer;
}
