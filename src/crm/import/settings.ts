import { parse } from 'yaml';
import { nearest, UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import { parseWorkspace, type Workspace } from '../../domain/workspace.ts';
import { type FileSettings, parseFileSettings } from '../csv/map-settings.ts';
import type { ListName } from './definition.ts';
import type { ValueHabits } from '../values/readers.ts';
import { badSetting } from './bad-setting.ts';
import { inCapitals, withCurrencyCode } from './currency-code.ts';
import { type ListRow, parseList } from './list-shapes.ts';
import { mergedToTheEnd } from './owner-chains.ts';

/** What a user says of an export; everything is optional. */
export type ImportSettings = ValueHabits & {
  /** What the user calls their file; null without one. */
  readonly file: string | null;
  /** Their text as it was given; null without one. */
  readonly text: string | null;
  readonly workspace: Workspace;
  /** The keys of `workspace` that the user gave. */
  readonly workspaceGiven: ReadonlySet<string>;
  /** Whether times without a zone are UTC or of the workspace's zone; null: as the CRM's exports have them. */
  readonly timesWithoutZone: 'utc' | 'workspace' | null;
  readonly files: ReadonlyMap<string, FileSettings>;
  /** How the dates and numbers of a file are written, by file name, where it is not as in the others. */
  readonly habits: ReadonlyMap<string, ValueHabits>;
  /** The object that a file holds, by file name. */
  readonly objects: ReadonlyMap<string, string>;
  /** Headers of own fields, by `object.field`. */
  readonly fields: ReadonlyMap<string, string>;
  /** Units of the workspace's currency for one unit of another. */
  readonly rates: ReadonlyMap<string, string>;
  /** Stage names from the first to the last. */
  readonly stageOrder: readonly string[];
  /** Objects that the log before was made from and the CRM no longer has. */
  readonly without: readonly string[];
  readonly lists: Readonly<Partial<Record<ListName, readonly ListRow[]>>>;
  readonly warnings: readonly Text[];
};

const listKeys = {
  stages: true,
  deal_statuses: true,
  lead_statuses: true,
  outcomes: true,
  activity_types: true,
  roles: true,
  ratings: true,
  influences: true,
  owners: true,
  hourly_costs: true,
} as const satisfies Readonly<Record<ListName, true>>;

const keys = [
  'workspace',
  'date_order',
  'decimal_mark',
  'times_without_zone',
  'files',
  'fields',
  'fx_rates',
  'stage_order',
  'without',
  ...Object.keys(listKeys),
];

/**
 * Reads the settings of an import.
 * @param file what the user calls it, for faults
 * @throws UserError `bad_settings` that names the key, its value and what would be right
 */
export function parseSettings(text: string, file: string): ImportSettings {
  const all = parseYaml(text, file) ?? {};
  if (!isRecord(all)) throw badSetting(file, 'settings', all, { en: 'keys and values', es: 'claves y valores' });
  for (const key of Object.keys(all)) if (!keys.includes(key)) throw unknownKey(file, key);
  // A key whose lines were deleted or commented out is as good as none.
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
  const {
    workspace = {},
    files = {},
    fields = {},
    fx_rates: rates = {},
    stage_order: order = [],
    without = [],
  } = given;
  const record = (key: string, value: unknown): Record<string, unknown> => {
    if (isRecord(value)) return value;
    throw badSetting(file, key, value, { en: 'keys and values', es: 'claves y valores' });
  };
  const home = withCurrencyCode(file, record('workspace', workspace));
  const parsed = named(file, 'workspace.', /^(workspace\.json: )?/, () => parseWorkspace(JSON.stringify(home)));
  if (!Array.isArray(order) || !order.every((stage) => typeof stage === 'string')) {
    throw badSetting(file, 'stage_order', order, { en: 'a list of stage names', es: 'una lista de nombres de etapas' });
  }
  if (!Array.isArray(without) || !without.every((object) => typeof object === 'string')) {
    throw badSetting(file, 'without', without, { en: 'a list of objects', es: 'una lista de objetos' });
  }
  const fileEntries = Object.entries(record('files', files)).map(([name, value]) => {
    const own = record(`files.${name}`, value);
    const { object, date_order: _order, decimal_mark: _mark, ...how } = own;
    const habits = habitsOf(file, own, `files.${name}.`);
    return { name, object, habits, how: named(file, '', /^map\.yaml: /, () => parseFileSettings(name, how)) };
  });
  return {
    file,
    text,
    workspace: parsed.workspace,
    workspaceGiven: new Set(Object.keys(home)),
    ...habitsOf(file, given, ''),
    timesWithoutZone: oneOf(file, given, 'times_without_zone', ['utc', 'workspace'] as const),
    files: new Map(fileEntries.map(({ name, how }) => [name, how])),
    habits: new Map(fileEntries.map(({ name, habits }) => [name, habits])),
    objects: new Map(
      fileEntries.flatMap(({ name, object }) =>
        object === undefined ? [] : [[name, textOf(file, `files.${name}.object`, object)]],
      ),
    ),
    fields: new Map(
      Object.entries(record('fields', fields)).map(([key, value]) => [key, textOf(file, `fields.${key}`, value)]),
    ),
    rates: new Map(
      Object.entries(record('fx_rates', rates)).map(([key, value]) => [
        inCapitals(key),
        rateOf(file, `fx_rates.${key}`, value),
      ]),
    ),
    stageOrder: order,
    without,
    lists: Object.fromEntries(
      Object.keys(listKeys).flatMap((list) => {
        if (given[list] === undefined) return [];
        const rows = parseList(file, list as ListName, record(list, given[list]));
        return [[list, list === 'owners' ? mergedToTheEnd(file, rows) : rows]];
      }),
    ),
    warnings: parsed.unknownKeys.map((key) => ({
      en: `${file}: nothing reads workspace.${key}.`,
      es: `${file}: nada lee workspace.${key}.`,
    })),
  };
}

/** The settings of an import without a settings file. */
export const noSettings: ImportSettings = {
  ...parseSettings('', 'settings.yaml'),
  file: null,
  text: null,
};

/** @param under what stands before the keys in messages */
function habitsOf(file: string, given: Readonly<Record<string, unknown>>, under: string): ValueHabits {
  return {
    dateOrder: oneOf(file, given, 'date_order', ['dmy', 'mdy', 'ymd'] as const, under),
    decimalMark: oneOf(file, given, 'decimal_mark', [',', '.'] as const, under),
  };
}

function oneOf<T extends string>(
  file: string,
  given: Readonly<Record<string, unknown>>,
  key: string,
  values: readonly T[],
  under = '',
): T | null {
  const value = given[key];
  if (value === undefined || value === null) return null;
  const found = values.find((known) => known === value);
  if (found === undefined)
    throw badSetting(file, `${under}${key}`, value, { en: values.join(' / '), es: values.join(' / ') });
  return found;
}

/** What another reader says of a part of the settings, said of their file. @param known how that reader's messages begin */
function named<T>(file: string, key: string, known: RegExp, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, fix } = error.fault;
    const said = (text: string): string => `${file}: ${text.replace(known, key)}`;
    throw new UserError({
      code: 'bad_settings',
      message: { en: said(message.en), es: said(message.es) },
      ...(fix === undefined ? {} : { fix }),
    });
  }
}

