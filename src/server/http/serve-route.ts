import { z } from 'zod';
import { authorise } from '../access/caller.ts';
import { callerOf } from '../people/caller-of.ts';
import type { Services } from '../services.ts';
import { answer, problem, tooMany, type Web } from './answers.ts';
import { readJson, readText } from './body.ts';
import { once, repeatableOf } from './idempotency.ts';
import { requireOwnOrigin } from './origin.ts';
import { queryOf } from './query.ts';
import type { RateLimit } from './rate-limit.ts';
import { changed, seen } from '../audit/noted.ts';
import type { OpenRoute, Route } from './route.ts';
import { readPart } from './wrong-input.ts';

const noQuery = z.strictObject({});

type Shaped = Pick<Route, 'params' | 'query' | 'body'>;

/** The parts of a request, read. @throws RequestError, UserError */
async function partsOf(web: Web, route: Shaped): Promise<{ params: never; query: never; body: never; text: string }> {
  const language = web.get('language');
  const part = (schema: z.ZodType, value: unknown, name: string): never =>
    readPart(schema, value, name, language) as never;
  const params = part(route.params ?? z.object({}), web.req.param(), 'path');
  const query = part(route.query ?? noQuery, queryOf(web.req.raw.url), 'query');
  const text = route.body === undefined ? '' : await readText(web.req.raw);
  const body = route.body === undefined ? (undefined as never) : part(route.body, readJson(web.req.raw, text), 'body');
  return { params, query, body, text };
}

/** Request → who and whether → read → do → answer. */
export async function serveRoute(web: Web, route: Route, services: Services, limits: RateLimit): Promise<Response> {
  web.set('route', route.id);
  const caller = await callerOf(services, web.req.raw.headers);
  const passage = limits.take(caller.key);
  if (!passage.passes) return problem(web, tooMany(passage), { 'Retry-After': String(passage.wait) });
  if (caller.by === 'session' && web.req.method !== 'GET') requireOwnOrigin(web.req.raw.headers, services.url);
  authorise(caller, route.right);
  const { text, ...parts } = await partsOf(web, route);
  const call = { ...parts, caller, language: web.get('language'), services, request: web.req.raw };
  if (route.kind !== 'write') return answer(await seen(route, call));
  const key = route.repeatable === false ? null : (web.req.header('idempotency-key') ?? null);
  const repeatable = repeatableOf(caller, key, web.req.method, web.req.path, text);
  const reply = await services.record.as(caller.actor, (tx) => once(tx, repeatable, () => changed(route, call, tx)));
  services.replicas.wrote(caller.key);
  return answer(reply);
}

/** A route for people who are not signed in. */
export async function serveOpenRoute(
  web: Web,
  route: OpenRoute,
  services: Services,
  headers: Headers,
): Promise<Response> {
  web.set('route', route.id);
  if (web.req.method !== 'GET' && route.anyOrigin !== true) requireOwnOrigin(web.req.raw.headers, services.url);
  const { text: _, ...parts } = await partsOf(web, route);
  return answer(await route.handle({ ...parts, language: web.get('language'), services, headers }));
}
