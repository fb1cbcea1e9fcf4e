import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

/** The first bytes of a file, or all of them when it has no more. */
export async function firstBytes(file: string, most: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const bytes = Buffer.alloc(most);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(bytes, length, most - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}

/** What the first bytes of a text file say of its encoding; without a byte order mark UTF-16 is known by its NULs. Null: they say nothing. */
export function encodingOfStart(bytes: Buffer): { readonly encoding: string; readonly isMarked: boolean } | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', isMarked: true };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', isMarked: true };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', isMarked: true };
  const pairs = Math.min(bytes.length, 4096) >> 1;
  let [even, odd] = [0, 0];
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) even++;
    if (bytes[2 * i + 1] === 0) odd++;
  }
  if (odd > 0.6 * pairs && even < 0.05 * pairs) return { encoding: 'utf-16le', isMarked: false };
  if (even > 0.6 * pairs && odd < 0.05 * pairs) return { encoding: 'utf-16be', isMarked: false };
  return null;
}

/** Whether the first bytes of a table may be UTF-16: whatever its language, the marks between fields and lines have a byte 0, unless a byte order mark says it. */
export function mayBeUtf16(bytes: Buffer): boolean {
  return bytes.includes(0) || encodingOfStart(bytes)?.encoding.startsWith('utf-16') === true;
}

/**
 * Whether a file that is no UTF-8 looks like text of one byte for each character: bytes beyond ASCII that are no part of UTF-8 outnumber
 * the characters that are. Else it is UTF-8 with some faults, or with its end cut off.
 */
export async function isSingleByteText(file: string): Promise<boolean> {
  let [characters, strays] = [0, 0];
  let carry: Buffer = Buffer.alloc(0);
  for await (const part of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const chunk: Buffer = carry.length === 0 ? part : Buffer.concat([carry, part]);
    const end = Math.max(0, chunk.length - 3);
    let i = 0;
    while (i < end) {
      const byte = chunk[i]!;
      const length = byte < 0xc2 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
      const isCharacter = length > 1 && chunk.subarray(i + 1, i + length).every((next) => next >> 6 === 0b10);
      if (isCharacter) characters++;
      else if (byte >= 0x80) strays++;
      i += isCharacter ? length : 1;
    }
    carry = Buffer.from(chunk.subarray(i));
  }
  for (const byte of carry) if (byte >= 0x80) strays++;
  return strays > characters;
}
