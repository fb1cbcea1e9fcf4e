import { UserError } from '../../domain/errors.ts';
import type { Resolved, RowPolicy } from '../../engine/question.ts';
import type { Caller } from '../access/caller.ts';
import { extentOf } from '../access/rights.ts';

/** Nobody: no record has this member. */
const nobody = [''] as const;

/** The records that a caller may ask about, as a filter of every scan; undefined: all of the organisation. */
export function policyOf({ actor }: Pick<Caller, 'actor'>): RowPolicy | undefined {
  switch (extentOf('insight.read', actor.role)) {
    case 'all':
      return undefined;
    case 'team':
      return teamPolicy(actor.teams);
    default:
      return [{ dimension: 'rep', members: actor.rep === null ? nobody : [actor.rep] }];
  }
}

/** The records of the caller's team as a whole: for figures without names. */
export function teamPolicyOf(caller: Caller): RowPolicy | undefined {
  return extentOf('insight.team', caller.actor.role) === 'all' ? undefined : teamPolicy(caller.actor.teams);
}

function teamPolicy(teams: readonly string[]): RowPolicy {
  return [{ dimension: 'team', members: teams.length === 0 ? nobody : teams }];
}

/** Facts cut down to what may be seen. */
export function seen(resolved: Resolved, policy: RowPolicy | undefined): Resolved {
  return policy === undefined ? resolved : { ...resolved, policy };
}

/** Whether a caller sees their own records only. */
export function seesOwnOnly({ actor }: Caller): boolean {
  return extentOf('insight.read', actor.role) === 'own';
}

/** Dimensions that name people or accounts. */
export const naming: ReadonlySet<string> = new Set(['rep', 'account']);

/**
 * Refuses to break the team's figures down, or to filter them, by what names somebody.
 * @throws UserError `forbidden`
 */
export function requireNoNames(dimensions: readonly string[]): void {
  const name = dimensions.find((dimension) => naming.has(dimension));
  if (name === undefined) return;
  throw new UserError({
    code: 'forbidden',
    message: {
      en: `The team’s figures come without names, so not by ${name}.`,
      es: `Las cifras del equipo van sin nombres, así que no por ${name}.`,
    },
    fix: {
      en: 'Leave it out, or ask about yourself without scope=team.',
      es: 'Quítelo o pregunte por usted sin scope=team.',
    },
  });
}

/**
 * Refuses what a rep asks of another rep.
 * @throws UserError `forbidden`
 */
export function requireSelf(caller: Caller, rep: string): void {
  if (!seesOwnOnly(caller) || rep === caller.actor.rep) return;
  throw new UserError({
    code: 'forbidden',
    message: { en: 'You may ask this about yourself only.', es: 'Esto solo puede preguntarlo sobre usted.' },
    ...(caller.actor.rep === null
      ? {}
      : { fix: { en: `Ask for rep=${caller.actor.rep}.`, es: `Pida rep=${caller.actor.rep}.` } }),
  });
}
