/**
 * The address that a request comes from: the connection's own, or where proxies stand before the server the entry that the outermost of them wrote
 * into `X-Forwarded-For`. Entries further left are the client's own words.
 */
export function addressOf(connection: string | undefined, forwarded: string | null, trustedProxies: number): string {
  const own = connection ?? 'unknown';
  if (trustedProxies === 0 || forwarded === null) return own;
  const entries = forwarded.split(',').map((entry) => entry.trim());
  const told = entries[Math.max(0, entries.length - trustedProxies)] ?? '';
  return /^[0-9a-fA-F.:]{2,45}$/.test(told) ? told : own;
}
