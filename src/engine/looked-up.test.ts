import { expect, test } from 'vitest';
import type { Database } from '../duckdb/database.ts';
import { lookedUpIn, stateAfter } from './looked-up.ts';
import { once } from './once.ts';

/** A database of which nothing but its state is asked. */
const at = (state: object): Database => ({ state }) as Database;
const wrote = (...relations: string[]) => ({ isWritten: (relation: string) => relations.includes(relation) });

test('what was looked up holds until something that it rests on is written to', async () => {
  let looks = 0;
  const count = once(
    (table) => [`log.${table}`],
    async () => ++looks,
  );
  const first = {};
  expect([await count(at(first), 'deals'), await count(at(first), 'costs'), await count(at(first), 'deals')]).toEqual([
    1, 2, 1,
  ]);
  const second = stateAfter(first, { ...wrote('log.deals'), onlyAdds: true });
  expect([await count(at(second), 'deals'), await count(at(second), 'costs')]).toEqual([3, 2]);
  expect(await count(at(first), 'deals')).toBe(1);
});

test('what failed is tried again, also by who comes after', async () => {
  let fails = true;
  const look = once(
    () => [],
    async () => {
      if (fails) throw new Error('not now');
      return 'found';
    },
  );
  const state = {};
  const asked = look(at(state));
  const later = stateAfter(state, { ...wrote(), onlyAdds: true });
  await expect(asked).rejects.toThrow('not now');
  fails = false;
  expect(await look(at(later))).toBe('found');
  expect(await look(at(state))).toBe('found');
});

test('what is there outlives additions, a label keeps its code, a text that nobody had may come', () => {
  const state = {};
  const { codes, found } = lookedUpIn(state);
  codes.set('call', 3).set('nobody', null);
  const own = { answer: true, restsOn: ['log.shares'], outlivesAdditions: true };
  found.set(test, new Map([['shares', own]]));
  const held = (onlyAdds: boolean): unknown => {
    const after = lookedUpIn(stateAfter(state, { ...wrote('log.shares'), onlyAdds }));
    return [[...after.codes], after.found.get(test)!.has('shares')];
  };
  expect(held(true)).toEqual([[['call', 3]], true]);
  expect(held(false)).toEqual([[['call', 3]], false]);
});
