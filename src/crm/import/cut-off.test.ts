import { expect, test } from 'vitest';
import { pipedrive } from '../pipedrive/definition.ts';
import { cutOff } from './cut-off.ts';
import type { Recognised } from './recognise.ts';

const fileOf = (file: string, object: string, hasMore: boolean): Recognised => ({
  table: {
    file,
    name: file,
    shape: 'json',
    columns: [],
    table: 'x',
    rows: 1,
    malformed: 0,
    ...(hasMore ? { hasMore } : {}),
  },
  object: pipedrive.objects.find(({ name }) => name === object)!,
  places: new Map(),
  rest: [],
});

test('an object without its last page is told of, with its files', () => {
  const told = cutOff([
    fileOf('a.json', 'deal', true),
    null,
    fileOf('b.json', 'deal', true),
    fileOf('p.json', 'person', false),
  ]);
  expect(told.map(({ en }) => en)).toEqual([
    'a.json, b.json: the answer says that there are more records (Deals) than it holds. Get its further pages too: what is in them is in no figure.',
  ]);
});

test('one whose last page is among its files is whole', () => {
  expect(cutOff([fileOf('a.json', 'deal', true), fileOf('b.json', 'deal', false)])).toEqual([]);
});
