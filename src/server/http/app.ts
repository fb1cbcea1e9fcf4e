import { randomUUID } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { Hono } from 'hono';
import { UserError } from '../../domain/errors.ts';
import { factsOf } from '../log.ts';
import { sparingly } from '../log-sparingly.ts';
import { addressHeader, authPath } from '../people/auth-options.ts';
import { authAnswer } from '../people/auth-answer.ts';
import { assistants, callerOfAssistant, mcpPath } from '../mcp/http.ts';
import type { Services } from '../services.ts';
import { mayReadMetrics } from '../watch/may-read.ts';
import type { HandOut } from '../web/hand-out.ts';
import { addressOf } from './address.ts';
import { apiPath, type Env, problem, tooMany, type Web } from './answers.ts';
import { bounded } from './body.ts';
import { doneBefore } from './ending.ts';
import { securityHeaders } from './headers.ts';
import { languageOf } from './language.ts';
import { openApi } from './openapi.ts';
import { rateLimit } from './rate-limit.ts';
import type { OpenRoute, Route } from './route.ts';
import { serveOpenRoute, serveRoute } from './serve-route.ts';
import { serverEnds, unavailable } from './unavailable.ts';

/** Requests at once, of so many a second in the long run. */
const burst = 6;
/** People of one office share an address. */
const callersOfAddress = 10;

/** The server's answers to HTTP requests. */
export function createApp(
  services: Services,
  routes: readonly Route[],
  open: readonly OpenRoute[],
  pages: HandOut | null = null,
): Hono<Env> {
  const app = new Hono<Env>();
  observe(app, services);
  const tellUnavailable = sparingly((facts) => services.log.warn('unavailable', facts));
  app.onError((error, web) => {
    const why = error instanceof UserError ? error : unavailable(error);
    const facts = { request: web.get('request'), ...factsOf(error) };
    // When the server has ended around a request, whatever goes wrong in it is no failure, and nobody waits for its answer.
    if (services.ending.over.aborted) services.log.debug('broken off', facts);
    else if (why === null) services.log.error('failure', facts);
    else if (why !== error) tellUnavailable({ why: why.code, ...facts });
    return problem(web, error);
  });
  app.notFound(async (web) => (await pages?.(web.req.raw)) ?? problem(web, noSuchRoute()));

  app.get('/healthz', (web) => web.json({ status: 'ok' }));
  app.get('/readyz', async (web) => {
    const isReady = await services.isReady();
    return web.json({ status: isReady ? 'ready' : 'not_ready' }, isReady ? 200 : 503);
  });
  app.get('/metrics', async (web) => {
    const { remote } = getConnInfo(web);
    const [forwarded, authorization] = [web.req.header('x-forwarded-for'), web.req.header('authorization')];
    const asked = { connection: remote.address, forwarded: forwarded ?? null, authorization: authorization ?? null };
    if (!mayReadMetrics(asked, services.metricsToken)) return problem(web, noSuchRoute());
    const { type, body } = await services.metrics.text();
    return new Response(body, { headers: { 'Content-Type': type } });
  });
  app.all(`${authPath}/*`, async (web) => {
    const request = await bounded(web.req.raw, headersFor(web));
    return authAnswer(await services.auth.handle(request), web.get('language'));
  });
  const callers = rateLimit(services.requestsPerSecond * burst, services.requestsPerSecond);
  const assistant = assistants(services, routes);
  app.all(mcpPath, async (web) => {
    const caller = await callerOfAssistant(services, web.req.raw.headers);
    const passage = callers.take(caller.key);
    if (!passage.passes) return problem(web, tooMany(passage), { 'Retry-After': String(passage.wait) });
    return assistant(await bounded(web.req.raw), caller, web.get('language'));
  });
  const description = openApi(routes, open, services.url);
  app.get(`${apiPath}/openapi.json`, (web) => web.json(description));

  for (const route of open) {
    app.on(route.method.toUpperCase(), pathOf(route), (web) => serveOpenRoute(web, route, services, headersFor(web)));
  }
  for (const route of routes) {
    app.on(route.method.toUpperCase(), pathOf(route), (web) => serveRoute(web, route, services, callers));
  }
  for (const [path, methods] of methodsOf([...routes, ...open])) {
    app.all(path, (web) => problem(web, wrongMethod(web.req.method, methods), { Allow: methods.join(', ') }));
  }
  return app;
}

