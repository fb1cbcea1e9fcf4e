import { basename } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { SourceFile } from './reading.ts';

/** Does something with the file at `path`, which stands for another: faults name that one. */
export async function named<T>({ shown }: SourceFile, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, fix } = error.fault;
    const inText = (text: string): string =>
      text.includes(path) ? text.replaceAll(path, shown) : text.replace(basename(path), shown);
    const rename = ({ en, es }: Text): Text => ({ en: inText(en), es: inText(es) });
    throw new UserError({ code, message: rename(message), ...(fix === undefined ? {} : { fix: rename(fix) }) });
  }
}
