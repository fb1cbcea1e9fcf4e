import type { Text } from '../../domain/text.ts';
import { channels, decisionRoles, outcomes, purposes, stageKinds } from '../../domain/vocabulary.ts';
import { badSetting } from './bad-setting.ts';
import type { ListName } from './definition.ts';

type Cell = string | number | null;
/** A word of the CRM and what it means: the values of its list's columns. */
export type ListRow = {
  /** As it is written, and in the form that is compared. */
  readonly word: string;
  readonly given: string;
  readonly values: readonly Cell[];
};

/** The columns of each list behind `given`, and how a meaning is read from what the settings say. */
type ListShape = {
  readonly columns: readonly { readonly name: string; readonly type: 'VARCHAR' | 'DOUBLE' | 'INTEGER' }[];
  /** The values, or null when the meaning is none. */
  readonly read: (meaning: unknown) => readonly Cell[] | null;
  readonly right: Text;
};

const words = (name: string, values: readonly string[]): ListShape => ({
  columns: [{ name, type: 'VARCHAR' }],
  read: (meaning) => (typeof meaning === 'string' && values.includes(meaning) ? [meaning] : null),
  right: { en: `one of ${values.join(', ')}`, es: `uno de estos valores: ${values.join(', ')}` },
});

const wholes = (name: string, least: number, most: number): ListShape => ({
  columns: [{ name, type: 'INTEGER' }],
  read: (meaning) =>
    Number.isInteger(meaning) && Number(meaning) >= least && Number(meaning) <= most ? [Number(meaning)] : null,
  right: { en: `a whole number from ${least} to ${most}`, es: `un número entero de ${least} a ${most}` },
});

/** What each list holds. */
export const listShapes: Readonly<Record<ListName, ListShape>> = {
  stages: {
    columns: [
      { name: 'kind', type: 'VARCHAR' },
      { name: 'position', type: 'INTEGER' },
      { name: 'probability', type: 'DOUBLE' },
    ],
    read: stageOf,
    right: {
      en: `${stageKinds.join(', ')}, or { kind, position, probability }`,
      es: `${stageKinds.join(', ')}, o bien { kind, position, probability }`,
    },
  },
  deal_statuses: words('means', stageKinds),
  lead_statuses: words('means', ['new', 'qualified', 'disqualified', 'prospect']),
  outcomes: words('means', [...outcomes, 'unknown']),
  activity_types: {
    columns: [
      { name: 'channel', type: 'VARCHAR' },
      { name: 'purpose', type: 'VARCHAR' },
    ],
    read: activityOf,
    right: {
      en: `${channels.join(', ')} or skip; or { channel, purpose } with a purpose of ${purposes.join(', ')}`,
      es: `${channels.join(', ')} o skip; o bien { channel, purpose } con un purpose de ${purposes.join(', ')}`,
    },
  },
  roles: words('means', decisionRoles),
  ratings: { ...wholes('strength', -3, 3) },
  influences: { ...wholes('influence', 0, 3) },
  owners: {
    columns: [{ name: 'means', type: 'VARCHAR' }],
    read: (meaning) => (typeof meaning === 'string' && meaning.trim() !== '' ? [meaning.trim()] : null),
    right: { en: 'the name or id of the owner to keep', es: 'el nombre o id del propietario que se conserva' },
  },
  hourly_costs: {
    columns: [{ name: 'cost', type: 'DOUBLE' }],
    read: (meaning) =>
      meaning === 0 || (typeof meaning === 'number' && meaning >= 0.001 && meaning <= 1e9) ? [meaning] : null,
    right: { en: 'an amount for an hour, such as 38.5', es: 'un importe por hora, como 38.5' },
  },
};

function stageOf(meaning: unknown): readonly Cell[] | null {
  const {
    kind,
    position = null,
    probability = null,
    ...rest
  } = (typeof meaning === 'string' ? { kind: meaning } : (meaning ?? {})) as Record<string, unknown>;
  const isKind = kind === undefined || stageKinds.some((known) => known === kind);
  const isPlace = position === null || (Number.isInteger(position) && Math.abs(Number(position)) <= 1e6);
  const isChance = probability === null || (typeof probability === 'number' && probability >= 0 && probability <= 1);
  const isTold = kind !== undefined || position !== null || probability !== null;
  if (!isKind || !isPlace || !isChance || !isTold || Object.keys(rest).length > 0) return null;
  return [(kind ?? null) as Cell, position as Cell, probability];
}

function activityOf(meaning: unknown): readonly Cell[] | null {
  const {
    channel,
    purpose = null,
    ...rest
  } = (typeof meaning === 'string' ? { channel: meaning } : (meaning ?? {})) as Record<string, unknown>;
  const isChannel = channel === 'skip' || channels.some((known) => known === channel);
  const isPurpose = purpose === null || purposes.some((known) => known === purpose);
  return isChannel && isPurpose && Object.keys(rest).length === 0 ? [channel as Cell, purpose as Cell] : null;
}

/** The form in which words of a CRM are compared. */
export function keyOf(word: string): string {
  return word.trim().toLowerCase();
}

/** @throws UserError `bad_settings` */
export function parseList(file: string, list: ListName, given: Readonly<Record<string, unknown>>): readonly ListRow[] {
  return Object.entries(given).map(([word, meaning]) => {
    const values = listShapes[list].read(meaning);
    if (values === null) throw badSetting(file, `${list}.${word}`, meaning, listShapes[list].right);
    return { word, given: keyOf(word), values };
  });
}
