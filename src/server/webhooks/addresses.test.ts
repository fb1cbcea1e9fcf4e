import { expect, test } from 'vitest';
import { isPublicAddress, requirePublicUrl } from './addresses.ts';

test.each(['8.8.8.8', '93.184.215.14', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4003::1'])(
  '%s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each([
  '127.0.0.1',
  '127.1.2.3',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2001:0:1::1',
  'localhost',
  '',
  '0x7f.1',
])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));

test('an address to which nothing would be sent is refused when it is given', () => {
  for (const url of ['http://example.com/', 'https://10.0.0.1/', 'https://[::1]/x', 'https://localhost:8443/']) {
    expect(() => requirePublicUrl(url), url).toThrow(/network|encrypted/);
  }
  for (const url of ['https://example.com/tacto', 'https://8.8.8.8/', 'https://[2606:4700::1111]/']) {
    expect(() => requirePublicUrl(url), url).not.toThrow();
  }
});
