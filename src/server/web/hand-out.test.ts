import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handOut } from './hand-out.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<p>page');
  await writeFile(join(folder, 'icon.svg'), '<svg/>');
  await writeFile(join(folder, 'assets', 'app-1.js'), 'plain');
  await writeFile(join(folder, 'assets', 'app-1.js.br'), brotliCompressSync('plain'));
  await writeFile(join(folder, 'assets', 'app-1.js.gz'), gzipSync('plain'));
});
afterAll(() => rm(folder, { recursive: true }));

async function handed(path: string, accepts?: string): Promise<Response | null> {
  const headers = accepts === undefined ? {} : { 'accept-encoding': accepts };
  return handOut(folder)(new Request(`http://localhost${path}`, { headers }));
}

test.each([
  ['br, gzip', 'br'],
  ['gzip, deflate', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['identity', null],
  [undefined, null],
])('who accepts %s gets a file as %s', async (accepts, encoding) => {
  const answer = (await handed('/assets/app-1.js', accepts))!;
  expect(answer.headers.get('content-encoding')).toBe(encoding);
  expect(answer.headers.get('vary')).toBe('Accept-Encoding');
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  const body = Buffer.from(await answer.arrayBuffer());
  expect(
    body.equals(
      encoding === 'br' ? brotliCompressSync('plain') : encoding === 'gzip' ? gzipSync('plain') : Buffer.from('plain'),
    ),
  ).toBe(true);
});

test('what has no packed copy comes as it is, every other address gets the page, and those of the server nothing', async () => {
  expect((await handed('/icon.svg', 'br'))!.headers.get('content-encoding')).toBe(null);
  expect(await (await handed('/board', 'br'))!.text()).toBe('<p>page');
  expect(await handed('/api/v1/me')).toBe(null);
  expect(await handed('/assets/gone.js')).toBe(null);
});
