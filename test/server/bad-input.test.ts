import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { openRoutes, routes } from '../../src/server/api/routes.ts';
import { openApi } from '../../src/server/http/openapi.ts';
import {
  type Answer,
  type Client,
  clientOf,
  memberOf,
  openTestServer,
  serviceOf,
  signIn,
  type TestServer,
} from '../support/server.ts';

type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly items?: Schema;
};
type Parameter = { readonly name: string; readonly in: string; readonly schema: Schema };
type Operation = {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json'?: { readonly schema: Schema } } };
};
type Api = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

const api = openApi(routes, openRoutes, 'http://127.0.0.1') as unknown as Api;
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [operation.operationId, method, path, operation] as const),
);

let server: TestServer;
let ask: Client;
beforeAll(async () => {
  server = await openTestServer({ TACTO_REQUESTS_PER_SECOND: '1000000' });
  await makeTeam(server.services.record, 'mine');
  const service = await serviceOf(server, 'mine', 'administrator');
  await memberOf(server, 'mine', 'administrator', 'ada@mine.example', 'correct horse battery');
  const person = (await signIn(server, 'ada@mine.example', 'correct horse battery')).client;
  // What no token may do is asked as a person.
  ask = (method, path, ...rest) =>
    (/^\/((service-)?tokens|me\/mail|webhooks|alerts)/.test(path) ? person : service)(method, path, ...rest);
}, 120_000);
afterAll(() => server?.close());

const huge = 'x'.repeat(100_000);
/** Values that no field takes, whatever its type. */
const wrongAlways: readonly unknown[] = [{ a: 1 }, 'a\0b', '\ud800', huge];
/** Values that many fields do not take. */
const odd: readonly unknown[] = [
  null,
  '',
  ' ',
  true,
  [],
  ['x'],
  -1,
  1.5,
  1e308,
  '1e999',
  'NaN',
  '٣',
  'ﬀ',
  '🧨',
  "'; DROP TABLE tacto.deals; --",
  '__proto__',
  '0000-00-00',
  '2026-02-30',
  '9999-12-31T23:59:60Z',
  '+275760-09-13T00:00:00Z',
  '2026-03-01T10:00:00',
];

/** Some of the odd values, others for each place, so that all are met often and no run takes long. */
let turn = 0;
function some(): readonly unknown[] {
  turn += 4;
  return Array.from({ length: 4 }, (_, i) => odd[(turn + i) % odd.length]);
}

function resolve(schema: Schema): Schema {
  const found = schema.$ref === undefined ? schema : api.components.schemas[schema.$ref.split('/').at(-1)!]!;
  return found.oneOf === undefined ? found : resolve(found.oneOf[0]!);
}

function takesNull(given: Schema): boolean {
  const schema = resolve(given);
  const types = [schema.type].flat();
  return types.includes('null') || (schema.anyOf ?? []).some(takesNull);
}

/** A value that a schema takes, near enough. */
function valid(given: Schema): unknown {
  const schema = resolve(given);
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) return valid(schema.anyOf[0]!);
  const type = Array.isArray(schema.type) ? (schema.type as readonly string[])[0] : schema.type;
  switch (type) {
    case 'number':
    case 'integer':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return schema.items === undefined ? [] : [valid(schema.items)];
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, valid(schema.properties?.[name] ?? {})]));
    default:
      return (
        { 'date-time': '2026-03-01T10:00:00Z', date: '2026-03-01', email: 'a@b.example' }[schema.format ?? ''] ?? 'ann'
      );
  }
}

function expectProblem({ status, headers, body }: Answer, what: unknown): void {
  const told = { status, type: headers.get('content-type'), body, what };
  expect(told).toMatchObject({ type: expect.stringContaining('application/problem+json') as unknown });
  expect(status, JSON.stringify(told).slice(0, 600)).toBeGreaterThanOrEqual(400);
  expect(status, JSON.stringify(told).slice(0, 600)).toBeLessThan(500);
  expect(body['code']).toMatch(/^[a-z_]+$/);
  expect(String(body['detail']).length).toBeGreaterThan(10);
}

