/** The playbook of a board for which none was chosen. */
export const usualPlaybook = 'accounts';

/** Where a device keeps the KPIs that a user has put into focus. */
export function focusKey(user: string): string {
  return `tacto.focus.${user}`;
}

/** KPIs that are written one after the other. */
export function kpisIn(text: unknown): readonly string[] {
  return typeof text === 'string' ? text.split(',').filter((id) => /^[a-z][a-z0-9_]*$/.test(id)) : [];
}
