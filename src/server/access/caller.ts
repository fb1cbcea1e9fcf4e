import { UserError } from '../../domain/errors.ts';
import type { Actor } from '../../record/record.ts';
import { extentOf, type Extent, type RightName, rights, type Role, type Scope } from './rights.ts';

/** Who makes a request: a member of an organisation, by a session or by a token. */
export type Caller = {
  readonly actor: Actor & { readonly role: Role };
  readonly name: string;
  /** What a person is known by; null: a service. */
  readonly user: string | null;
  readonly by: 'session' | 'token';
  /** Names the session or token, for limits and repeated requests. */
  readonly key: string;
  /** Null: everything that the role may do. */
  readonly scopes: readonly Scope[] | null;
};

/**
 * How far a caller's right reaches.
 * @throws UserError `forbidden`
 */
export function authorise(caller: Caller, name: RightName): Exclude<Extent, 'none'> {
  const extent = requireExtent(caller, name);
  const { scope } = rights[name];
  if (caller.scopes === null) return extent;
  if (scope !== null && caller.scopes.includes(scope)) return extent;
  throw forbiddenToToken(scope);
}

/**
 * How far the right of a caller's role reaches, whatever a token was limited to: for a route that another right has let in.
 * @throws UserError `forbidden`
 */
export function requireExtent({ actor }: Caller, name: RightName): Exclude<Extent, 'none'> {
  const extent = extentOf(name, actor.role);
  if (extent === 'none') throw forbiddenToRole(actor.role, name);
  return extent;
}

function forbiddenToRole(role: Role, name: RightName): UserError {
  const { meaning } = rights[name];
  return new UserError({
    code: 'forbidden',
    message: {
      en: `Your role (${role}) does not include this: ${meaning.en}.`,
      es: `Su función (${role}) no incluye esto: ${meaning.es}.`,
    },
    fix: { en: 'Ask an administrator.', es: 'Pídalo a un administrador.' },
  });
}

function forbiddenToToken(scope: Scope | null): UserError {
  return new UserError({
    code: 'forbidden',
    message: {
      en: scope === null ? 'No token may do this.' : `The token lacks the scope ${scope}.`,
      es: scope === null ? 'Ningún token puede hacer esto.' : `Al token le falta el alcance ${scope}.`,
    },
    fix:
      scope === null
        ? { en: 'Sign in instead.', es: 'Inicie sesión en su lugar.' }
        : { en: 'Use a token that has it.', es: 'Use un token que lo tenga.' },
  });
}
