import { type FactName, factNames, factOf } from './facts.ts';

export const measures = ['count', 'sum', 'distinct', 'mean', 'median', 'ratio'] as const;
export type Measure = (typeof measures)[number];

/** A condition: a field of the fact and what it must be. */
export type Condition = { readonly field: string; readonly values: readonly string[] };

/** What is counted, added up or taken the average of. */
export type Part = {
  readonly measure: Exclude<Measure, 'ratio'>;
  readonly fact: FactName;
  /** The number or key; of a count none. */
  readonly column: string;
  readonly where: readonly Condition[];
};

/** An own KPI as the form has it. */
export type Draft = {
  readonly id: string;
  readonly label: { readonly en: string; readonly es: string };
  readonly isRatio: boolean;
  readonly of: Part;
  readonly to: Part;
  readonly unit: string;
  readonly better: string;
  readonly counter: string;
};

const blank: Part = { measure: 'count', fact: 'activity', column: '', where: [] };

export const newDraft: Draft = {
  id: '',
  label: { en: '', es: '' },
  isRatio: false,
  of: blank,
  to: blank,
  unit: '',
  better: '',
  counter: '',
};

/** An id made of a name: “Buzones de voz” → `buzones_de_voz`. */
export function idOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '');
  return plain.slice(0, 60);
}

/** Whether the form says enough to be tried. */
export function isWhole({ id, isRatio, of, to }: Draft): boolean {
  const isPart = ({ measure, column }: Part): boolean => measure === 'count' || column !== '';
  return id !== '' && isPart(of) && (!isRatio || isPart(to));
}

/** The definition that a draft stands for. */
export function definitionOf({ id, label, isRatio, of, to, unit, better, counter }: Draft): object {
  const names = Object.entries(label).filter(([, text]) => text.trim() !== '');
  const name = names.length === 1 ? names[0]![1] : Object.fromEntries(names);
  return {
    id,
    ...(names.length === 0 ? {} : { label: name }),
    ...(isRatio ? { ratio: { of: partOf(of), to: partOf(to) } } : partOf(of)),
    ...(unit === '' ? {} : { unit }),
    ...(better === '' ? {} : { better }),
    ...(counter === '' ? {} : { counter }),
  };
}

function partOf({ measure, fact, column, where }: Part): object {
  const given = where.filter(({ values }) => values.length > 0);
  return {
    [measure]: measure === 'count' ? fact : `${fact}.${column}`,
    ...(given.length === 0
      ? {}
      : { where: Object.fromEntries(given.map(({ field, values }) => [field, valueOf(fact, field, values)])) }),
  };
}

function valueOf(fact: FactName, field: string, values: readonly string[]): unknown {
  const { flags, numbers } = factOf(fact);
  const read = (text: string): unknown =>
    flags.includes(field) ? text === 'true' : numbers.includes(field) ? Number(text) : text;
  return values.length === 1 ? read(values[0]!) : values.map(read);
}

/** The draft that a definition stands for; null when the form cannot say it. */
export function draftOf(text: string): Draft | null {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(given) || 'by' in given || 'explanation' in given) return null;
  const { id, label, ratio, unit = '', better = '', counter = '' } = given;
  const isRatio = isRecord(ratio);
  const of = readPart(isRatio ? ratio['of'] : given);
  const to = isRatio ? readPart(ratio['to']) : blank;
  if (typeof id !== 'string' || of === null || to === null) return null;
  const name = typeof label === 'string' ? { en: label, es: label } : isRecord(label) ? label : {};
  return {
    id,
    label: { en: textOf(name['en']), es: textOf(name['es']) },
    isRatio,
    of,
    to,
    unit: textOf(unit),
    better: textOf(better),
    counter: textOf(counter),
  };
}

function readPart(given: unknown): Part | null {
  if (!isRecord(given)) return null;
  const measure = measures.find((known): known is Part['measure'] => known !== 'ratio' && known in given);
  const said = measure === undefined ? undefined : given[measure];
  if (measure === undefined || typeof said !== 'string') return null;
  const [name = '', column = ''] = said.split('.');
  const fact = factNames.find((known) => known === name);
  const where = given['where'] ?? {};
  if (fact === undefined || !isRecord(where)) return null;
  const conditions = Object.entries(where).map(([field, value]) => ({
    field,
    values: (Array.isArray(value) ? value : [value]).map((one) => String(one)),
  }));
  const { flags, texts, numbers } = factOf(fact);
  const isKnown = conditions.every(({ field }) => [...flags, ...texts, ...numbers].includes(field));
  return isKnown ? { measure, fact, column, where: conditions } : null;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
