import { expect, test } from 'vitest';
import { recordsToJson } from './records.ts';

test('a record says of every part what it adds, null where it does not belong', () => {
  const fields = { id: 'x' };
  const json = recordsToJson({
    parts: ['numerator', 'denominator'],
    columns: ['id'],
    records: [
      { fact: 'cost', adds: { numerator: 12.5 }, exact: { numerator: '12.5' }, fields },
      { fact: 'deal_closed', adds: { denominator: 1 }, exact: {}, fields },
    ],
  });
  expect(json).toEqual({
    parts: ['numerator', 'denominator'],
    rows: [
      { record: 'cost', numerator: 12.5, denominator: null, id: 'x' },
      { record: 'deal_closed', numerator: null, denominator: 1, id: 'x' },
    ],
  });
});
