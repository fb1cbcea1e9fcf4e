import { expect, test } from 'vitest';
import { keysOf } from './keys.ts';

const [ours, theirs] = [keysOf('a'.repeat(32)), keysOf('b'.repeat(32))];

test('what is sealed is read again with the same secret for the same use, and not otherwise', () => {
  const sealed = ours.seal('mail', 'ñandú 🦤');
  expect(sealed.toString('latin1')).not.toContain('and');
  expect(ours.unseal('mail', sealed)).toBe('ñandú 🦤');
  expect(keysOf('a'.repeat(32)).unseal('mail', sealed)).toBe('ñandú 🦤');
  expect(theirs.unseal('mail', sealed)).toBeNull();
  expect(ours.unseal('webhook', sealed)).toBeNull();
  expect(ours.unseal('mail', Buffer.from('short'))).toBeNull();
  sealed[sealed.length - 1]! ^= 1;
  expect(ours.unseal('mail', sealed)).toBeNull();
});

test('the same text is sealed otherwise each time', () => {
  expect(ours.seal('mail', 'x').equals(ours.seal('mail', 'x'))).toBe(false);
});

test('a mark is of one text, use and secret', () => {
  const mark = ours.sign('unsubscribe', 'me');
  expect(mark).toMatch(/^[\w-]{43}$/);
  expect(ours.isSigned('unsubscribe', 'me', mark)).toBe(true);
  expect(ours.isSigned('unsubscribe', 'you', mark)).toBe(false);
  expect(ours.isSigned('mail', 'me', mark)).toBe(false);
  expect(theirs.isSigned('unsubscribe', 'me', mark)).toBe(false);
  expect(ours.isSigned('unsubscribe', 'me', mark.slice(1))).toBe(false);
});
