import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';

type Entry = { readonly name: Buffer; readonly size: number; readonly sum: number; readonly at: number };

/** The most that a zip without the extension for large ones holds. */
const most = 0xffff_ffff;

/** Names in UTF-8. */
const utf8 = 0x0800;
/** A day that says nothing: 1980-01-01, so that the same files give the same bytes. */
const day = 0x0021;

/**
 * Packs the files of a folder into a zip as they are: Parquet is packed already.
 * @see APPNOTE.TXT of PKWARE, 4.3
 */
export async function zipFolder(dir: string, target: string): Promise<void> {
  await pipeline(Readable.from(partsOf(dir)), createWriteStream(target, { mode: 0o600 }));
}

async function* partsOf(dir: string): AsyncGenerator<Buffer> {
  const entries: Entry[] = [];
  let at = 0;
  for (const name of (await readdir(dir)).sort()) {
    const path = join(dir, name);
    const entry = { name: Buffer.from(name), size: (await stat(path)).size, sum: await sumOf(path), at };
    const head = Buffer.concat([local(entry), entry.name]);
    entries.push(entry);
    at += head.length + entry.size;
    if (at > most) throw new Error('a zip of more than 4 GiB');
    yield head;
    yield* createReadStream(path) as AsyncIterable<Buffer>;
  }
  const directory = Buffer.concat(entries.flatMap((entry) => [central(entry), entry.name]));
  yield directory;
  yield end(entries.length, directory.length, at);
}

async function sumOf(path: string): Promise<number> {
  let sum = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) sum = crc32(chunk, sum);
  return sum;
}

function local({ name, size, sum }: Entry): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x0403_4b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(utf8, 6);
  head.writeUInt16LE(day, 12);
  writeSizes(head, 14, sum, size, name.length);
  return head;
}

function central({ name, size, sum, at }: Entry): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x0201_4b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(20, 6);
  head.writeUInt16LE(utf8, 8);
  head.writeUInt16LE(day, 14);
  writeSizes(head, 16, sum, size, name.length);
  head.writeUInt32LE(at, 42);
  return head;
}

function writeSizes(head: Buffer, from: number, sum: number, size: number, letters: number): void {
  head.writeUInt32LE(sum, from);
  head.writeUInt32LE(size, from + 4);
  head.writeUInt32LE(size, from + 8);
  head.writeUInt16LE(letters, from + 12);
}

function end(entries: number, bytes: number, at: number): Buffer {
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(0x0605_4b50, 0);
  tail.writeUInt16LE(entries, 8);
  tail.writeUInt16LE(entries, 10);
  tail.writeUInt32LE(bytes, 12);
  tail.writeUInt32LE(at, 16);
  return tail;
}
