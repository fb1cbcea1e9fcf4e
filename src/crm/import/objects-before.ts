import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import type { TableName } from '../../log/schema.ts';
import type { FileAccount, ImportReport, TargetAccount } from '../report/model.ts';
import { tableTitles } from '../report/names.ts';
import type { Recognised } from './recognise.ts';

/** An object of the CRM that a log was made from: its records, and the rows of each table that came of them. */
export type ObjectBefore = {
  readonly title: string;
  readonly records: number;
  readonly kept: ReadonlyMap<TableName, number>;
};

/** What of the account of a file, or of several that hold the same, says what a log was made from. */
export type MadeOf = Pick<FileAccount, 'object' | 'rows'> & {
  readonly targets: readonly Pick<TargetAccount, 'table' | 'kept'>[];
};

/** The objects with records that the report of an import tells of, by what the vendor calls them. */
export function objectsIn(files: readonly MadeOf[]): ReadonlyMap<string, ObjectBefore> {
  const found = new Map<string, ObjectBefore>();
  for (const { object, rows, targets } of files) {
    if (object === null || rows === 0) continue;
    const { records, kept } = found.get(object) ?? { records: 0, kept: new Map<TableName, number>() };
    const sum = new Map(kept);
    for (const target of targets) sum.set(target.table, (sum.get(target.table) ?? 0) + target.kept);
    found.set(object, { title: object, records: records + rows, kept: sum });
  }
  return found;
}

/** The same said once for each object. */
export function madeOf(files: readonly MadeOf[]): readonly MadeOf[] {
  return [...objectsIn(files).values()].map(({ title, records, kept }) => {
    return { object: title, rows: records, targets: [...kept].map(([table, n]) => ({ table, kept: n })) };
  });
}

/**
 * Holds that an export has every object that the log before was made from: rows of one object are read with those of others, so that none
 * of them can be left as it was while the others change.
 * @param without titles of objects of which the settings say that the CRM no longer has them
 * @returns what is to be said of those, of objects that have no record any more, and of settings that say so in vain
 * @throws UserError `objects_missing` before anything is written
 */
export function requireObjects(
  before: ReadonlyMap<string, ObjectBefore>,
  found: readonly (Recognised | null)[],
  without: readonly string[],
): Text[] {
  const records = new Map<string, number>();
  for (const recognised of found) {
    if (recognised === null) continue;
    const { title } = recognised.object;
    records.set(title, (records.get(title) ?? 0) + recognised.table.rows);
  }
  const gone = new Set(without);
  const lacking = [...before.values()].filter(({ title }) => !records.has(title));
  const missing = lacking.filter(({ title }) => !gone.has(title));
  if (missing.length > 0) throw objectsMissing(missing);
  const emptied = [...before.values()].filter(({ title }) => records.get(title) === 0 && !gone.has(title));
  return [
    ...(lacking.length === 0 ? [] : [goneForGood(lacking)]),
    ...(emptied.length === 0 ? [] : [nowEmpty(emptied)]),
    ...[...gone].filter((title) => records.has(title)).map(thereAfterAll),
  ];
}

/** The tables of which a carried row is gone or no longer the same, since what it hangs on is not in the export. */
export function lostWhileCarried(changes: ImportReport['changes']): Text[] {
  const hurt = (changes ?? []).filter(({ carried, gone, changed }) => carried && gone + changed > 0);
  if (hurt.length === 0) return [];
  const list = (language: keyof Text): string =>
    hurt.map(({ table, gone, changed }) => `${tableTitles[table][language]} ${gone + changed}`).join(', ');
  return [
    {
      en: `Of the rows that stay from before, some hang on people or records that are not in this export: they are gone or have lost those links (${list('en')}).`,
      es: `De las filas que se conservan de antes, algunas dependen de personas o registros que no están en esta exportación: han desaparecido o han perdido esos vínculos (${list('es')}).`,
    },
  ];
}

function objectsMissing(missing: readonly ObjectBefore[]): UserError {
  const titles = missing.map(({ title }) => title).join(', ');
  return new UserError({
    code: 'objects_missing',
    message: {
      en: `The log before was made from what this export does not have: ${listed(missing, 'en')}. Nothing was written.`,
      es: `El registro anterior salió de lo que esta exportación no tiene: ${listed(missing, 'es')}. No se ha escrito nada.`,
    },
    fix: {
      en: `Export it as well, or put the files that the export before had of it beside the new ones. What the CRM no longer has, say in the settings: without: [${titles}]; what came of it then leaves the log.`,
      es: `Expórtelo también, o ponga junto a los archivos nuevos los que la exportación anterior tenía de ello. Lo que el CRM ya no tiene, dígalo en los ajustes: without: [${titles}]; lo que salió de ello deja entonces el registro.`,
    },
  });
}

function goneForGood(objects: readonly ObjectBefore[]): Text {
  return {
    en: `As the settings say, the export is without what the log before was made from, and what came of it is gone: ${listed(objects, 'en')}.`,
    es: `Como dicen los ajustes, la exportación va sin algo de lo que salió el registro anterior, y lo que salió de ello ha desaparecido: ${listed(objects, 'es')}.`,
  };
}

function nowEmpty(objects: readonly ObjectBefore[]): Text {
  return {
    en: `The export has no record of what the log before was made from, and what came of it is gone: ${listed(objects, 'en')}. If that is wrong, export it again and import once more.`,
    es: `La exportación no tiene ningún registro de algo de lo que salió el registro anterior, y lo que salió de ello ha desaparecido: ${listed(objects, 'es')}. Si es un error, vuelva a exportarlo e importe otra vez.`,
  };
}

function thereAfterAll(title: string): Text {
  return {
    en: `The settings say that the export is without ${title}, but it is there and was read.`,
    es: `Los ajustes dicen que la exportación va sin ${title}, pero está y se ha leído.`,
  };
}

const words = {
  en: { record: 'record', records: 'records', inLog: 'in the log' },
  es: { record: 'registro', records: 'registros', inLog: 'en el registro de ventas' },
} as const satisfies Record<keyof Text, unknown>;

/** `Task (8 records; in the log: Activities 5)`, of all of them. */
function listed(objects: readonly ObjectBefore[], language: keyof Text): string {
  const { record, records: several, inLog } = words[language];
  return objects
    .map(({ title, records, kept }) => {
      const rows = [...kept].filter(([, n]) => n > 0).map(([table, n]) => `${tableTitles[table][language]} ${n}`);
      const counted = `${records} ${records === 1 ? record : several}`;
      return `${title} (${counted}${rows.length === 0 ? '' : `; ${inLog}: ${rows.join(', ')}`})`;
    })
    .join(', ');
}
