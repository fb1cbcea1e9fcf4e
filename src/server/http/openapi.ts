import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { rights } from '../access/rights.ts';
import { apiPath } from './answers.ts';
import type { OpenRoute, Route } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

/** The API as OpenAPI 3.1, from the schemas that requests are read by. */
export function openApi(routes: readonly Route[], open: readonly OpenRoute[], url: string): Json {
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of [...routes, ...open]) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tacto',
      version: version(),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'Sign in under /api/auth (a cookie), or send a token. Requests that change something may carry an Idempotency-Key; errors are problem+json (RFC 9457) in the language of Accept-Language, English or Spanish.',
    },
    servers: [{ url: `${url}${apiPath}` }],
    security: [{ token: [] }, { session: [] }],
    tags: [...new Set([...routes, ...open].map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...schemas, Problem: problemSchema },
      responses: {
        Problem: {
          description: 'What is wrong, and what would be right',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A personal or service token: tacto_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'tacto.session_token' },
      },
    },
  };
}

function operation(route: Route | OpenRoute, schemas: Record<string, unknown>): Json {
  const right = 'right' in route ? rights[route.right] : null;
  const isWrite = 'kind' in route && route.kind === 'write' && route.repeatable !== false;
  const status = String(route.status ?? 200);
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary.en,
    ...(right === null
      ? { security: [] }
      : {
          description: `Needs the right “${right.meaning.en}”${right.scope === null ? '; no token has it' : `, with a token the scope ${right.scope}`}.`,
        }),
    parameters: [
      ...parametersOf(route.params, 'path', schemas),
      ...parametersOf(route.query, 'query', schemas),
      ...(isWrite ? [idempotencyKey] : []),
    ],
    ...bodyOf(route, schemas),
    responses: {
      [status]: {
        description: 'OK',
        ...(status === '204'
          ? {}
          : {
              content: Object.fromEntries(
                (route.produces ?? [json]).map((type) => [type, contentOf(type, route, schemas)]),
              ),
            }),
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

const json = 'application/json';

function bodyOf(route: Route | OpenRoute, schemas: Record<string, unknown>): Json {
  if ('kind' in route && route.kind === 'upload') {
    return { requestBody: { required: true, content: { 'application/octet-stream': { schema: bytes } } } };
  }
  if (route.body === undefined) return {};
  return { requestBody: { required: true, content: { [json]: { schema: schemaOf(route.body, 'input', schemas) } } } };
}

const bytes = { type: 'string', format: 'binary' };

function contentOf(type: string, { answer }: Route | OpenRoute, schemas: Record<string, unknown>): Json {
  if (type !== json) return { schema: type.startsWith('text/') ? { type: 'string' } : bytes };
  return { schema: answer === undefined ? { type: 'object' } : schemaOf(answer, 'output', schemas) };
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key with the same request does it once and gets the same answer, for a day',
  schema: { type: 'string', maxLength: 200 },
};

function parametersOf(
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  schemas: Record<string, unknown>,
): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input', schemas) as {
    properties?: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, own]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(typeof own['description'] === 'string' ? { description: own['description'] } : {}),
    schema: own,
  }));
}

/** A schema as JSON Schema 2020-12; what has an id goes to the components. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Record<string, unknown>): Json {
  const written = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
  const { $schema: _, $defs = {}, ...own } = relinked(written) as Json & { $defs?: Readonly<Record<string, unknown>> };
  Object.assign(schemas, $defs);
  const { id, ...rest } = own as Json & { readonly id?: unknown };
  if (typeof id !== 'string') return own;
  schemas[id] = rest;
  return { $ref: `#/components/schemas/${id}` };
}

function relinked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relinked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/$defs/', '#/components/schemas/')
        : relinked(inner),
    ]),
  );
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', description: 'names the kind of error: urn:tacto:problem:CODE' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'what is wrong, in the reader’s language' },
    code: { type: 'string', description: 'the stable name of the error' },
    fix: { type: 'string', description: 'what would be right' },
    instance: { type: 'string', description: 'the id of the request, as in the server’s log' },
    errors: {
      type: 'array',
      description: 'where a request is wrong',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
