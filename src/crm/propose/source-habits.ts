import { isUtf8 } from 'node:buffer';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** How a file is written where it differs from UTF-8 with commas (tabs in `.tsv`). */
export type SourceHabits = { readonly delimiter?: string; readonly encoding?: string };

const probeBytes = 4 << 20;
const delimiters = [',', ';', '\t', '|'] as const;

/** Looks at the first megabytes of a source file. `path` is the folder, or the file itself. */
export async function sourceHabits(path: string, file: string): Promise<SourceHabits> {
  const isFolder = (await stat(path)).isDirectory();
  const bytes = await firstBytes(isFolder ? join(path, file) : path);
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  const encoding = utf16 ?? (isUtf8(wholeLines(bytes)) ? 'utf-8' : 'windows-1252');
  const header = new TextDecoder(encoding).decode(bytes.subarray(0, 1 << 16)).split(/\r\n?|\n/, 1)[0]!;
  const delimiter = delimiterOf(header);
  const usual = /\.tsv$/i.test(file) ? '\t' : ',';
  return {
    ...(delimiter === null || delimiter === usual ? {} : { delimiter }),
    // A byte order mark says it by itself.
    ...(encoding === 'windows-1252' ? { encoding } : {}),
  };
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(probeBytes), 0, probeBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Without what a cut through a character leaves at the end. */
function wholeLines(bytes: Buffer): Buffer {
  return bytes.length < probeBytes ? bytes : bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
}

/** The character that parts the header, outside quotes, most often. */
function delimiterOf(header: string): string | null {
  const bare = header.replace(/"(?:[^"]|"")*"/g, '');
  const counts = delimiters.map((delimiter) => ({ delimiter, count: bare.split(delimiter).length - 1 }));
  const [best] = counts.toSorted((a, b) => b.count - a.count);
  return best!.count === 0 ? null : best!.delimiter;
}
