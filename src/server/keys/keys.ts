import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What is done with the server's secret. Each use has a key of its own, so that what one gives away helps with no other. */
export type Keys = {
  /** Encrypts text so that only servers with the same secret can read it (AES-256-GCM). */
  readonly seal: (use: KeyUse, text: string) => Buffer;
  /** The text again; null when it was sealed with another secret or changed since. */
  readonly unseal: (use: KeyUse, sealed: Buffer) => string | null;
  /** A mark that only such a server can make (HMAC-SHA256, 43 letters). */
  readonly sign: (use: KeyUse, text: string) => string;
  readonly isSigned: (use: KeyUse, text: string, mark: string) => boolean;
};

/** What a key is for. */
export type KeyUse = 'mail' | 'unsubscribe' | 'webhook';

const [nonceBytes, tagBytes] = [12, 16];

/** The keys of a server's secret. */
export function keysOf(secret: string): Keys {
  const made = new Map<KeyUse, Buffer>();
  const keyFor = (use: KeyUse): Buffer => {
    const known = made.get(use) ?? Buffer.from(hkdfSync('sha256', secret, '', `tacto ${use}`, 32));
    made.set(use, known);
    return known;
  };
  const sign = (use: KeyUse, text: string): string =>
    createHmac('sha256', keyFor(use)).update(text).digest('base64url');
  return {
    sign,
    isSigned: (use, text, mark) => {
      const [right, given] = [Buffer.from(sign(use, text)), Buffer.from(mark)];
      return right.length === given.length && timingSafeEqual(right, given);
    },
    seal: (use, text) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyFor(use), nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    unseal: (use, sealed) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', keyFor(use), sealed.subarray(0, nonceBytes));
        decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
        return decipher.update(sealed.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return null;
      }
    },
  };
}
