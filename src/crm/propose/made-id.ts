import { type Answer, fixed, identifier } from './draft.ts';
import type { Entity } from './entity-words.ts';
import type { Found } from './roles.ts';

/** What a later export says otherwise of the same deal or lead. */
const changing: Readonly<Partial<Record<Entity, readonly string[]>>> = {
  deals: ['stage_id', 'stage_entered_at', 'amount', 'requested_amount', 'currency', 'expected_close_on', 'closed_at'],
  leads: ['qualified_at', 'disqualified_at', 'prospect_at'],
};

/** An id made of what a row says; rows that say the same are counted. */
export function madeId({ entity, profile, roles }: Found): Answer {
  const lasting = [...roles].filter(([role]) => changing[entity]?.includes(role) !== true).map(([, column]) => column);
  const names = profile.columns.filter((column) => lasting.includes(column)).map(({ header }) => identifier(header));
  const says = names.length === 1 ? names[0]! : `concat_ws('|', ${names.join(', ')})`;
  const { file } = profile.table;
  return fixed(`left(md5(${says}), 16) || '-' || row_number() OVER (PARTITION BY ${says} ORDER BY _line)`, {
    en: `no column of ${file} tells its rows apart, so the id is made of ${names.join(', ')}, and rows that say the same there are counted apart: a row that is corrected there will look like a new one.`,
    es: `ninguna columna de ${file} distingue sus filas, así que el id sale de ${names.join(', ')}, y las filas que ahí dicen lo mismo se cuentan aparte: una fila que se corrija ahí parecerá otra nueva.`,
  });
}
