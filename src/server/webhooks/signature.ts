import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** A new secret: 32 random bytes as base64 after `whsec_`. */
export function newWebhookSecret(): string {
  return `${prefix}${randomBytes(32).toString('base64')}`;
}

/**
 * The headers of a delivery, as https://www.standardwebhooks.com has them: the signature is HMAC-SHA256, with the bytes of the secret, of id,
 * timestamp and body with dots between.
 * @param timestamp seconds since 1970
 */
export function signedHeaders(
  secret: string,
  id: string,
  timestamp: number,
  body: string,
): Readonly<Record<string, string>> {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}
