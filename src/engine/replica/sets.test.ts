import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '../../duckdb/database.ts';
import { raw, type Sql, sql } from '../../duckdb/sql.ts';
import { Sets } from './sets.ts';
import { clearPart } from './store.ts';

let db: Database;
const numbers = raw(`(SELECT range AS n, 'it''s ' || range AS id FROM range(5000))`);

beforeAll(async () => {
  db = await Database.open(':memory:');
});
afterAll(() => db.close());

const count = async (where: Sql | null): Promise<number> =>
  where === null
    ? 0
    : (await db.row<{ n: number }>(sql`SELECT count(*)::DOUBLE AS n FROM ${numbers} WHERE ${where}`)).n;

test.each([0, 1, 2, 16, 17, 200, 201, 4000])('a set of %d says what lies in it, however it is kept', async (size) => {
  await clearPart(db);
  const sets = new Sets(db);
  await sets.numbers({
    number: [
      sql`SELECT range AS id FROM range(${size}) UNION ALL SELECT NULL UNION ALL SELECT range FROM range(${size})`,
    ],
  });
  await sets.ids({ text: [{ of: numbers, take: 'id', in: { n: 'number' } }] });
  expect([sets.size('number'), sets.size('text')]).toEqual([size, size]);
  for (const [set, column] of [
    ['number', 'n'],
    ['text', 'id'],
  ] as const) {
    expect(await count(sets.has(set, column))).toBe(size);
    expect(await count(sets.hasNot(set, column))).toBe(5000 - size);
    expect(await count(sets.rows(set, column))).toBe(size);
    expect(
      await count(
        sets.hasAny([
          [set, column],
          ['number', 'n + 1'],
        ]),
      ),
    ).toBe(size === 0 ? 0 : size);
  }
});

test('a way by way of an empty set is not looked at, and sets are put together and taken apart', async () => {
  await clearPart(db);
  const sets = new Sets(db);
  await sets.put('none', []);
  await sets.numbers({ one: [sql`SELECT 1 AS id`, 'none', { of: raw('nowhere'), take: 'id', in: { id: 'none' } }] });
  await sets.put('all', [3, 3, 2], ['one']);
  await sets.less('others', 'all', ['one', 'none']);
  expect(['none', 'one', 'all', 'others'].map((set) => sets.size(set))).toEqual([0, 1, 3, 2]);
  expect(() => sets.size('unknown')).toThrow('there is no set unknown');
});
