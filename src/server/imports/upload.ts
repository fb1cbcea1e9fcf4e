import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../domain/errors.ts';
import { Zip, type ZipLimits } from '../../crm/sources/zip.ts';
import { tooLarge, tooSlow } from '../http/body.ts';
import { right, text } from '../http/fields.ts';

/** Bytes of all files of one import. */
export const mostUploaded = 1_073_741_824;
/** Files of one import. */
export const mostFiles = 200;

/** How long nothing may come of a file before it is given up, in milliseconds. */
const patience = 60_000;

/** Bytes of a line of a text with separated fields: a longer one is no record. */
const longestLine = 16_777_216;

/** What files of somebody else may become when they are unpacked here. */
const unpacked: ZipLimits = { bytes: 10e9, entries: 20_000, harmlessBytes: 1e8, tightest: 200 };

/** The name of a file that is sent: one that leads to no other folder and is not hidden. */
export const fileName = text(200).refine(
  (name) => /^[^./\\:*?"<>|\p{Cc}][^/\\:*?"<>|\p{Cc}]*$/u.test(name) && Buffer.byteLength(name) <= 240,
  right(
    'the name of a file without folders, such as deals.csv',
    'el nombre de un archivo sin carpetas, como deals.csv',
  ),
);

/** Where a file goes: a map's SQL and settings are no data. */
export function placeOf(name: string): 'upload' | 'map' {
  return /\.sql$/i.test(name) || /^map\.ya?ml$/i.test(name) ? 'map' : 'upload';
}

/**
 * Receives a file into a path, and looks whether it is one that can be opened here. Nothing stays of one that does not come whole.
 * @param most bytes that it may have
 * @throws UserError `too_large`, `too_slow`, `upload_broken`, `record_too_long`, `bad_zip`, `unsafe_zip`
 */
export async function receive(request: Request, name: string, path: string, most = mostUploaded): Promise<void> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge(most);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    await store(request, name, path, most);
    if (/\.(zip|xlsx|xlsm)$/i.test(name)) (await Zip.open(path, name, unpacked)).close();
  } catch (error) {
    await rm(path, { force: true });
    throw error instanceof UserError ? error : 'syscall' in (error as object) ? error : broken();
  }
}

async function store(request: Request, name: string, path: string, most: number): Promise<void> {
  const target = createWriteStream(path, { mode: 0o600 });
  const source = request.body === null ? Readable.from([]) : Readable.fromWeb(request.body);
  const idle = new AbortController();
  let timer = setTimeout(() => idle.abort(), patience);
  const counting = meter(name, most, () => {
    clearTimeout(timer);
    timer = setTimeout(() => idle.abort(), patience);
  });
  try {
    await pipeline(source, counting, target, { signal: idle.signal });
  } catch (error) {
    if (idle.signal.aborted) throw tooSlow();
    // A connection that breaks off is no fault of the disk.
    throw (error as { code?: unknown }).code === 'ECONNRESET' ? broken() : error;
  } finally {
    clearTimeout(timer);
  }
}

/** Lets bytes pass as long as there are not too many, nor too many in one line. */
function meter(name: string, most: number, onBytes: () => void): Transform {
  const hasLines = ['.csv', '.tsv', '.tab', '.txt'].includes(extname(name).toLowerCase());
  let [bytes, line] = [0, 0];
  return new Transform({
    transform: (chunk: Buffer, _, done) => {
      onBytes();
      bytes += chunk.length;
      const end = chunk.lastIndexOf(10);
      line = end === -1 ? line + chunk.length : chunk.length - end - 1;
      if (bytes > most) done(tooLarge(most));
      else if (hasLines && line > longestLine) done(longLine(name));
      else done(null, chunk);
    },
  });
}

function broken(): UserError {
  return new UserError({
    code: 'upload_broken',
    message: {
      en: 'The file did not come whole, and nothing of it was kept.',
      es: 'El archivo no llegó entero y no se ha guardado nada de él.',
    },
    fix: { en: 'Send it again.', es: 'Envíelo de nuevo.' },
  });
}

function longLine(name: string): UserError {
  const mib = longestLine / 1_048_576;
  return new UserError({
    code: 'record_too_long',
    message: { en: `${name} has a line of more than ${mib} MiB.`, es: `${name} tiene una línea de más de ${mib} MiB.` },
    fix: { en: 'A record on each line is needed.', es: 'Se necesita un registro por línea.' },
  });
}
