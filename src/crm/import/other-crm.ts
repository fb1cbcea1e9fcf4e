import type { Text } from '../../domain/text.ts';
import { crms } from '../crms.ts';
import type { SourceTable } from '../sources/source.ts';
import type { Crm } from './definition.ts';
import { recognise } from './recognise.ts';
import { noSettings } from './settings.ts';

/** Another CRM than `crm` that knows more than `known` of the tables; of several the one that knows most. Null: there is none. */
export function likelierCrm(crm: Pick<Crm, 'id'>, tables: readonly SourceTable[], known: number): Crm | null {
  const [best] = crms
    .filter(({ id }) => id !== crm.id)
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
