import { createHash, timingSafeEqual } from 'node:crypto';

/** A request for the metrics. */
export type MetricsRequest = {
  /** The address of the connection, not one that somebody tells. */
  readonly connection: string | undefined;
  readonly forwarded: string | null;
  readonly authorization: string | null;
};

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** Whether the metrics may be read: with the token where one is set, else from this machine alone, and not through a proxy. */
export function mayReadMetrics(
  { connection, forwarded, authorization }: MetricsRequest,
  token: string | null,
): boolean {
  if (token === null) return forwarded === null && loopback.test(connection ?? '');
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
