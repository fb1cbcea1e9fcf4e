import { type CallToolResult, McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { UserError } from '../../domain/errors.ts';
import type { Language } from '../../domain/text.ts';
import { authorise, type Caller } from '../access/caller.ts';
import { seen } from '../audit/noted.ts';
import type { Call, Route } from '../http/route.ts';
import type { Services } from '../services.ts';

/** The routes that an assistant may use as tools, and what they are called there. Each keeps its right, its schema and its answer. */
const toolNames: Readonly<Record<string, string>> = {
  kpi: 'kpi',
  'kpis.list': 'list_kpis',
  explain: 'explain_kpi',
  rows: 'records_behind_kpi',
  board: 'board',
  compare: 'compare',
  why: 'why',
  effects: 'effects',
  risks: 'risks',
  diagnose: 'diagnose_rep',
  trend: 'trend',
  cost: 'cost_of_customer',
  ask: 'ask',
  goal_standings: 'goals',
  tact: 'tact',
  find_people: 'find_people',
  'follow_ups.list': 'follow_ups',
};

/** For whom and on what an assistant works. */
export type Session = { readonly caller: Caller; readonly services: Services; readonly language: Language };

type Shape = z.ZodObject<Record<string, z.ZodType>>;

/** What an assistant is told of Tacto before it asks. */
const instructions =
  'Tacto tells how each rep of a B2B sales team sells. Ask `ask` or `list_kpis` first to choose KPIs; few are better than many. Every value may carry an interval: a ' +
  'difference within it is noise, and a rate of few records says little. What the effects and risks show are associations, not causes. Ratings and KPIs are about people: ' +
  'quote them with their evidence, never as a ranking.';

/** An MCP server whose tools are those routes that read, with the rights of the caller. */
export function mcpServer({ caller, services, language }: Session, routes: readonly Route[]): McpServer {
  const server = new McpServer({ name: 'tacto', version: '0.1.0' }, { capabilities: { tools: {} }, instructions });
  for (const route of routes) {
    const name = toolNames[route.id];
    if (name === undefined || route.kind !== 'read') continue;
    const [params, query] = [shapeOf(route.params), shapeOf(route.query)];
    // Files are for people.
    const { format: _, ...asked } = query;
    const inputSchema = z.strictObject({ ...params, ...asked });
    const description = route.summary[language];
    const annotations = { readOnlyHint: true, openWorldHint: false };
    server.registerTool(name, { description, inputSchema, annotations }, (input: Record<string, unknown>) =>
      answered(language, async () => {
        authorise(caller, route.right);
        const part = (shape: object): Record<string, unknown> =>
          Object.fromEntries(Object.entries(input).filter(([key, value]) => key in shape && value !== undefined));
        const call = {
          caller,
          services,
          language,
          params: part(params),
          query: { ...part(query), ...('format' in query ? { format: 'json' } : {}) },
          body: undefined,
          request: null,
        };
        const { body } = await seen(route, call as unknown as Call<never, never, never>);
        return body;
      }),
    );
  }
  return server;
}

function shapeOf(schema: z.ZodType | undefined): Record<string, z.ZodType> {
  return schema === undefined ? {} : (schema as Shape).shape;
}

/** A tool's answer: JSON, or what was wrong and what would be right. */
async function answered(language: Language, work: () => Promise<unknown>): Promise<CallToolResult> {
  try {
    return { content: [{ type: 'text', text: JSON.stringify(await work()) }] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { isError: true, content: [{ type: 'text', text: `${error.in(language)} [${error.code}]` }] };
  }
}
