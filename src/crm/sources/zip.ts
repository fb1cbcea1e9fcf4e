import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { UserError } from '../../domain/errors.ts';

/** How much a `.zip` may hold. */
export type ZipLimits = {
  /** Unpacked, in bytes. */
  readonly bytes: number;
  readonly entries: number;
  /** Up to this size (bytes) it may be packed as tightly as it likes; beyond, no export is packed so much. */
  readonly harmlessBytes: number;
  /** How many bytes one may become. */
  readonly tightest: number;
};

/** Of files that a user has on their own machine. */
const usual: ZipLimits = { bytes: 50e9, entries: 100_000, harmlessBytes: 1e9, tightest: 200 };

/** A `.zip` whose list of entries was found sound. Close it. */
export class Zip {
  /** Files by name, sorted; no folders. */
  readonly entries: readonly Entry[];
  readonly #zip: ZipFile;
  readonly #shown: string;

  private constructor(zip: ZipFile, shown: string, entries: readonly Entry[]) {
    this.#zip = zip;
    this.#shown = shown;
    this.entries = entries;
  }

  /**
   * @param shown what a person calls it
   * @throws UserError `bad_zip`, `unsafe_zip`
   */
  static async open(path: string, shown: string, limits: ZipLimits = usual): Promise<Zip> {
    const zip = await zipFault(shown, () => openPromise(path, { lazyEntries: true, autoClose: false }));
    try {
      return new Zip(zip, shown, await zipFault(shown, () => entriesOf(zip, shown, limits)));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  close(): void {
    this.#zip.close();
  }

  /** Does something with the unpacked bytes of an entry. @throws UserError `bad_zip`, `encrypted_zip` */
  async read(entry: Entry, work: (chunks: AsyncIterable<Buffer>) => Promise<void>): Promise<void> {
    await zipFault(this.#shown, () => work(this.#unpack(entry)));
  }

  /** Writes an entry to a file. @throws UserError `bad_zip`, `encrypted_zip` */
  async extract(entry: Entry, target: string): Promise<void> {
    await this.read(entry, (chunks) => pipeline(chunks, createWriteStream(target)));
  }

  async *#unpack(entry: Entry): AsyncIterable<Buffer> {
    if (entry.isEncrypted()) throw encrypted(this.#shown);
    if (!entry.canDecodeFileData()) throw bad(this.#shown);
    const stream = await this.#zip.openReadStreamPromise(entry);
    let sum = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (sum !== entry.crc32) throw bad(this.#shown);
  }
}

/** Whether an entry is a link to another file. */
export function isLink({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  const madeOnUnix = versionMadeBy >> 8 === 3;
  return madeOnUnix && ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

async function entriesOf(zip: ZipFile, shown: string, limits: ZipLimits): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  let [packed, unpacked] = [0, 0];
  for await (const entry of zip.eachEntry()) {
    packed += entry.compressedSize;
    unpacked += entry.uncompressedSize;
    if (!entry.fileName.endsWith('/')) entries.push(entry);
    const isTight = unpacked > limits.harmlessBytes && unpacked > limits.tightest * packed;
    const isTooMuch = entries.length > limits.entries || unpacked > limits.bytes;
    if (isTooMuch || packed > zip.fileSize || isTight) throw tooMuch(shown);
  }
  return entries.toSorted((a, b) => (a.fileName < b.fileName ? -1 : a.fileName > b.fileName ? 1 : 0));
}

/** Turns what the unpacking throws into faults of the file; faults of the disk and of the user stay what they are. */
async function zipFault<T>(shown: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error) || 'syscall' in error) throw error;
    if (/^(invalid relative path|absolute path|invalid characters in fileName)/.test(error.message))
      throw unsafe(shown);
    throw bad(shown);
  }
}

function bad(file: string): UserError {
  return new UserError({
    code: 'bad_zip',
    message: {
      en: `${file} cannot be unpacked: it is damaged, incomplete, or no zip.`,
      es: `${file} no se puede descomprimir: está dañado, incompleto o no es un zip.`,
    },
    fix: {
      en: 'Download it again, or unpack it and name the folder.',
      es: 'Descárguelo de nuevo, o descomprímalo e indique la carpeta.',
    },
  });
}

function encrypted(file: string): UserError {
  return new UserError({
    code: 'encrypted_zip',
    message: { en: `${file} is locked with a password.`, es: `${file} está protegido con contraseña.` },
    fix: { en: 'Unpack it and name the folder.', es: 'Descomprímalo e indique la carpeta.' },
  });
}

function unsafe(file: string): UserError {
  return new UserError({
    code: 'unsafe_zip',
    message: {
      en: `${file} has an entry whose name leads out of its folder; it was not unpacked.`,
      es: `${file} tiene una entrada cuyo nombre sale de su carpeta; no se descomprimió.`,
    },
    fix: { en: 'Make sure where it comes from.', es: 'Compruebe de dónde procede.' },
  });
}

function tooMuch(file: string): UserError {
  return new UserError({
    code: 'unsafe_zip',
    message: {
      en: `${file} would unpack to more than an export holds; it was not unpacked.`,
      es: `${file} ocuparía al descomprimirse más de lo que ocupa una exportación; no se descomprimió.`,
    },
    fix: {
      en: 'If you trust it, unpack it and name the folder.',
      es: 'Si se fía de él, descomprímalo e indique la carpeta.',
    },
  });
}
