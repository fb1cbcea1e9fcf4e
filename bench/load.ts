import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../src/duckdb/database.ts';
import { sql } from '../src/duckdb/sql.ts';
import { catalogueIds } from '../src/kpi/catalogue/index.ts';
import { readLog } from '../src/log/read.ts';
import { systemOf } from '../src/record/actor.ts';
import { importLog } from '../src/record/bulk/import-log.ts';
import { createOrganisation } from '../src/record/organisation.ts';
import { startCluster } from '../src/record/postgres/cluster.ts';
import { openRecord } from '../src/record/record.ts';
import { textArray } from '../src/record/tx.ts';
import { type Role, scopes } from '../src/server/access/rights.ts';
import { newId, newSecret } from '../src/server/people/secrets.ts';
import { tokenWord } from '../src/server/people/token-use.ts';
import { generateLog, sizeOf } from './generate.ts';

// npm run bench -- --load [--rows 1m] [--reps 200] [--managers 20] [--every 60] [--seconds 120]: a team server under a team at work. Each rep logs a
// touch and each manager reads the board once in so many seconds, at moments of chance, after each team has been looked at once. Once a minute is some ten times what a day of many calls has.

const org = 'bench';
const day = '2025-12-31';
const options = {
  activities: Math.round(Number(argument('--rows', '1m').replace(/m$/, '')) * 1_000_000),
  reps: Number(argument('--reps', '200')),
  managers: Number(argument('--managers', '20')),
  every: Number(argument('--every', '60')) * 1000,
  seconds: Number(argument('--seconds', '120')),
};
if (!Number.isInteger(options.activities / 500)) throw new Error('--rows: write 1m or another multiple of 0.0005m');

const folder = join(tmpdir(), 'tacto-bench');
const data = join(folder, `server-${options.activities}`);
await mkdir(folder, { recursive: true });
if (!existsSync(join(data, 'postgres.password')) && !existsSync(join(data, 'postgres.is-at'))) await fill();
const team = await makeTeam();

const server = await start();
try {
  await measure(server.url);
} finally {
  server.child.kill('SIGTERM');
  await server.ended;
}

/** Makes the organisation, once: later runs find it. */
async function fill(): Promise<void> {
  const draft = `${data}.draft`;
  rmSync(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await chmod(draft, 0o755);
  const log = await generateLog(folder, sizeOf(options.activities));
  const cluster = await startCluster(draft);
  const record = await openRecord({ connection: cluster.connection });
  const db = await Database.open(':memory:', { memoryLimit: '3GB', spillTo: `${draft}.spill` });
  const begun = performance.now();
  const { workspace } = await readLog(db, log, { knownKpis: catalogueIds });
  await createOrganisation(record, { id: org, name: 'Bench' });
  const rows = await importLog(record, systemOf(org), db, workspace, { mode: 'replace' });
  say(`${rows.toLocaleString('en')} rows brought into PostgreSQL in ${seconds(performance.now() - begun)}`);
  db.close();
  rmSync(`${draft}.spill`, { recursive: true, force: true });
  await record.close();
  await cluster.stop();
  renameSync(draft, data);
}

/** Somebody who logs: the token, and the contacts that they speak to. */
type Rep = { readonly token: string; readonly contacts: readonly string[] };
type Probe = { readonly rep: string; readonly logs: Rep; readonly asks: string };
type Team = {
  readonly reps: readonly Rep[];
  readonly managers: readonly string[];
  /** Who log to see when it is in the figures: one asks for these with their own token, somebody else for the other's. */
  readonly probes: readonly Probe[];
};

async function makeTeam(): Promise<Team> {
  const cluster = await startCluster(data);
  const record = await openRecord({ connection: cluster.connection });
  try {
    return await record.system(org, async (tx) => {
      await tx.run(sql`DELETE FROM tacto.token WHERE org = ${org}`);
      const token = async (role: Role, rep: string | null, leads: string | null): Promise<string> => {
        const { secret, hash, prefix } = newSecret(tokenWord);
        await tx.run(sql`
          INSERT INTO tacto.token (org, id, secret_hash, prefix, name, scopes, role, rep_id, team_id)
          VALUES (${org}, ${newId()}, decode(${hash}, 'hex'), ${prefix}, 'bench', ${textArray(scopes)}, ${role}, ${rep}, ${leads})`);
        return secret;
      };
      const repOf = async (rep: string): Promise<Rep> => {
        const contacts = await tx.rows<{ id: string }>(sql`
          SELECT c.id FROM tacto.contacts c JOIN tacto.assignments a ON a.org = c.org AND a.account_id = c.account_id
          WHERE c.org = ${org} AND a.rep_id = ${rep} ORDER BY c.id LIMIT 20`);
        return { token: await token('rep', rep, null), contacts: contacts.map(({ id }) => id) };
      };
      const reps: Rep[] = [];
      for (let i = 0; i < options.reps; i++) reps.push(await repOf(`r${i}`));
      const managers: string[] = [];
      for (let i = 0; i < options.managers; i++) managers.push(await token('manager', null, `team${i % 10}`));
      const [own, seen] = [await repOf('r499'), await repOf('r498')];
      const probes = [
        { rep: 'r499', logs: own, asks: own.token },
        { rep: 'r498', logs: seen, asks: await token('viewer', null, null) },
      ];
      return { reps, managers, probes };
    });
  } finally {
    await record.close();
    await cluster.stop();
  }
}

type Running = { readonly url: string; readonly child: ChildProcess; readonly ended: Promise<unknown> };

async function start(): Promise<Running> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../test/support/server-child.ts'), data], {
    env: { ...process.env, TACTO_PORT: '0', TACTO_REQUESTS_PER_SECOND: '100000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim()));
    child.on('exit', () => reject(new Error('the server ended')));
  });
  return { url, child, ended };
}

