import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/server/config/config.ts';
import type { Role, Scope } from '../../src/server/access/rights.ts';
import { scopes } from '../../src/server/access/rights.ts';
import { openLog } from '../../src/server/log.ts';
import { addToken } from '../../src/server/people/tokens.ts';
import { type RunningServer, startServer } from '../../src/server/start/server.ts';

/** A server on a port of this machine, with a PostgreSQL of its own, and what it wrote down. */
export type TestServer = RunningServer & {
  /** Lines of its log. */
  readonly lines: readonly string[];
  readonly data: string;
  readonly close: () => Promise<void>;
};

/** @param folder a data folder that there is already, and stays */
export async function openTestServer(
  env: Readonly<Record<string, string>> = {},
  folder: string | null = null,
): Promise<TestServer> {
  const data = folder ?? (await mkdtemp(join(tmpdir(), 'tacto-server-')));
  if (folder === null) await chmod(data, 0o755);
  const lines: string[] = [];
  const config = await readConfig({ TACTO_PORT: '0', ...env }, data);
  const level = env['TACTO_LOG_LEVEL'] === undefined ? 'info' : config.logLevel;
  const server = await startServer(config, openLog(level, { write: (line) => void lines.push(line) }));
  return {
    ...server,
    lines,
    data,
    close: async () => {
      await server.stop();
      // Whatever a test did: nobody's address or mail is in the log.
      const named = lines.filter((line) => !line.includes('"msg":"ready"') && /@|\b\d+\.\d+\.\d+\.\d+\b/.test(line));
      if (named.length > 0) throw new Error(`the log names somebody: ${named[0]}`);
      if (folder === null) await rm(data, { recursive: true, force: true });
    },
  };
}

/** An answer as tests look at it. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Body };
/** A body whose shape a test knows. */
export type Body = Readonly<Record<string, unknown>> & { readonly rows?: readonly Readonly<Record<string, unknown>>[] };

/** Sends requests on behalf of somebody. */
export type Client = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** Requests with these headers. */
export function clientOf({ url }: RunningServer, own: Readonly<Record<string, string>> = {}): Client {
  return async (method, path, body, headers = {}) => {
    const isWhole = path.startsWith('/api/') || /^\/(health|ready)z$/.test(path);
    const isPlain = typeof body === 'string' || body instanceof Uint8Array;
    const answer = await fetch(`${url}${isWhole ? '' : '/api/v1'}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...own, ...headers },
      ...(body === undefined ? {} : { body: isPlain ? (body as string) : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, headers: answer.headers, body: (isJson ? JSON.parse(text) : { text }) as Body };
  };
}

/** Requests with a service's token that has a role. */
export async function serviceOf(
  server: RunningServer,
  org: string,
  role: Role,
  place: { readonly rep_id?: string; readonly team_id?: string } = {},
  granted: readonly Scope[] = scopes,
): Promise<Client> {
  return clientOf(server, await serviceHeaders(server, org, role, place, granted));
}

/** The headers of such requests. */
export async function serviceHeaders(
  server: RunningServer,
  org: string,
  role: Role,
  place: { readonly rep_id?: string; readonly team_id?: string } = {},
  granted: readonly Scope[] = scopes,
): Promise<Readonly<Record<string, string>>> {
  const { secret } = await server.services.record.system(org, (tx) =>
    addToken(
      tx,
      { place: { role, rep_id: place.rep_id ?? null, team_id: place.team_id ?? null } },
      { name: role, scopes: granted, days: 1 },
    ),
  );
  return { Authorization: `Bearer ${secret}` };
}

/** Makes a user who is a member. */
export async function memberOf(
  server: RunningServer,
  org: string,
  role: Role,
  email: string,
  password: string,
  rep: string | null = null,
  team: string | null = null,
): Promise<string> {
  const { id } = await server.services.auth.createUser({ name: email.split('@')[0]!, email, password });
  const { sql } = await import('../../src/duckdb/sql.ts');
  await server.services.record.everywhere((tx) =>
    tx.run(
      sql`INSERT INTO tacto.member (org, user_id, role, rep_id, team_id) VALUES (${org}, ${id}, ${role}, ${rep}, ${team})`,
    ),
  );
  return id;
}

/** Signs in; requests with the cookie of the session, from the server's own origin. */
export async function signIn(
  server: RunningServer,
  email: string,
  password: string,
): Promise<{ answer: Answer; client: Client; cookie: string }> {
  const answer = await clientOf(server, { Origin: server.url })('POST', '/api/auth/sign-in/email', { email, password });
  const cookie = answer.headers
    .getSetCookie()
    .map((set) => set.split(';')[0]!)
    .join('; ');
  return { answer, cookie, client: clientOf(server, { Cookie: cookie, Origin: server.url }) };
}
