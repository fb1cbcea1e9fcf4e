import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import { transcode } from '../csv/transcode.ts';
import { badEncoding, brokenJson, notUtf8 } from './faults.ts';
import { encodingOfStart, firstBytes, isSingleByteText, mayBeUtf16 } from './encoding.ts';
import { readAsUtf16, readAsWindows1252 } from './notes.ts';
import type { Reading, SourceFile } from './reading.ts';

/** A copy of a text file in UTF-8, under the same name elsewhere, without a byte order mark. @throws UserError `bad_encoding` */
export async function copyAsUtf8(reading: Reading, file: SourceFile, encoding: string): Promise<string> {
  const folder = reading.newPath();
  await mkdir(folder);
  const path = join(folder, basename(file.path));
  try {
    await transcode(file.path, new TextDecoder(encoding).encoding, path);
  } catch (error) {
    throw error instanceof UserError && error.code === 'bad_encoding' ? badEncoding(file.shown, encoding) : error;
  }
  return path;
}

/**
 * The encoding of a file as far as the settings or its first bytes tell it; null: UTF-8, or one that only the rest of it shows.
 * @throws UserError `bad_encoding` when it is said to be UTF-16, and nothing in it is
 */
export async function knownEncoding(reading: Reading, file: SourceFile): Promise<string | null> {
  const { encoding } = reading.settingsOf(file);
  const bytes = await firstBytes(file.path, 4096);
  if (encoding !== undefined) {
    const name = new TextDecoder(encoding).encoding;
    if (name.startsWith('utf-16') && !mayBeUtf16(bytes)) throw badEncoding(file.shown, name);
    return name;
  }
  const start = encodingOfStart(bytes);
  if (start?.isMarked === false) reading.note(file.shown, readAsUtf16);
  return start?.encoding ?? null;
}

/** A JSON text in UTF-8 without a byte order mark, and whether it may hold the escape of a NUL. */
export type JsonText = { readonly path: string; readonly start: Buffer; readonly hasNul: boolean };

/** How much of a JSON text is its start; a shorter one is all there is. */
export const startBytes = 1 << 16;

/**
 * Makes a JSON file readable as UTF-8.
 * @throws UserError `not_utf8`, `broken_json` with the line; `bad_encoding`
 */
export async function jsonText(reading: Reading, file: SourceFile): Promise<JsonText> {
  const encoding = await knownEncoding(reading, file);
  const path = encoding === null ? file.path : await copyAsUtf8(reading, file, encoding);
  const scan = await scanText(path);
  if (scan.nulAt !== null) throw brokenJson(file.shown, { line: scan.nulAt });
  if (scan.strayAt === null) return { path, start: await firstBytes(path, startBytes), hasNul: scan.hasNul };
  if (encoding !== null || !(await isSingleByteText(path))) throw notUtf8(file.shown, scan.strayAt);
  reading.note(file.shown, readAsWindows1252);
  const copy = await copyAsUtf8(reading, file, 'windows-1252');
  return { path: copy, start: await firstBytes(copy, startBytes), hasNul: (await scanText(copy)).hasNul };
}

type Scan = {
  /** The first line with a byte 0, and the first that is no UTF-8. */
  readonly nulAt: number | null;
  readonly strayAt: number | null;
  /** Whether the escape of a NUL is somewhere. */
  readonly hasNul: boolean;
};

async function scanText(path: string): Promise<Scan> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [at, hasNul, tail] = [0, false, ''];
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const nul = chunk.indexOf(0);
    if (nul >= 0) return { nulAt: await lineAt(path, at + nul), strayAt: null, hasNul };
    try {
      decoder.decode(chunk, { stream: true });
    } catch {
      return { nulAt: null, strayAt: await lineAt(path, at + firstStray(chunk)), hasNul };
    }
    hasNul ||= chunk.includes('\\u0000') || (tail + chunk.toString('latin1', 0, 5)).includes('\\u0000');
    tail = chunk.toString('latin1', Math.max(0, chunk.length - 5));
    at += chunk.length;
  }
  try {
    decoder.decode();
    return { nulAt: null, strayAt: null, hasNul };
  } catch {
    return { nulAt: null, strayAt: await lineAt(path, at), hasNul };
  }
}

/** Where the first line of a chunk begins that is no UTF-8. */
function firstStray(chunk: Buffer): number {
  let at = 0;
  while (at < chunk.length) {
    const end = chunk.indexOf(0x0a, at);
    const line = chunk.subarray(at, end < 0 ? chunk.length : end);
    // The first line of a chunk may begin, and the last one end, in the middle of a character.
    const whole =
      at === 0
        ? line.subarray(
            Math.max(
              0,
              line.subarray(0, 3).findIndex((byte) => byte >> 6 !== 0b10),
            ),
          )
        : line;
    if (end < 0 || !isUtf8(whole)) return at;
    at = end + 1;
  }
  return 0;
}

/** The line, from 1, of the byte at `offset`. */
async function lineAt(path: string, offset: number): Promise<number> {
  let line = 1;
  if (offset === 0) return line;
  for await (const chunk of createReadStream(path, {
    end: offset - 1,
    highWaterMark: 1 << 20,
  }) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, at + 1)) line++;
  }
  return line;
}