function textOf(file: string, key: string, value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw badSetting(file, key, value, { en: 'a text', es: 'un texto' });
}

function rateOf(file: string, key: string, value: unknown): string {
  if (typeof value === 'number' && value > 0 && /^[\d.]+$/.test(String(value))) return String(value);
  throw badSetting(file, key, value, { en: 'a number above 0, such as 0.92', es: 'un número mayor que 0, como 0.92' });
}

/** @throws UserError `bad_settings`, also for a value that holds itself by an alias */
function parseYaml(text: string, file: string): unknown {
  try {
    const value: unknown = parse(text, { logLevel: 'error' });
    JSON.stringify(value);
    return value;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError({
      code: 'bad_settings',
      message: { en: `${file} is not valid YAML: ${reason}`, es: `${file} no es YAML válido: ${reason}` },
    });
  }
}

function unknownKey(file: string, key: string): UserError {
  const meant = nearest(key, keys);
  return new UserError({
    code: 'bad_settings',
    message: { en: `${file}: there is no setting ${key}.`, es: `${file}: no existe el ajuste ${key}.` },
    fix:
      meant === undefined
        ? { en: `The settings are ${keys.join(', ')}.`, es: `Los ajustes son ${keys.join(', ')}.` }
        : { en: `Did you mean ${meant}?`, es: `¿Quería decir ${meant}?` },
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
