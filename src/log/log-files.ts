import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { nearest, UserError } from '../domain/errors.ts';
import type { Text } from '../domain/text.ts';
import { type TableName, tableNames } from './schema.ts';

/** A file that holds a table of a log. */
export type LogFile = { readonly name: string; readonly path: string; readonly kind: 'csv' | 'parquet' };

/** The tables' files in a folder, and a warning for each data file that is none of them. */
export type LogFiles = { readonly files: ReadonlyMap<TableName, LogFile>; readonly warnings: readonly Text[] };

/**
 * Finds the files of a sales log. A folder with nothing but a `workspace.json` is an empty log.
 * @throws UserError `no_log`, `two_files`
 */
export async function findLogFiles(dir: string): Promise<LogFiles> {
  const names = await readdir(dir).catch(() => null);
  if (names === null) throw noLog(`${dir} is not a folder.`, `${dir} no es una carpeta.`);
  const files = new Map<TableName, LogFile>();
  const warnings: Text[] = [];
  for (const name of names.sort()) {
    const [, base, kind] = /^(.*)\.(csv|parquet)$/i.exec(name) ?? [];
    if (base === undefined) continue;
    const table = kind === 'csv' || kind === 'parquet' ? tableNames.find((known) => known === base) : undefined;
    if (table === undefined || (kind !== 'csv' && kind !== 'parquet')) {
      warnings.push(stray(name, base));
      continue;
    }
    if (files.has(table)) throw twoFiles(dir, table);
    const path = resolve(join(dir, name));
    if (!(await stat(path).catch(() => null))?.isFile())
      throw noLog(`${path} is not a file.`, `${path} no es un archivo.`);
    files.set(table, { name, path, kind });
  }
  if (files.size === 0 && !names.includes('workspace.json')) {
    throw noLog(`${dir} holds no table of a sales log.`, `${dir} no contiene ninguna tabla de un registro de ventas.`);
  }
  return { files, warnings };
}

function stray(name: string, base: string): Text {
  const meant = nearest(base.toLowerCase(), tableNames);
  const hint =
    meant === undefined ? { en: '', es: '' } : { en: ` Did you mean ${meant}?`, es: ` ¿Quiso decir ${meant}?` };
  return {
    en: `${name} is not a table of a sales log and is ignored.${hint.en}`,
    es: `${name} no es una tabla de un registro de ventas y se pasa por alto.${hint.es}`,
  };
}

function twoFiles(dir: string, table: TableName): UserError {
  return new UserError({
    code: 'two_files',
    message: {
      en: `${dir} has both ${table}.csv and ${table}.parquet.`,
      es: `${dir} tiene a la vez ${table}.csv y ${table}.parquet.`,
    },
    fix: { en: 'Keep one of them.', es: 'Deje solo uno.' },
  });
}

function noLog(en: string, es: string): UserError {
  return new UserError({
    code: 'no_log',
    message: { en, es },
    fix: {
      en: 'Give the folder of a sales log; `tacto demo DIR` makes one.',
      es: 'Indique la carpeta de un registro de ventas; `tacto demo DIR` crea una.',
    },
  });
}
