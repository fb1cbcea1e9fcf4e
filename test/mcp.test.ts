import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeDemoLog } from '../src/log/demo/index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-mcp-'));
  await writeDemoLog(join(folder, 'demo'), { reps: 4, months: 6, seed: 7 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Message = { readonly id?: number; readonly result?: Record<string, unknown>; readonly error?: unknown };

/** Talks to `tacto mcp` as an assistant's client does; ends when the work is done. */
async function talk<T>(
  work: (call: (method: string, params: object) => Promise<Message>) => Promise<T>,
): Promise<{ result: T; status: number | null }> {
  const child = spawn(process.execPath, ['bin/tacto.js', 'mcp', '--data', join(folder, 'demo'), '--lang', 'en'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting = new Map<number, (message: Message) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line) as Message;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let last = 0;
  const send = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const call = (method: string, params: object): Promise<Message> =>
    new Promise((resolve) => {
      const id = ++last;
      waiting.set(id, resolve);
      send({ id, method, params });
    });
  await call('initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  });
  send({ method: 'notifications/initialized' });
  const result = await work(call);
  child.stdin.end();
  return { result, status: await ended };
}

test('an assistant finds tools, asks for KPIs and their records, and is told what is wrong', async () => {
  const { result, status } = await talk(async (call) => {
    const tool = async (name: string, input: object): Promise<{ text: string; isError: boolean }> => {
      const { result: answer } = await call('tools/call', { name, arguments: input });
      const { content, isError = false } = answer as { content: { text: string }[]; isError?: boolean };
      return { text: content[0]!.text, isError };
    };
    return {
      tools: (await call('tools/list', {})).result as { tools: { name: string; inputSchema: object }[] },
      dials: await tool('kpi', { kpis: 'dials', by: 'rep', interval: 0.95 }),
      rows: await tool('records_behind_kpi', { kpi: 'dials', where: 'rep=rep-01' }),
      wrong: await tool('kpi', { kpis: 'dails' }),
      goals: await tool('goals', {}),
      asked: await tool('ask', {}),
      unknown: await tool('kpi', { kpis: 'dials', form: '2026-01-01' }),
    };
  });
  expect(status).toBe(0);
  expect(result.tools.tools.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'kpi',
      'list_kpis',
      'explain_kpi',
      'records_behind_kpi',
      'risks',
      'cost_of_customer',
      'diagnose_rep',
      'compare',
      'ask',
      'goals',
    ]),
  );
  const { rows } = JSON.parse(result.dials.text) as {
    rows: { rep: string; dials: { value: number; interval: number[] } }[];
  };
  expect(rows).toHaveLength(4);
  const own = rows.find(({ rep }) => rep === 'rep-01')!.dials;
  expect(own.interval[0]!).toBeLessThan(own.value);
  const records = JSON.parse(result.rows.text) as { total: number };
  expect(records.total).toBe(own.value);
  expect([result.goals.isError, result.asked.isError]).toEqual([false, false]);
  expect(result.unknown).toMatchObject({ isError: true, text: expect.stringContaining('form') });
  expect(result.wrong).toEqual({ isError: true, text: 'There is no KPI “dails”. Did you mean “dials”? [unknown_kpi]' });
}, 60_000);
