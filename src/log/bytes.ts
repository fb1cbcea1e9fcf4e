import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { UserError } from '../domain/errors.ts';
import { CsvScan, type RegularCsv } from './csv-scan.ts';
import { fileFault } from './file-faults.ts';

/** What the bytes of a text file say before any of it is parsed. */
export type TextProbe = {
  readonly size: number;
  readonly hasQuote: boolean;
  readonly hasCarriageReturn: boolean;
  readonly hasBom: boolean;
  /** A control character that the file does not contain, to read whole lines with. */
  readonly unused: string;
  /** What its records are like when there is one way only to tell them apart. */
  readonly regular: RegularCsv | null;
};

const newline = 0x0a;
const carriageReturn = 0x0d;
const candidates = [0x01, 0x02, 0x1c, 0x1d, 0x1e, 0x1f, 0x03, 0x04];

/**
 * Streams a file once, chunk by chunk.
 * @throws UserError `not_utf8` or `nul_byte` with file and line, `control_characters`, `cannot_read`
 */
export async function probeText(file: string, delimiter: string): Promise<TextProbe> {
  let [size, hasQuote, hasCarriageReturn, hasBom] = [0, false, false, false];
  const free = new Set(candidates);
  const scan = new CsvScan(delimiter);
  let carry: Buffer = Buffer.alloc(0);
  for await (const part of chunksOf(file)) {
    if (size === 0) hasBom = startsWithBom(part);
    scan.take(size === 0 && hasBom ? part.subarray(3) : part);
    const chunk: Buffer = carry.length === 0 ? part : Buffer.concat([carry, part]);
    const start = size - carry.length;
    size += part.length;
    const whole = chunk.subarray(0, wholeCharacters(chunk));
    carry = Buffer.from(chunk.subarray(whole.length));
    if (!isUtf8(whole)) throw notUtf8(file, await lineAt(file, start + firstBad(whole)));
    const nul = whole.indexOf(0);
    if (nul >= 0) throw nulByte(file, await lineAt(file, start + nul));
    hasQuote ||= whole.includes(0x22);
    hasCarriageReturn ||= whole.includes(0x0d);
    for (const candidate of free) if (whole.includes(candidate)) free.delete(candidate);
  }
  if (carry.length > 0) throw notUtf8(file, await lineAt(file, size));
  const [unused] = free;
  if (unused === undefined) throw controlCharacters(file);
  return { size, hasQuote, hasCarriageReturn, hasBom, unused: String.fromCharCode(unused), regular: scan.end() };
}

/** The size (bytes) of a file that is worth a guess, and of the beginning that it is made by. */
const [guessedFrom, guessedBy] = [1 << 22, 1 << 20];

/** What `probeText` will find of the records of a large file, by its beginning; null when that cannot be told. */
export async function guessRegular(file: string, delimiter: string): Promise<RegularCsv | null> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw fileFault('read', file, error);
  });
  try {
    const { size } = await handle.stat();
    if (size < guessedFrom) return null;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(guessedBy), 0, guessedBy, 0);
    const start = buffer.subarray(0, buffer.lastIndexOf(newline, bytesRead - 1) + 1);
    const scan = new CsvScan(delimiter);
    scan.take(startsWithBom(start) ? start.subarray(3) : start);
    const found = scan.end();
    return found === null ? null : { ...found, records: Math.round((found.records * size) / start.length) };
  } finally {
    await handle.close();
  }
}

function startsWithBom(bytes: Buffer): boolean {
  return bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
}

/** Copies a text file with every line end (CRLF or a lone CR) as LF. */
export async function copyWithLineFeeds(file: string, target: string): Promise<void> {
  const output = await open(target, 'w');
  try {
    let endsInReturn = false;
    for await (const part of createReadStream(file, {
      highWaterMark: 1 << 20,
      encoding: 'latin1',
    }) as AsyncIterable<string>) {
      const joined: string = (endsInReturn ? '\r' : '') + part;
      endsInReturn = joined.endsWith('\r');
      const whole = endsInReturn ? joined.slice(0, -1) : joined;
      await output.write(Buffer.from(whole.replace(/\r\n?/g, '\n'), 'latin1'));
    }
    if (endsInReturn) await output.write('\n');
  } finally {
    await output.close();
  }
}

/** Where the last whole UTF-8 character of a chunk ends. */
function wholeCharacters(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back]!;
    if (byte < 0x80) return chunk.length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? chunk.length - back : chunk.length;
    }
  }
  return chunk.length;
}

/** How many bytes come before the first that is not UTF-8, up to the length of a character. */
function firstBad(whole: Buffer): number {
  let [good, bad] = [0, whole.length];
  while (good + 1 < bad) {
    const middle = (good + bad) >> 1;
    const start = whole.subarray(0, middle);
    if (isUtf8(start.subarray(0, wholeCharacters(start)))) good = middle;
    else bad = middle;
  }
  return good;
}

/** The line, from 1, of the byte at `offset`; a CR alone ends one too. */
async function lineAt(file: string, offset: number): Promise<number> {
  let [line, rest, before] = [1, offset, 0];
  for await (const part of chunksOf(file)) {
    for (const byte of part.subarray(0, rest)) {
      if (byte === carriageReturn || (byte === newline && before !== carriageReturn)) line++;
      before = byte;
    }
    rest -= part.length;
    if (rest <= 0) break;
  }
  return line;
}

async function* chunksOf(file: string): AsyncIterable<Buffer> {
  try {
    yield* createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw fileFault('read', file, error);
  }
}

function controlCharacters(file: string): UserError {
  return new UserError({
    code: 'control_characters',
    message: { en: `${file} is full of control characters.`, es: `${file} está lleno de caracteres de control.` },
    fix: { en: 'A text file (CSV) is needed.', es: 'Se necesita un archivo de texto (CSV).' },
  });
}

function notUtf8(file: string, line: number): UserError {
  return new UserError({
    code: 'not_utf8',
    message: { en: `${file}, line ${line}: this is not UTF-8.`, es: `${file}, línea ${line}: no es UTF-8.` },
    fix: {
      en: 'Save the file as UTF-8, or name its encoding in the map of an import.',
      es: 'Guarde el archivo como UTF-8 o indique su codificación en el mapa de una importación.',
    },
  });
}

function nulByte(file: string, line: number): UserError {
  return new UserError({
    code: 'nul_byte',
    message: { en: `${file}, line ${line}: there is a NUL byte.`, es: `${file}, línea ${line}: hay un byte NUL.` },
    fix: {
      en: 'A text file (CSV) is needed; UTF-16 exports must be saved as UTF-8.',
      es: 'Se necesita un archivo de texto (CSV); guarde como UTF-8 las exportaciones en UTF-16.',
    },
  });
}
