import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { UserError } from '../../domain/errors.ts';
import { fileFault } from '../../log/file-faults.ts';
import { type Manifest, manifestName, sealName } from './manifest.ts';
import { tarEnd, tarHeader, tarPadding } from './tar.ts';

const compress = promisify(gzip);

/** Bytes of a table's rows in one part, before they are compressed. */
const partBytes = 4 * 1024 * 1024;

/** A backup that is being written. It gets its name when it is whole. */
export class Archive {
  readonly #file: string;
  readonly #draft: string;
  readonly #handle: FileHandle;
  readonly #sums: Record<string, { bytes: number; sha256: string }> = {};
  #at = 0;

  private constructor(file: string, draft: string, handle: FileHandle) {
    this.#file = file;
    this.#draft = draft;
    this.#handle = handle;
  }

  /** Begins a backup, readable by its owner alone. @throws UserError `already_there`, `cannot_write` … */
  static async begin(file: string): Promise<Archive> {
    if ((await stat(file).catch(() => null)) !== null) throw alreadyThere(file);
    const draft = `${file}.${randomBytes(4).toString('hex')}.part`;
    const handle = await open(draft, 'wx', 0o600).catch((error: unknown) => {
      throw fileFault('write', file, error);
    });
    return new Archive(file, draft, handle);
  }

  /** Adds a part as it is. */
  async add(name: string, content: Buffer): Promise<void> {
    this.#sums[name] = { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
    for (const bytes of [tarHeader(name, content.length), content, tarPadding(content.length)])
      await this.#write(bytes);
  }

  /** Adds bytes that come little by little, compressed, in as many parts as it takes. @returns their names */
  async addStream(folder: string, bytes: AsyncIterable<Buffer>): Promise<readonly string[]> {
    const names: string[] = [];
    let waiting: Buffer[] = [];
    let length = 0;
    const put = async (): Promise<void> => {
      if (length === 0) return;
      const name = `${folder}/${String(names.length + 1).padStart(6, '0')}.gz`;
      await this.add(name, await compress(Buffer.concat(waiting), { level: 4 }));
      names.push(name);
      [waiting, length] = [[], 0];
    };
    for await (const chunk of bytes) {
      waiting.push(chunk);
      length += chunk.length;
      if (length >= partBytes) await put();
    }
    await put();
    return names;
  }

  /** Ends it: the manifest, its seal, and the name. @returns how many bytes it has */
  async end(manifest: Omit<Manifest, 'sums'>): Promise<number> {
    const text = Buffer.from(`${JSON.stringify({ ...manifest, sums: { ...this.#sums } }, null, 1)}\n`);
    await this.add(manifestName, text);
    await this.add(sealName, Buffer.from(`${this.#sums[manifestName]!.sha256}\n`));
    await this.#write(tarEnd);
    await this.#handle.sync();
    await this.#handle.close();
    if ((await stat(this.#file).catch(() => null)) !== null) {
      await rm(this.#draft, { force: true });
      throw alreadyThere(this.#file);
    }
    await rename(this.#draft, this.#file);
    return this.#at;
  }

  /** Gives it up: nothing stays. */
  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#draft, { force: true });
  }

  async #write(bytes: Buffer): Promise<void> {
    try {
      await this.#handle.writeFile(bytes);
    } catch (error) {
      throw fileFault('write', this.#file, error);
    }
    this.#at += bytes.length;
  }
}

function alreadyThere(file: string): UserError {
  return new UserError({
    code: 'already_there',
    message: { en: `${file} is there already.`, es: `${file} ya existe.` },
    fix: { en: 'Name another file.', es: 'Indique otro archivo.' },
  });
}
