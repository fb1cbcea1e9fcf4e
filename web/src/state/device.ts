/**
 * What the device keeps so that a rep can log without a connection: who is signed in, and the people they met last. It goes when they sign out.
 */
const prefix = 'tacto.device.';

/** What was kept under a name, as `remember` took it; null where nothing was, or the device keeps nothing. */
export function recall(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(prefix + name) ?? 'null');
  } catch {
    return null;
  }
}

export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // A device that is full, or keeps nothing, works as long as it has a connection.
  }
}

/** Forgets all that is kept but what waits to be sent, which is the user's work. */
export function forgetAll(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name);
}