/** What happens to every request: its language, its limit, its headers and its line in the log. */
function observe(app: Hono<Env>, services: Services): void {
  const headers = Object.entries(securityHeaders(services.url.startsWith('https:')));
  const perAddress = services.requestsPerSecond * callersOfAddress;
  const addresses = rateLimit(perAddress * burst, perAddress);
  app.use('*', async (web, next) => {
    const started = performance.now();
    web.set('request', randomUUID());
    web.set('language', languageOf(web.req.header('accept-language'), services.language));
    web.set('address', addressOfRequest(web, services.trustedProxies));
    const passage = addresses.take(web.get('address'));
    if (!passage.passes) web.res = problem(web, tooMany(passage), { 'Retry-After': String(passage.wait) });
    else if (services.ending.begun.aborted) web.res = problem(web, serverEnds());
    else if (!(await doneBefore(services.ending.over, next()))) web.res = problem(web, serverEnds());
    if (services.ending.begun.aborted) web.res.headers.set('Connection', 'close');
    for (const [name, value] of headers) if (!web.res.headers.has(name)) web.res.headers.set(name, value);
    if (!web.res.headers.has('Cache-Control')) web.res.headers.set('Cache-Control', 'no-store');
    web.res.headers.set('X-Request-Id', web.get('request'));
    const route = web.get('route') ?? (web.req.path.startsWith(`${authPath}/`) ? `${authPath}/*` : null);
    const [{ method }, { status }] = [web.req, web.res];
    const ms = performance.now() - started;
    services.metrics.answered({ route, method, status, seconds: ms / 1000 });
    services.log[isProbe(web.req.path) ? 'debug' : 'info']('request', {
      request: web.get('request'),
      method,
      route,
      status,
      ms: Math.round(ms),
    });
  });
}

/** A request's headers with the address that it truly comes from, for sign-in to count by. */
function headersFor(web: Web): Headers {
  const headers = new Headers(web.req.raw.headers);
  headers.set(addressHeader, web.get('address'));
  return headers;
}

function addressOfRequest(web: Web, trustedProxies: number): string {
  const { remote } = getConnInfo(web);
  return addressOf(remote.address, web.req.header('x-forwarded-for') ?? null, trustedProxies);
}

const isProbe = (path: string): boolean => ['/healthz', '/readyz', '/metrics'].includes(path);

const pathOf = ({ path }: { readonly path: string }): string => apiPath + path.replaceAll(/\{(\w+)\}/g, ':$1');

function methodsOf(routes: readonly (Route | OpenRoute)[]): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, string[]>();
  for (const route of routes) {
    const path = pathOf(route);
    methods.set(path, [...(methods.get(path) ?? []), route.method.toUpperCase()]);
  }
  return methods;
}

function noSuchRoute(): UserError {
  return new UserError({
    code: 'no_such_route',
    message: { en: 'There is nothing at this address.', es: 'En esta dirección no hay nada.' },
    fix: { en: `${apiPath}/openapi.json lists what there is.`, es: `${apiPath}/openapi.json enumera lo que hay.` },
  });
}

function wrongMethod(method: string, right: readonly string[]): UserError {
  return new UserError({
    code: 'method_not_allowed',
    message: { en: `${method} does nothing here.`, es: `${method} no hace nada aquí.` },
    fix: { en: `Use ${right.join(', ')}.`, es: `Use ${right.join(', ')}.` },
  });
}
