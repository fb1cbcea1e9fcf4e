/** What somebody may do in an organisation. `system` is Tacto's own work for one: imports, jobs, replicas. */
export const roles = ['administrator', 'manager', 'rep', 'viewer', 'system'] as const;
export type Role = (typeof roles)[number];

/** On whose behalf a transaction runs. Policies of the database read nothing else. */
export type Actor = {
  /** The id of the organisation. */
  readonly org: string;
  /** The id of the user's account. */
  readonly user: string;
  readonly role: Role;
  /** The rep that the user is, if any. */
  readonly rep: string | null;
  /** The teams that a manager sees: their own and all below. Of a rep: those whose goals they see. */
  readonly teams: readonly string[];
};

/** Tacto itself at work for one organisation. */
export function systemOf(org: string): Actor {
  return { org, user: 'system', role: 'system', rep: null, teams: [] };
}

/** Tacto itself at work on all organisations: it may list, make and remove them, and sees none of their rows. */
export const everywhere: Actor = systemOf('*');
