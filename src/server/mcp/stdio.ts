import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Language } from '../../domain/text.ts';
import type { Resolved } from '../../engine/question.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import type { Caller } from '../access/caller.ts';
import { noAudit } from '../audit/audit.ts';
import { askRoutes } from '../api/ask.ts';
import { dealRoutes } from '../api/deals.ts';
import { insightRoutes } from '../api/insight.ts';
import type { Services } from '../services.ts';
import { mcpServer } from './tools.ts';

/** Whoever may read a folder may ask everything of it. */
const reader: Caller = {
  actor: { org: 'folder', user: 'folder', role: 'administrator', rep: null, teams: [] },
  name: 'folder',
  user: null,
  by: 'token',
  key: 'folder',
  scopes: null,
};

/** Answers an assistant on standard input and output about an open log, until it closes the connection. */
export async function answerOnStdio(log: Resolved, kpis: ReadonlyMap<string, Kpi>, language: Language): Promise<void> {
  const replica = { resolved: log, watermark: log.asOf.toString(), release: () => undefined };
  // The routes over facts use nothing else of a server.
  const services = {
    replicas: { open: async () => replica, close: async () => undefined },
    audit: noAudit,
    kpisOf: async () => kpis,
  } as unknown as Services;
  const closed = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
  });
  const connection = serveStdio(() =>
    mcpServer({ caller: reader, services, language }, [...insightRoutes, ...dealRoutes, ...askRoutes]),
  );
  await closed;
  await connection.close();
}
