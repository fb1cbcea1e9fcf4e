import { createHash, randomBytes } from 'node:crypto';

/** A secret that is shown once, and what is kept of it. */
export type Secret = { readonly secret: string; readonly hash: string; readonly prefix: string };

/** 32 random bytes as text after a word that says what it is for. */
export function newSecret(word: string): Secret {
  const secret = `${word}_${randomBytes(32).toString('base64url')}`;
  return { secret, hash: hashOf(secret), prefix: secret.slice(0, word.length + 7) };
}

/** What is kept of a secret, in hexadecimal: it is random and long, so that a fast hash is as good as a slow one. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A short random id. */
export function newId(): string {
  return randomBytes(12).toString('base64url');
}
