import type { Text } from '../../domain/text.ts';
import { crms } from '../crms.ts';
import type { SourceTable } from '../sources/source.ts';
import type { Crm } from './definition.ts';
import { recognise } from './recognise.ts';
import { noSettings } from './settings.ts';

/** Another CRM than `crm` that knows more than `known` of the tables; of several the one that knows most. Null: there is none. */
export function likelierCrm(crm: Crm | null, tables: readonly SourceTable[], known: number): Crm | null {
  const [best] = crms
    .filter((other) => other !== crm)
    .map((other) => ({ other, count: tables.filter((table) => recognise(other, table, noSettings) !== null).length }))
    .toSorted((a, b) => b.count - a.count);
  return best !== undefined && best.count > known ? best.other : null;
}

/** What to say of an export that is more like one of another CRM. */
export function looksLike({ id, name }: Pick<Crm, 'id' | 'name'>): Text {
  return {
    en: `It looks like an export of ${name}, which tacto import ${id} reads.`,
    es: `Parece una exportación de ${name}, que lee tacto import ${id}.`,
  };
}

/** What to say before a map is made of files that may be an export of a CRM: of at least two of them, and half of all. Null: nothing. */
export function needlessMap(tables: readonly SourceTable[]): Text | null {
  const found = likelierCrm(null, tables, Math.max(1, Math.ceil(tables.length / 2) - 1));
  return found === null
    ? null
    : {
        en: `If this is an export of ${found.name}, tacto import ${found.id} reads it without a map.`,
        es: `Si es una exportación de ${found.name}, tacto import ${found.id} la lee sin mapa.`,
      };
}
