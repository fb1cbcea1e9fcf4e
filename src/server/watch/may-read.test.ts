import { expect, test } from 'vitest';
import { mayReadMetrics } from './may-read.ts';

const from = (connection: string | undefined, more: object = {}) => ({
  connection,
  forwarded: null,
  authorization: null,
  ...more,
});

test.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.1', false],
  ['127.0.0.1.evil', false],
  [undefined, false],
])('without a token, from %s: %s', (connection, may) => {
  expect(mayReadMetrics(from(connection), null)).toBe(may);
});

test('without a token, not through a proxy on this machine', () => {
  expect(mayReadMetrics(from('127.0.0.1', { forwarded: '203.0.113.9' }), null)).toBe(false);
});

test('with a token, from anywhere with it and from nowhere without', () => {
  const token = 'a-long-token-of-the-watcher';
  expect(mayReadMetrics(from('203.0.113.9', { authorization: `Bearer ${token}` }), token)).toBe(true);
  for (const authorization of [null, '', token, 'Bearer', `Bearer ${token}x`, `Basic ${token}`]) {
    expect(mayReadMetrics(from('127.0.0.1', { authorization }), token)).toBe(false);
  }
});
