import { parse } from 'yaml';
import { nearest, UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import { defaultWorkspace, parseWorkspace, type Workspace } from '../../domain/workspace.ts';

/** How one source file is written. */
export type FileSettings = {
  /** One character; `,` by default, tab for `.tsv`. */
  readonly delimiter?: string;
  /** A WHATWG label such as `windows-1252`; UTF-8, or what a byte order mark says, by default. */
  readonly encoding?: string;
  /** Column names of a file that has no header row. */
  readonly header?: readonly string[];
};

export type DateOrder = 'ymd' | 'dmy' | 'mdy';
export const dateOrders: readonly DateOrder[] = ['ymd', 'dmy', 'mdy'];

/** What `map.yaml` of a CSV map says; all of it is optional. */
export type MapSettings = {
  /** By file name, with or without its extension. */
  readonly files: ReadonlyMap<string, FileSettings>;
  /** What `to_decimal(text)` takes as decimal mark: a comma instead of a point. */
  readonly decimalComma: boolean;
  /** How `to_date(text)` and `to_instant(text)` read dates that do not begin with the year. */
  readonly dateOrder: DateOrder;
  /** How long each SELECT of the map may take, in seconds. */
  readonly timeLimit: number;
  readonly workspace: Workspace;
  /** The keys of `workspace` that the map gives. */
  readonly workspaceGiven: ReadonlySet<string>;
  readonly warnings: readonly Text[];
};

export const noSettings: MapSettings = {
  files: new Map(),
  decimalComma: false,
  dateOrder: 'ymd',
  timeLimit: 600,
  workspace: defaultWorkspace,
  workspaceGiven: new Set(),
  warnings: [],
};

const topKeys = ['files', 'decimal_comma', 'date_order', 'time_limit_s', 'workspace'];
const longestLimit = 86_400;
const fileKeys = ['delimiter', 'encoding', 'header'];

/**
 * Reads the text of `map.yaml`.
 * @throws UserError `bad_map` that names the key, or `bad_workspace`
 */
export function parseMapSettings(text: string): MapSettings {
  const given = parseYaml(text);
  if (given === null || given === undefined) return noSettings;
  if (!isRecord(given)) throw bad('map.yaml', given, { en: 'keys and values', es: 'claves y valores' });
  checkKeys(given, topKeys, '');
  const {
    files = {},
    decimal_comma: decimalComma = false,
    date_order: dateOrder = 'ymd',
    time_limit_s: timeLimit = noSettings.timeLimit,
    workspace = {},
  } = given;
  if (typeof decimalComma !== 'boolean')
    throw bad('decimal_comma', decimalComma, { en: 'true or false', es: 'true o false' });
  const order = dateOrders.find((known) => known === dateOrder);
  if (order === undefined) throw bad('date_order', dateOrder, { en: dateOrders.join(', '), es: dateOrders.join(', ') });
  if (typeof timeLimit !== 'number' || !Number.isInteger(timeLimit) || timeLimit < 1 || timeLimit > longestLimit) {
    throw bad('time_limit_s', timeLimit, {
      en: `a whole number of seconds, 1 to ${longestLimit}`,
      es: `un número entero de segundos, de 1 a ${longestLimit}`,
    });
  }
  if (!isRecord(files))
    throw bad('files', files, { en: 'a name and settings for each file', es: 'un nombre y ajustes por archivo' });
  if (!isRecord(workspace))
    throw bad('workspace', workspace, { en: 'the keys of workspace.json', es: 'las claves de workspace.json' });
  const parsed = parseWorkspace(JSON.stringify(workspace));
  return {
    files: new Map(Object.entries(files).map(([file, settings]) => [file, parseFileSettings(file, settings)])),
    decimalComma,
    dateOrder: order,
    timeLimit,
    workspace: parsed.workspace,
    workspaceGiven: new Set(Object.keys(workspace)),
    warnings: parsed.unknownKeys.map((key) => ({
      en: `map.yaml: nothing reads workspace.${key}.`,
      es: `map.yaml: nada lee workspace.${key}.`,
    })),
  };
}

/** @throws UserError `bad_map` */
export function parseFileSettings(file: string, given: unknown): FileSettings {
  if (!isRecord(given)) {
    throw bad(`files.${file}`, given, { en: 'delimiter, encoding or header', es: 'delimiter, encoding o header' });
  }
  checkKeys(given, fileKeys, `files.${file}.`);
  const { delimiter, encoding, header } = given;
  const where = (key: string): string => `files.${file}.${key}`;
  if (delimiter !== undefined && (typeof delimiter !== 'string' || !/^[^"\r\n\0]$/u.test(delimiter))) {
    throw bad(where('delimiter'), delimiter, { en: 'one character, such as ";"', es: 'un carácter, como ";"' });
  }
  if (encoding !== undefined && !isEncoding(encoding)) {
    throw bad(where('encoding'), encoding, {
      en: 'utf-8, latin-1, windows-1252, utf-16le or another encoding of the web',
      es: 'utf-8, latin-1, windows-1252, utf-16le u otra codificación de la web',
    });
  }
  if (header !== undefined && !isHeader(header)) {
    throw bad(where('header'), header, { en: 'a list of different names', es: 'una lista de nombres distintos' });
  }
  return {
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(encoding === undefined ? {} : { encoding: encodingLabel(encoding) }),
    ...(header === undefined ? {} : { header }),
  };
}

/** `latin-1` is how people write what the web calls `latin1`. */
function encodingLabel(text: string): string {
  return text.toLowerCase() === 'latin-1' ? 'latin1' : text;
}

function isEncoding(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  try {
    return new TextDecoder(encodingLabel(value)).encoding !== '';
  } catch {
    return false;
  }
}

function isHeader(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((entry) => typeof entry === 'string' && entry !== '');
}

function checkKeys(given: Readonly<Record<string, unknown>>, known: readonly string[], prefix: string): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const meant = nearest(unknown, known);
  throw new UserError({
    code: 'bad_map',
    message: {
      en: `map.yaml: there is no setting ${prefix}${unknown}.`,
      es: `map.yaml: no existe el ajuste ${prefix}${unknown}.`,
    },
    fix:
      meant === undefined
        ? { en: `The settings are ${known.join(', ')}.`, es: `Los ajustes son ${known.join(', ')}.` }
        : { en: `Did you mean ${prefix}${meant}?`, es: `¿Quería decir ${prefix}${meant}?` },
  });
}

function parseYaml(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError({
      code: 'bad_map',
      message: {
        en: `map.yaml is not valid YAML: ${reason}`,
        es: `map.yaml no es YAML válido; texto del analizador: «${reason.trim()}»`,
      },
    });
  }
}

function bad(key: string, value: unknown, right: Text): UserError {
  const shown = JSON.stringify(value);
  return new UserError({
    code: 'bad_map',
    message: { en: `map.yaml: ${key} has the value ${shown}.`, es: `map.yaml: ${key} tiene el valor ${shown}.` },
    fix: { en: `Right would be ${right.en}.`, es: `Lo correcto sería: ${right.es}.` },
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
