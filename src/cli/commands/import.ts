import { crms } from '../../crm/crms.ts';
import { UserError } from '../../domain/errors.ts';
import type { CliContext } from '../context.ts';

export type ImportOptions = {
  readonly out?: string;
  readonly format: 'csv' | 'parquet';
  readonly map?: string;
  readonly propose?: boolean;
  readonly settings?: string;
  readonly strict?: boolean;
  readonly report?: string;
  readonly json?: boolean;
};

/** Options that only one kind of import has. */
const only = {
  csv: ['map', 'propose'],
  crm: ['settings', 'strict', 'report', 'json'],
} as const satisfies Readonly<Record<string, readonly (keyof ImportOptions)[]>>;

/** Where a proposed map goes when nobody says. */
const usualMap = 'map';

/** `tacto import KIND SRC`: a CRM's export by its name, any CSV by a map, or a first map. */
export async function importCommand(
  context: CliContext,
  kind: string,
  source: string,
  options: ImportOptions,
): Promise<void> {
  const crm = crms.find(({ id }) => id === kind);
  if (crm === undefined && kind !== 'csv') throw unknownImport(kind);
  const foreign = only[crm === undefined ? 'crm' : 'csv'].find((option) => options[option] !== undefined);
  if (foreign !== undefined) throw foreignOption(kind, foreign);
  const empty = (['out', 'map'] as const).find((option) => options[option] === '');
  if (empty !== undefined) throw emptyFolder(empty);
  const { map, format, propose } = options;
  if (propose === true) {
    if (map !== undefined) throw mapAndPropose();
    const { proposeCommand } = await import('./import-propose.ts');
    return proposeCommand(context, source, options.out ?? usualMap);
  }
  const out = options.out ?? needed('--out <DIR>');
  if (crm !== undefined) {
    const { importCrmCommand } = await import('./import-crm.ts');
    return importCrmCommand(context, crm, source, { ...options, out });
  }
  const { importCsvCommand } = await import('./import-csv.ts');
  return importCsvCommand(context, source, { map: map ?? needed('--map <FOLDER>'), out, format });
}

function unknownImport(kind: string): UserError {
  const known = [...crms.map(({ id }) => id), 'csv'].join(', ');
  return new UserError({
    code: 'unknown_import',
    message: { en: `There is no import of “${kind}”.`, es: `No existe la importación de «${kind}».` },
    fix: {
      en: `There are: ${known}. Any other CRM: tacto import csv SRC --propose.`,
      es: `Existen: ${known}. Cualquier otro CRM: tacto import csv SRC --propose.`,
    },
  });
}

function needed(option: string): never {
  throw new UserError({
    code: 'bad_option',
    message: { en: `The option ${option} is needed.`, es: `Hace falta la opción ${option}.` },
    fix: { en: 'Add --help for examples.', es: 'Añada --help para ver ejemplos.' },
  });
}

function emptyFolder(option: string): UserError {
  return new UserError({
    code: 'bad_option',
    message: { en: `--${option} names no folder.`, es: `--${option} no nombra ninguna carpeta.` },
    fix: { en: `Write it as in --${option} my-folder.`, es: `Escríbala como en --${option} mi-carpeta.` },
  });
}

function foreignOption(kind: string, option: string): UserError {
  return new UserError({
    code: 'bad_option',
    message: {
      en: `--${option} is not for tacto import ${kind}.`,
      es: `--${option} no sirve para tacto import ${kind}.`,
    },
    fix: { en: 'Add --help to see which options go with it.', es: 'Añada --help para ver qué opciones admite.' },
  });
}

function mapAndPropose(): UserError {
  return new UserError({
    code: 'bad_option',
    message: {
      en: '--map imports by a map that is there, --propose writes a first one.',
      es: '--map importa con un mapa que ya existe y --propose escribe uno nuevo.',
    },
    fix: { en: 'Give one of them.', es: 'Indique solo uno.' },
  });
}
