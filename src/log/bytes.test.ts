import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { copyWithLineFeeds, probeText } from './bytes.ts';

const dir = mkdtempSync(join(tmpdir(), 'tacto-bytes-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const file = join(dir, 'x.csv');
const chunk = 1 << 20;

describe('probeText', () => {
  test.each([
    ['plain', 'a,b\n1,2\n', { hasQuote: false, hasCarriageReturn: false, hasBom: false }],
    ['quotes at the end', `${'a\n'.repeat(chunk)}"`, { hasQuote: true, hasCarriageReturn: false, hasBom: false }],
    ['CRLF with a mark', '\uFEFFa,b\r\n', { hasQuote: false, hasCarriageReturn: true, hasBom: true }],
  ])('%s', async (_, content, right) => {
    writeFileSync(file, content);
    expect(await probeText(file, ',')).toMatchObject({ size: Buffer.byteLength(content), ...right });
  });

  test('names a control character that the file does not hold', async () => {
    writeFileSync(file, 'a\u0001\u0002');
    expect('\u0001\u0002').not.toContain((await probeText(file, ',')).unused);
  });

  test('characters of several bytes at the borders of chunks are whole', async () => {
    for (const shift of ['', 'x', 'xx', 'xxx']) {
      writeFileSync(file, `${shift}${'€😀'.repeat(200_000)}`);
      await expect(probeText(file, ',')).resolves.toMatchObject({ hasQuote: false });
    }
  });

  test.each([
    ['LF', Buffer.from('a,b\n1,2\n3,Nu\xf1ez\n', 'latin1'), 3],
    ['CRLF', Buffer.from('a,b\r\n1,2\r\n3,Nu\xf1ez\r\n4,5\r\n', 'latin1'), 3],
    ['CR', Buffer.from('a,b\r1,2\r3,Nu\xf1ez\r', 'latin1'), 3],
    ['a character cut off at the end', Buffer.from([0x61, 0x0a, 0xe2, 0x82]), 2],
    ['behind a megabyte', Buffer.concat([Buffer.from('1,é\n'.repeat(chunk)), Buffer.from([0xff])]), chunk + 1],
  ])('bytes that are no UTF-8 are refused with their line: %s', async (_, content, line) => {
    writeFileSync(file, content);
    await expect(probeText(file, ',')).rejects.toMatchObject({
      code: 'not_utf8',
      message: expect.stringContaining(`line ${line}:`),
    });
  });

  test('a NUL byte is refused with its line', async () => {
    writeFileSync(file, `${'1,é\n'.repeat(chunk)}\0\n`);
    await expect(probeText(file, ',')).rejects.toMatchObject({
      code: 'nul_byte',
      message: expect.stringContaining(`line ${chunk + 1}:`),
    });
  });
});

test('copyWithLineFeeds ends every line with LF, also where a CR ends a chunk', async () => {
  for (const shift of [0, 1, 2]) {
    const long = 'é'.repeat(chunk / 2 - 1) + 'x'.repeat(shift);
    writeFileSync(file, `${long}\r\nb\rc\n\r\nd\r`);
    const copy = join(dir, 'copy.csv');
    await copyWithLineFeeds(file, copy);
    expect(readFileSync(copy, 'utf8')).toBe(`${long}\nb\nc\n\nd\n`);
  }
});