/** Never a fault of the server, and when refused, in words. */
function expectSound(answer: Answer, what: unknown): void {
  if (answer.status < 400) return;
  expectProblem(answer, what);
}

describe.each(operations)('%s', (_, method, path, operation) => {
  const at = path.replaceAll(/\{\w+\}/g, 'ann');
  const send = async (where: string, body?: unknown): Promise<Answer> => ask(method.toUpperCase(), where, body);
  const json = operation.requestBody?.content['application/json'];
  const schema = json === undefined ? null : resolve(json.schema);

  test('refuses parameters that do not fit', async () => {
    for (const { name, in: place } of operation.parameters.filter((parameter) => parameter.in === 'query')) {
      expect(place).toBe('query');
      for (const value of ['a\0b', huge.slice(0, 10_000)]) {
        expectProblem(await send(`${at}?${name}=${encodeURIComponent(value)}`), { name, value: value.slice(0, 20) });
      }
      for (const value of some().map(String)) {
        expectSound(await send(`${at}?${name}=${encodeURIComponent(value)}`), { name, value });
      }
      expectSound(await send(`${at}?${name}=%ff%fe`), { name });
      expectSound(await send(`${at}?${name}=1&${name}=2`), { name });
    }
    if (method === 'get') expectProblem(await send(`${at}?no_such=1`), 'no_such');
  }, 120_000);

  test('refuses paths that do not fit', async () => {
    for (const value of ['a%00b', '%ff', '🧨', huge.slice(0, 5000), '..%2f..', '%', '-1', '99999999999999999999']) {
      if (!path.includes('{')) continue;
      expectSound(
        await send(path.replaceAll(/\{\w+\}/g, value), schema === null ? undefined : valid(schema)),
        value.slice(0, 30),
      );
    }
  });

  test.runIf(schema !== null)(
    'refuses bodies that do not fit',
    async () => {
      for (const body of [
        '',
        '{',
        'null',
        '[]',
        '"x"',
        '1',
        '[[[[',
        '{"a":1}',
        `{"a":"${huge}"}`,
        '['.repeat(100_000),
        '\ufeff{}',
      ]) {
        const answer = await send(at, body);
        if (/^(\{\}|\ufeff\{\})$/.test(body)) expectSound(answer, body);
        else expectProblem(answer, body.slice(0, 20));
      }
      expectProblem(await send(at, `{"a":"${'x'.repeat(1_200_000)}"}`), 'too large');
      const whole = valid(schema!) as Readonly<Record<string, unknown>>;
      for (const name of Object.keys(schema!.properties ?? {})) {
        for (const value of wrongAlways)
          expectProblem(await send(at, { ...whole, [name]: value }), { name, value: String(value).slice(0, 20) });
        for (const value of some()) expectSound(await send(at, { ...whole, [name]: value }), { name, value });
      }
      for (const name of schema!.required ?? []) {
        const { [name]: __, ...rest } = whole;
        expectProblem(await send(at, rest), { without: name });
        // Where nothing is an answer, it must be given.
        if (!takesNull(schema!.properties![name]!))
          expectProblem(await send(at, { ...whole, [name]: null }), { null: name });
      }
      expectProblem(await send(at, { ...whole, no_such_field: 1 }), 'no_such_field');
      expectProblem(
        await ask(method.toUpperCase(), at, JSON.stringify(whole), { 'Content-Type': 'text/plain' }),
        'not json',
      );
    },
    120_000,
  );
});

test('nothing that was sent is written down, and nothing failed', () => {
  const failures = server.lines.filter((line) => line.includes('"failure"'));
  expect(failures).toEqual([]);
  expect(server.lines.join('')).not.toContain('DROP TABLE');
});

test('other methods and other addresses are told as such', async () => {
  expect(await clientOf(server)('PUT', '/deals')).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
  expect(await clientOf(server)('GET', '/nothing')).toMatchObject({ status: 404, body: { code: 'no_such_route' } });
});
