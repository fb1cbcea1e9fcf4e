import { expect, test } from 'vitest';
import { addressOf } from './address.ts';

test.each([
  ['without a proxy, what a client says of itself is not believed', '198.51.100.4', '203.0.113.7', 0, '198.51.100.4'],
  ['one proxy: the entry that it wrote, which is the last', '10.0.0.1', '1.1.1.1, 203.0.113.7', 1, '203.0.113.7'],
  ['two proxies: the one before the last', '10.0.0.1', '1.1.1.1, 203.0.113.7, 10.0.0.2', 2, '203.0.113.7'],
  ['fewer entries than proxies: the first', '10.0.0.1', '203.0.113.7', 3, '203.0.113.7'],
  ['a proxy that wrote nothing: the connection', '10.0.0.1', null, 1, '10.0.0.1'],
  ['spaces around it', '10.0.0.1', ' 1.1.1.1 ,  203.0.113.7 ', 1, '203.0.113.7'],
  ['IPv6', '10.0.0.1', '2001:db8::7', 1, '2001:db8::7'],
  ['what is no address', '10.0.0.1', 'evil<script>', 1, '10.0.0.1'],
  ['an empty entry', '10.0.0.1', '203.0.113.7,', 1, '10.0.0.1'],
  ['an entry that is too long', '10.0.0.1', '1'.repeat(46), 1, '10.0.0.1'],
  ['no connection', undefined, null, 0, 'unknown'],
])('%s', (_, connection, forwarded, proxies, right) => {
  expect(addressOf(connection, forwarded, proxies)).toBe(right);
});
