import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTeam } from '../../src/record/test-support/team.ts';
import { type Client, clientOf, openTestServer, serviceHeaders, type TestServer } from '../support/server.ts';

let server: TestServer;
let token: Readonly<Record<string, string>>;
let anybody: Client;
beforeAll(async () => {
  server = await openTestServer({ TACTO_REQUESTS_PER_SECOND: '5' });
  await makeTeam(server.services.record, 'mine');
  token = await serviceHeaders(server, 'mine', 'administrator');
  anybody = clientOf(server, { Origin: server.url });
}, 120_000);
afterAll(() => server?.close());

const large = JSON.stringify({ email: `${'x'.repeat(2_000_000)}@mine.example`, password: 'correct horse battery' });

test('a body without end is read no further than it may be, whoever reads it', async () => {
  for (const path of ['/api/auth/sign-in/email', '/api/auth/request-password-reset', '/api/v1/capture']) {
    const answer = await anybody('POST', path, large, path.includes('/auth/') ? {} : token);
    expect([path, answer.status, answer.body['code']]).toEqual([path, 413, 'too_large']);
  }
  const asked = await fetch(`${server.url}/mcp`, {
    method: 'POST',
    headers: { ...token, 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' },
    body: large,
  });
  expect(asked.status).toBe(413);
});

test('one that does not say how long it is neither', async () => {
  const chunks = Array.from({ length: 40 }, () => new Uint8Array(100_000).fill(120));
  const asked = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { Origin: server.url, 'Content-Type': 'application/json' },
    body: ReadableStream.from(chunks),
    duplex: 'half',
  });
  expect(asked.status).toBe(413);
});

test('an assistant asks no more often than anybody else', async () => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const headers = { ...token, 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };
  const answers = await Promise.all(
    Array.from({ length: 60 }, async () => {
      const answer = await fetch(`${server.url}/mcp`, { method: 'POST', headers, body });
      await answer.text();
      return { status: answer.status, wait: answer.headers.get('retry-after') };
    }),
  );
  expect(answers.some(({ status }) => status === 200)).toBe(true);
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  expect(answers.every(({ status, wait }) => status === 200 || (status === 429 && Number(wait) > 0))).toBe(true);
});
