import type { FileHandle } from 'node:fs/promises';

// The part of tar (POSIX ustar) that a backup needs: files one after another, so that any tool can list and unpack it.

const block = 512;
const nameBytes = 100;

/** A file in an archive: its name, how many bytes it has, and where they begin. */
export type TarEntry = { readonly name: string; readonly size: number; readonly at: number };

/** The bytes that stand before a file's own. */
export function tarHeader(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > nameBytes) throw new Error(`a name too long for an archive: ${name}`);
  const header = Buffer.alloc(block);
  const put = (text: string, at: number): void => void header.write(text, at, 'latin1');
  header.write(name, 0, 'utf8');
  put('0000600\0', 100);
  put('0000000\0', 108);
  put('0000000\0', 116);
  put(`${size.toString(8).padStart(11, '0')}\0`, 124);
  put('00000000000\0', 136);
  put('        ', 148);
  put('0', 156);
  put('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** The zeros that fill a file's last block. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block);
}

/** What ends an archive. */
export const tarEnd: Buffer = Buffer.alloc(2 * block);

/**
 * The files of an archive in their order, and whether it ends as it should: one that was cut off does not.
 * @returns null when it is no archive of this kind
 */
export async function tarEntries(
  file: FileHandle,
): Promise<{ readonly entries: readonly TarEntry[]; readonly isWhole: boolean } | null> {
  const { size: length } = await file.stat();
  const entries: TarEntry[] = [];
  const header = Buffer.alloc(block);
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(header, 0, block, at);
    if (bytesRead < block) return entries.length === 0 ? null : { entries, isWhole: false };
    if (header.every((byte) => byte === 0)) return { entries, isWhole: at + 2 * block <= length };
    if (!isHeader(header)) return entries.length === 0 ? null : { entries, isWhole: false };
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8);
    const name = header.toString(
      'utf8',
      0,
      header.indexOf(0) === -1 ? nameBytes : Math.min(header.indexOf(0), nameBytes),
    );
    entries.push({ name, size, at: at + block });
    at += block + size + tarPadding(size).length;
    if (at > length) return { entries, isWhole: false };
  }
}

function isHeader(header: Buffer): boolean {
  if (header.toString('latin1', 257, 262) !== 'ustar') return false;
  const told = Number.parseInt(header.toString('latin1', 148, 154), 8);
  const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  return told === sum;
}