async function measure(url: string): Promise<void> {
  const begun = performance.now();
  await ask(url, team.managers[0]!, '/board');
  say(`first board, the replica built for it: ${seconds(performance.now() - begun)}`);
  // What is over is looked for once: how long that takes is told apart.
  const first: number[] = [];
  for (const token of team.managers.slice(1, 10)) first.push(await timed(() => ask(url, token, '/board')));
  say(`the first board of each other team: ${quantile(first, 0.5).toFixed(0)} ms (median)`);
  const end = performance.now() + options.seconds * 1000;
  const times = { write: [] as number[], board: [] as number[], own: [] as number[], others: [] as number[] };
  let peak = 0;
  await Promise.all([
    ...team.reps.map((rep) =>
      over(end, options.every, async () => void times.write.push(await timed(() => logTouch(url, rep)))),
    ),
    ...team.managers.map((token) =>
      over(end, options.every, async () => void times.board.push(await timed(() => ask(url, token, '/board')))),
    ),
    ...team.probes.map((probe, i) =>
      over(end, 4000, async () => void [times.own, times.others][i]!.push(await freshness(url, probe))),
    ),
    over(end, 1000, async () => {
      peak = Math.max(peak, await memory(url));
    }),
  ]);
  say(
    `${options.activities.toLocaleString('en')} activities, ${options.reps} reps and ${options.managers} managers, each once in ${options.every / 1000} s, for ${options.seconds} s`,
  );
  say('\n                     how many   p50 ms   p95 ms   p99 ms   most ms');
  for (const [name, list] of [
    ['writes', times.write],
    ['boards', times.board],
    ['seen by who logged', times.own],
    ['by somebody else', times.others],
  ] as const) {
    const cells = [0.5, 0.95, 0.99, 1].map((share) => quantile(list, share).toFixed(0).padStart(8));
    say(`${name.padEnd(19)} ${String(list.length).padStart(9)} ${cells.join(' ')}`);
  }
  say(`\nmemory of the server, at most: ${(peak / 1e6).toFixed(0)} MB; its highest: ${highest()}`);
}

/** Does something once in so many milliseconds, from a moment of chance on, until the end; what takes longer delays the next. */
async function over(end: number, every: number, work: () => Promise<void>): Promise<void> {
  let next = performance.now() + Math.random() * every;
  while (next < end) {
    await sleep(Math.max(0, next - performance.now()));
    await work();
    next = Math.max(performance.now(), next + every * (0.5 + Math.random()));
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Logs a touch as a rep does: with whom and what came of it; the rest is inferred. */
async function logTouch(url: string, { token, contacts }: Rep): Promise<void> {
  const contact_id = contacts[Math.floor(Math.random() * contacts.length)];
  const touch = { channel: 'call', outcome: 'reached', direction: 'outbound', occurred_at: `${day}T10:00:00Z` };
  await ask(url, token, '/capture', { ...touch, ...(contact_id === undefined ? {} : { contact_id }) });
}

async function ask(
  url: string,
  token: string,
  path: string,
  body?: object,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Readonly<Record<string, unknown>>;
}

/** How long it takes until a write that was acknowledged is in the figures that somebody asks for. */
async function freshness(url: string, { rep, logs, asks }: Probe): Promise<number> {
  const dials = async (): Promise<number> => {
    const { rows } = (await ask(url, asks, `/kpi?kpis=dials&where=rep=${rep}&from=${day}&to=2026-01-01`)) as {
      rows: readonly { dials: { value: number } }[];
    };
    return rows[0]?.dials.value ?? 0;
  };
  const before = await dials();
  await logTouch(url, logs);
  const begun = performance.now();
  while ((await dials()) <= before) await sleep(5);
  return performance.now() - begun;
}

async function memory(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1] ?? 0);
}

/** The most memory that the server ever had, where the system tells. */
function highest(): string {
  try {
    return /VmHWM:\s+(.*)/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))?.[1] ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

function quantile(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function argument(name: string, otherwise: string): string {
  const i = process.argv.indexOf(name);
  return i < 0 ? otherwise : (process.argv[i + 1] ?? otherwise);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
