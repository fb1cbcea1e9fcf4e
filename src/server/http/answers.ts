import type { Context } from 'hono';
import { UserError } from '../../domain/errors.ts';
import type { Language } from '../../domain/text.ts';
import { problemOf } from './problem.ts';
import type { Passage } from './rate-limit.ts';
import type { Reply } from './route.ts';
import { retryAfter } from './unavailable.ts';

/** Where the API is. */
export const apiPath = '/api/v1';

/** What is known of a request from its beginning. */
export type Env = {
  Variables: { language: Language; address: string; request: string; route: string | undefined };
};
export type Web = Context<Env>;

/** An error as an answer (RFC 9457). */
export function problem(web: Web, error: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  const told = problemOf(error, web.get('language'));
  return new Response(JSON.stringify({ ...told, instance: web.get('request') }), {
    status: told.status,
    headers: {
      // What is left of the body is not read.
      ...(told.status === 413 ? { Connection: 'close' } : {}),
      ...(told.status === 503 ? { 'Retry-After': String(retryAfter) } : {}),
      ...headers,
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Language': web.get('language'),
      ...(told.status === 401 ? { 'WWW-Authenticate': 'Bearer realm="tacto"' } : {}),
    },
  });
}

/** A route's answer. */
export function answer({ status, body, headers = {} }: Reply): Response {
  if (body instanceof Response) return body;
  const isEmpty = status === 204;
  return new Response(isEmpty ? null : JSON.stringify(body), {
    status,
    headers: { ...(isEmpty ? {} : { 'Content-Type': 'application/json; charset=utf-8' }), ...headers },
  });
}

/** The error for one who asks too often. */
export function tooMany({ wait }: Passage): UserError {
  return new UserError({
    code: 'too_many_requests',
    message: { en: 'Too many requests.', es: 'Demasiadas peticiones.' },
    fix: { en: `Wait ${wait} s.`, es: `Espere ${wait} s.` },
  });
}
