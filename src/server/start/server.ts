import { createAdaptorServer } from '@hono/node-server';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { UserError } from '../../domain/errors.ts';
import { openRecord, type SalesRecord } from '../../record/record.ts';
import { Replicas } from '../../record/replica/replicas.ts';
import { replicasFor } from '../insight/replicas.ts';
import { startCluster } from '../../record/postgres/cluster.ts';
import { claimDataFolder } from '../../record/postgres/data-folder.ts';
import { openRoutes, routes } from '../api/routes.ts';
import { type Audit, openAudit } from '../audit/audit.ts';
import type { Config } from '../config/config.ts';
import { secretOf } from '../config/secret.ts';
import { createApp } from '../http/app.ts';
import { type Ending, openEnding } from '../http/ending.ts';
import { allJobs } from '../jobs/all.ts';
import { type Jobs, openJobs } from '../jobs/jobs.ts';
import { takeUpKept } from '../jobs/kept.ts';
import { allKpis } from '../insight/own-kpis.ts';
import { factsOf, type Log } from '../log.ts';
import { attemptsIn } from '../people/attempts.ts';
import { createAuth } from '../people/auth.ts';
import { authPool } from '../people/auth-pool.ts';
import { keysOf } from '../keys/keys.ts';
import { outboxOf } from '../mail/outbox.ts';
import { resetSender } from '../mail/reset.ts';
import { smtpOf } from '../mail/smtp.ts';
import { accept, invitationsTo } from '../people/invitations.ts';
import type { Services } from '../services.ts';
import { webFolder } from '../web/build.ts';
import { measureJobs } from '../watch/jobs.ts';
import { openMetrics } from '../watch/metrics.ts';
import { handOut } from '../web/hand-out.ts';

/** A server that runs. */
export type RunningServer = {
  /** The origin that people use. */
  readonly url: string;
  readonly services: Services;
  /** Resolves, with why, when it cannot go on: then stop it. */
  readonly failed: Promise<string>;
  /** Takes no more requests, lets those that run have so many milliseconds, and closes everything. */
  readonly stop: (patience?: number) => Promise<void>;
};

/** When the server ends: how long requests that run may take, and then their last answers, and the last transactions, in milliseconds. */
const usual = { patience: 10_000, lastWords: 500, lastTransactions: 10_000 };

/**
 * Starts a server: its PostgreSQL (one of its own, or that of the settings), the schema, the replicas, and HTTP.
 * @throws UserError `port_taken`, `bad_host` and what `startCluster` and `openRecord` throw
 */
