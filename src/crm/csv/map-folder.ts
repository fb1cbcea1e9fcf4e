import { readFile, stat } from 'node:fs/promises';
import { nearest, UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import { tableNames, type TableName } from '../../log/schema.ts';
import { filesIn, stem } from './folder.ts';
import { type MapSettings, noSettings, parseMapSettings } from './map-settings.ts';

/** The SQL of one sales-log table. */
export type MapView = { readonly table: TableName; readonly file: string; readonly text: string };

/** A map: how a folder of CSV files becomes a sales log. */
export type CsvMap = {
  readonly views: readonly MapView[];
  readonly settings: MapSettings;
  readonly warnings: readonly Text[];
};

const mostBytes = 1_000_000;

/**
 * Reads a map folder: a `TABLE.sql` for each sales-log table that it fills, and an optional `map.yaml`.
 * @throws UserError `no_map`, `unknown_table`, `bad_map`, `bad_workspace`
 */
export async function readMap(folder: string): Promise<CsvMap> {
  const { files, warnings } = await filesIn(folder, (name) => /\.sql$/i.test(name) || /^map\.ya?ml$/i.test(name));
  const sheets = files.filter(({ name }) => /\.ya?ml$/i.test(name));
  const queries = files.filter(({ name }) => /\.sql$/i.test(name));
  if (queries.length === 0 || sheets.length > 1) throw noMap(folder, sheets.length);
  const views = await Promise.all(
    queries.map(async ({ path, name }) => ({ table: tableOf(name), file: name, text: await readText(path, name) })),
  );
  views.sort((a, b) => tableNames.indexOf(a.table) - tableNames.indexOf(b.table));
  const [sheet] = sheets;
  const settings = sheet === undefined ? noSettings : parseMapSettings(await readText(sheet.path, sheet.name));
  return { views, settings, warnings: [...warnings, ...settings.warnings] };
}

function tableOf(file: string): TableName {
  const wanted = stem(file);
  const found = tableNames.find((table) => table === wanted);
  if (found !== undefined) return found;
  const meant = nearest(wanted.toLowerCase(), tableNames);
  const list = tableNames.join(', ');
  throw new UserError({
    code: 'unknown_table',
    message: {
      en: `${file}: the sales log has no table ${wanted}.`,
      es: `${file}: el registro de ventas no tiene la tabla ${wanted}.`,
    },
    fix:
      meant === undefined
        ? { en: `Its tables are ${list}.`, es: `Sus tablas son ${list}.` }
        : { en: `Did you mean ${meant}.sql?`, es: `¿Quería decir ${meant}.sql?` },
  });
}

async function readText(path: string, file: string): Promise<string> {
  const { size } = await stat(path);
  if (size > mostBytes)
    throw unreadable(file, { en: `is larger than ${mostBytes} bytes`, es: `ocupa más de ${mostBytes} bytes` });
  const bytes = await readFile(path);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Said below, as for a NUL byte.
  }
  throw unreadable(file, { en: 'is not UTF-8 text', es: 'no es texto UTF-8' });
}

function unreadable(file: string, reason: Text): UserError {
  return new UserError({ code: 'bad_map', message: { en: `${file} ${reason.en}.`, es: `${file} ${reason.es}.` } });
}

function noMap(folder: string, sheets: number): UserError {
  return sheets > 1
    ? new UserError({
        code: 'no_map',
        message: { en: `${folder} has both map.yaml and map.yml.`, es: `${folder} tiene tanto map.yaml como map.yml.` },
        fix: { en: 'Keep one.', es: 'Deje uno.' },
      })
    : new UserError({
        code: 'no_map',
        message: {
          en: `${folder} is no map: it has no TABLE.sql.`,
          es: `${folder} no es un mapa: no tiene ningún TABLA.sql.`,
        },
        fix: {
          en: `A map has a file such as deals.sql for each table of the sales log that it fills.`,
          es: `Un mapa tiene un archivo como deals.sql por cada tabla del registro de ventas que llena.`,
        },
      });
}
