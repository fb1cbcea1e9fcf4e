import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../domain/errors.ts';

/**
 * The encoding that must be turned into UTF-8 before a CSV file can be read; null when the file can be read as it is. A byte
 * order mark of UTF-16 stands for an encoding that was not declared.
 */
export async function foreignEncoding(file: string, declared: string | undefined): Promise<string | null> {
  if (declared !== undefined) {
    const { encoding } = new TextDecoder(declared);
    return encoding === 'utf-8' ? null : encoding;
  }
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    if (bytesRead < 2) return null;
    if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf-16le';
    return buffer[0] === 0xfe && buffer[1] === 0xff ? 'utf-16be' : null;
  } finally {
    await handle.close();
  }
}

/**
 * Copies a text file as UTF-8, piece by piece.
 * @throws UserError `bad_encoding` when its bytes are no text of that encoding
 */
export async function transcode(file: string, encoding: string, target: string): Promise<void> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    await pipeline(
      createReadStream(file),
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
        yield decoder.decode();
      },
      createWriteStream(target),
    );
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UserError({
      code: 'bad_encoding',
      message: { en: `${basename(file)} is no ${encoding} text.`, es: `${basename(file)} no es texto ${encoding}.` },
      fix: { en: 'Say its encoding in map.yaml.', es: 'Indique su codificación en map.yaml.' },
    });
  }
}