export async function startServer(config: Config, log: Log): Promise<RunningServer> {
  const ends: (() => Promise<void>)[] = [];
  const stopAll = async (): Promise<void> => {
    for (const end of ends.toReversed()) {
      await end().catch((error: unknown) => log.error('stopping failed', factsOf(error)));
    }
  };
  try {
    await claimDataFolder(config.data);
    const cluster = config.databaseUrl === null ? await startCluster(config.data) : null;
    if (cluster !== null) ends.push(() => cluster.stop());
    const record = await openRecord(
      cluster === null ? { databaseUrl: config.databaseUrl! } : { connection: cluster.connection },
      { connections: 20 },
    );
    ends.push(() => Promise.race([record.close(), sleep(usual.lastTransactions, undefined, { ref: false })]));
    const replicas = await Replicas.open(record, { folder: join(config.data, 'replicas') });
    ends.push(() => replicas.close());
    const audit = openAudit(record, log);
    ends.push(() => audit.close());
    const pool = authPool(record.place);
    ends.push(() => pool.end());
    const jobs = await openJobs(record.place, allJobs, log);
    ends.push(() => jobs.stop());
    const { http, port, url, listen } = await bind(config);
    const ending = openEnding();
    let { patience } = usual;
    ends.push(() => close(http, ending, patience));
    const services = await servicesOf({ config, log, record, replicas, audit, jobs, url, pool, ending });
    await rm(services.spool, { recursive: true, force: true });
    await mkdir(services.spool, { recursive: true, mode: 0o700 });
    const app = createApp(services, routes, openRoutes, handOut(webFolder));
    listen((request, env) => app.fetch(request, env));
    await takeUpKept(record, jobs, allJobs, log);
    await jobs.start(services);
    void tellOfMail(services);
    let isStopping: Promise<void> | null = null;
    const stop = async (most = usual.patience): Promise<void> => {
      patience = most;
      return (isStopping ??= stopAll());
    };
    const failed = cluster === null ? new Promise<string>(() => undefined) : cluster.died;
    log.info('ready', { url, port, postgres: cluster === null ? 'by DATABASE_URL' : 'own' });
    return { url, services, failed, stop };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

/** A server without its mail server runs; letters wait. */
async function tellOfMail({ mail, log }: Services): Promise<void> {
  const reason = mail === null ? null : await mail.smtp.check();
  if (reason !== null) log.warn('the mail server cannot be reached', { reason });
}

type Parts = {
  readonly config: Config;
  readonly log: Log;
  readonly record: SalesRecord;
  readonly replicas: Replicas;
  readonly audit: Audit;
  readonly jobs: Jobs;
  readonly url: string;
  /** Connections for signing in. */
  readonly pool: Pool;
  readonly ending: Ending;
};

async function servicesOf({ config, log, record, replicas, audit, jobs, url, pool, ending }: Parts): Promise<Services> {
  const isReady = async (): Promise<boolean> =>
    !ending.begun.aborted &&
    record.pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
  const secret = config.secret ?? (await secretOf(config.data));
  const keys = keysOf(secret);
  const mail = config.mail === null ? null : outboxOf({ smtp: smtpOf(config.mail.url, config.mail.from), jobs, keys });
  const auth = createAuth({
    pool,
    url,
    secret,
    oidc: config.oidc,
    attempts: attemptsIn(record),
    isInvited: async (email) => (await invitationsTo(record, email)).length > 0,
    admit: async ({ id, email }) => {
      for (const invitation of await invitationsTo(record, email)) await accept(record, invitation, id);
    },
    sendReset: mail === null ? null : resetSender({ mail, record, log, url, usual: config.language }),
    log: (level, message) => log[level]('sign-in', { message }),
  });
  const metrics = openMetrics({ open: () => replicas.size, lag: () => replicas.lag, isReady });
  measureJobs(metrics, record.pool);
  return {
    record,
    replicas: replicasFor(replicas),
    kpisOf: (actor) => record.as(actor, allKpis),
    auth,
    audit,
    log,
    jobs,
    keys,
    mail,
    allowsPrivateWebhooks: config.allowsPrivateWebhooks,
    spool: join(config.data, 'spool'),
    url,
    language: config.language,
    trustedProxies: config.trustedProxies,
    requestsPerSecond: config.requestsPerSecond,
    ending,
    isReady,
    metrics,
    metricsToken: config.metricsToken,
  };
}

type Fetch = (request: Request, env: unknown) => Response | Promise<Response>;
type Bound = {
  readonly http: Server;
  readonly port: number;
  readonly url: string;
  readonly listen: (fetch: Fetch) => void;
};

/** Takes the port. Until there is something to answer with, it says that it is not ready. */
async function bind({ host, port, url }: Config): Promise<Bound> {
  let answer: Fetch = () => new Response(null, { status: 503, headers: { 'Retry-After': '1' } });
  const http = createAdaptorServer({
    fetch: (request: Request, env: unknown) => answer(request, env),
    // A file may take long to come; `readText` is less patient with other bodies.
    serverOptions: { requestTimeout: 3_600_000, headersTimeout: 20_000, maxHeaderSize: 16_384 },
  }) as Server;
  try {
    http.listen(port, host);
    await once(http, 'listening');
  } catch (error) {
    throw cannotListen(error as NodeJS.ErrnoException, host, port);
  }
  const { port: taken } = http.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  return {
    http,
    port: taken,
    url: url ?? `http://${shown === '0.0.0.0' || shown === '[::]' ? 'localhost' : shown}:${taken}`,
    listen: (fetch) => (answer = fetch),
  };
}

async function close(http: Server, ending: ReturnType<typeof openEnding>, patience: number): Promise<void> {
  ending.begin();
  const closed = new Promise<void>((done) => http.close(() => done()));
  const idle = setInterval(() => http.closeIdleConnections(), 100);
  const isInTime = await Promise.race([closed.then(() => true), sleep(patience, false, { ref: false })]);
  ending.giveUp();
  if (!isInTime) await Promise.race([closed, sleep(usual.lastWords, undefined, { ref: false })]);
  clearInterval(idle);
  http.closeAllConnections();
  await closed;
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): unknown {
  if (error.code === 'EADDRINUSE') {
    return new UserError({
      code: 'port_taken',
      message: {
        en: `Something else listens on ${host}:${port} already.`,
        es: `Ya hay otra cosa escuchando en ${host}:${port}.`,
      },
      fix: {
        en: 'Stop it, or set another port: TACTO_PORT=4322.',
        es: 'Deténgala o indique otro puerto: TACTO_PORT=4322.',
      },
    });
  }
  if (!['EADDRNOTAVAIL', 'ENOTFOUND', 'EACCES', 'EAI_AGAIN'].includes(error.code ?? '')) return error;
  return new UserError({
    code: 'bad_host',
    message: {
      en: `It cannot listen on ${host}:${port} (${error.code}).`,
      es: `No puede escuchar en ${host}:${port} (${error.code}).`,
    },
    fix: {
      en: 'Set TACTO_HOST to an address of this machine, and a port of 1024 or more.',
      es: 'Indique en TACTO_HOST una dirección de esta máquina, y un puerto de 1024 o más.',
    },
  });
}
