import { createMcpHandler } from '@modelcontextprotocol/server';
import { UserError } from '../../domain/errors.ts';
import type { Language } from '../../domain/text.ts';
import type { Caller } from '../access/caller.ts';
import type { Route } from '../http/route.ts';
import { callerOf } from '../people/caller-of.ts';
import type { Services } from '../services.ts';
import { mcpServer } from './tools.ts';

/** Where assistants reach the server. */
export const mcpPath = '/mcp';

/** Answers an assistant over HTTP, with the rights of whoever sends it. */
export type AnswerAssistant = (request: Request, caller: Caller, language: Language) => Promise<Response>;

/**
 * On whose behalf an assistant asks, by the token that it sends. A cookie is not enough: a page that somebody visits could send it.
 * @throws UserError `not_signed_in`, `bad_token`
 */
export async function callerOfAssistant(services: Services, headers: Headers): Promise<Caller> {
  if (headers.get('authorization') === null) throw tokenOnly();
  return callerOf(services, headers);
}

export function assistants(services: Services, routes: readonly Route[]): AnswerAssistant {
  const handler = createMcpHandler(
    ({ authInfo }) => {
      const { caller, language } = authInfo!.extra as { readonly caller: Caller; readonly language: Language };
      return mcpServer({ caller, services, language }, routes);
    },
    { onerror: (error) => services.log.warn('mcp', { name: error.name }) },
  );
  return async (request, caller, language) => {
    const authInfo = {
      token: '',
      clientId: caller.key,
      scopes: [...(caller.scopes ?? [])],
      extra: { caller, language },
    };
    return handler.fetch(request, { authInfo });
  };
}

function tokenOnly(): UserError {
  return new UserError({
    code: 'not_signed_in',
    message: { en: 'Assistants need a token.', es: 'Los asistentes necesitan un token.' },
    fix: { en: 'Send Authorization: Bearer tacto_…', es: 'Envíe Authorization: Bearer tacto_…' },
  });
}
