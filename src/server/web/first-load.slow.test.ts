import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildWeb, webFolder } from './build.ts';

test('what a browser loads before the first page is at most 200 kB, and no chart or QR code is part of it', async () => {
  await buildWeb();
  const page = await readFile(join(webFolder, 'index.html'), 'utf8');
  const names = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, name]) => name!);
  expect(names.length).toBeGreaterThan(1);
  expect(names.filter((name) => /echarts|qr-code/.test(name))).toEqual([]);
  const scripts = await Promise.all(names.map((name) => readFile(join(webFolder, name))));
  const bytes = scripts.reduce((sum, script) => sum + gzipSync(script).byteLength, 0);
  expect(bytes).toBeLessThanOrEqual(200_000);
}, 120_000);

test('the service worker keeps the files that there are, each of them', async () => {
  await buildWeb();
  const [list = ''] = (await readFile(join(webFolder, 'worker.js'), 'utf8')).split('\n');
  const kept = [...list.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, name]) => name!);
  const there = (await readdir(join(webFolder, 'assets'))).filter((name) => !/\.(br|gz)$/.test(name));
  expect(kept.toSorted()).toEqual(there.map((name) => `/assets/${name}`).toSorted());
}, 120_000);
