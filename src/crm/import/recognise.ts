import { UserError } from '../../domain/errors.ts';
import type { SourceTable, TableHead } from '../sources/source.ts';
import type { Crm, CrmObject } from './definition.ts';
import type { ImportSettings } from './settings.ts';

/** A table of the export with the object that it holds, and the place of each field's column in it (from 0). */
export type Recognised = {
  readonly table: SourceTable;
  readonly object: CrmObject;
  readonly places: ReadonlyMap<string, number>;
  /** Places of the columns that no field reads. */
  readonly rest: readonly number[];
};

/** A header or file name in the form that is compared: letters and digits only, without accents, in lower case. */
export function headerKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Finds which object of the CRM a table holds: all of the object's marks must be among its headers, and its signs too when the file's
 * name does not tell it; of several the one whose name the file bears, then the one of which it has most fields. Null when it is none.
 * @throws UserError `bad_settings` when the settings name an object that the CRM or the file does not have
 */
export function recognise(crm: Crm, table: SourceTable, settings: ImportSettings): Recognised | null {
  const found = objectIn(crm, table, settings);
  return found === null ? null : { table, ...found };
}

/**
 * The columns of a table that an import reads: those of its object's fields, all where a step looks for others, none when it holds no object.
 * @throws UserError as `recognise`
 */
export function columnsRead(crm: Crm, table: TableHead, settings: ImportSettings): ReadonlySet<string> {
  const found = objectIn(crm, table, settings);
  if (found?.object.reads !== undefined) return new Set(table.columns);
  return new Set([...(found?.places.values() ?? [])].map((place) => table.columns[place]!));
}

type Found = Omit<Recognised, 'table'>;

function objectIn(crm: Crm, table: TableHead, settings: ImportSettings): Found | null {
  const forced = [...settings.objects].find(([file]) => isFile(table, file))?.[1];
  const candidates = forced === undefined ? crm.objects : [objectNamed(crm, forced)];
  const name = headerKey(table.name);
  const found = candidates
    .filter((object) => object.shapes === undefined || object.shapes.includes(table.shape))
    .map((object) => ({ object, ...placesOf(object, table, settings) }))
    .filter(({ object, places }) => {
      const isTold = forced !== undefined || object.files.test(name);
      return [...object.marks, ...(isTold ? [] : (object.signs ?? []))].every((mark) => places.has(mark));
    });
  if (forced !== undefined && found.length === 0) throw lacksMarks(table, candidates[0]!);
  const [best] = found.toSorted(
    (a, b) => Number(b.object.files.test(name)) - Number(a.object.files.test(name)) || b.places.size - a.places.size,
  );
  return best ?? null;
}

/** Whether the settings mean this table by the name of a file or a sheet. */
export function isFile({ file, name }: TableHead, given: string): boolean {
  return file === given || name === given || file.endsWith(`/${given}`);
}

function placesOf(
  object: CrmObject,
  { columns }: TableHead,
  settings: ImportSettings,
): Pick<Recognised, 'places' | 'rest'> {
  const byKey = new Map<string, number>();
  for (const [place, column] of columns.entries()) {
    const key = headerKey(column);
    if (key !== '' && !byKey.has(key)) byKey.set(key, place);
  }
  const places = new Map<string, number>();
  for (const [field, { names }] of Object.entries(object.fields)) {
    const own = settings.fields.get(`${object.name}.${field}`);
    for (const name of own === undefined ? names : [own]) {
      const place = byKey.get(headerKey(name));
      if (place === undefined) continue;
      places.set(field, place);
      break;
    }
  }
  const read = new Set(places.values());
  return { places, rest: columns.flatMap((_, place) => (read.has(place) ? [] : [place])) };
}

/** @throws UserError `bad_settings` when `fields` names what no object has */
export function checkFields(crm: Crm, settings: ImportSettings): void {
  for (const key of settings.fields.keys()) {
    const [object, field] = key.split('.');
    const known = objectNamed(crm, object ?? '');
    if (field !== undefined && Object.hasOwn(known.fields, field)) continue;
    const list = Object.keys(known.fields).join(', ');
    throw new UserError({
      code: 'bad_settings',
      message: { en: `fields.${key}: there is no such field.`, es: `fields.${key}: no existe ese campo.` },
      fix: { en: `${known.name} has ${list}.`, es: `${known.name} tiene ${list}.` },
    });
  }
}

/** @throws UserError `bad_settings` when the CRM has no such object */
export function objectNamed(crm: Crm, name: string): CrmObject {
  const key = headerKey(name);
  const found = crm.objects.find((object) => headerKey(object.name) === key || headerKey(object.title) === key);
  if (found !== undefined) return found;
  const list = crm.objects.map((object) => object.name).join(', ');
  throw new UserError({
    code: 'bad_settings',
    message: { en: `${crm.name} has no object ${name}.`, es: `${crm.name} no tiene el objeto ${name}.` },
    fix: { en: `There are ${list}.`, es: `Existen ${list}.` },
  });
}

function lacksMarks({ file }: TableHead, object: CrmObject): UserError {
  const marks = object.marks.map((mark) => object.fields[mark]!.names[0] ?? mark).join(', ');
  return new UserError({
    code: 'bad_settings',
    message: { en: `${file} is not ${object.title}.`, es: `${file} no es ${object.title}.` },
    fix: { en: `${object.title} has the columns ${marks}.`, es: `${object.title} tiene las columnas ${marks}.` },
  });
}
