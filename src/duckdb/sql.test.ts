import { expect, test } from 'vitest';
import { Database } from './database.ts';
import { and, compile, inline, join, literal, name, or, raw, sql, withNumbers } from './sql.ts';

const hostile = `'; DROP TABLE x; -- $1 "`;

test('fragments are spliced, values bound in order', () => {
  const condition = sql`a = ${hostile} AND b = ${2n}`;
  expect(compile(sql`SELECT ${name('odd "name"')} FROM t WHERE ${condition} LIMIT ${5}`)).toEqual({
    text: 'SELECT "odd ""name""" FROM t WHERE a = $1 AND b = $2 LIMIT $3',
    values: [hostile, 2n, 5],
  });
});

test('lists of fragments', () => {
  expect(compile(join([]))).toEqual({ text: '', values: [] });
  expect(compile(join([sql`${1}`, sql`${2}`], ' + '))).toEqual({ text: '$1 + $2', values: [1, 2] });
  expect(compile(and([])).text).toBe('true');
  expect(compile(or([])).text).toBe('false');
  expect(compile(sql`NOT ${or([and([raw('a'), raw('b OR c')]), raw('d')])}`).text).toBe('NOT ((a) AND (b OR c) OR d)');
});

test('values written out for people, quoted', () => {
  expect(inline(sql`${hostile}, ${null}, ${true}, ${1.5}, ${2n}`)).toBe(
    `'''; DROP TABLE x; -- $1 "', NULL, true, 1.5, 2`,
  );
  expect(compile(literal("it's"))).toEqual({ text: "'it''s'", values: [] });
});

test('so many fragments are joined as fast as few', () => {
  const many = Array.from({ length: 100_000 }, (_, i) => sql`(${i}, ${'x'})`);
  const { strings, values } = join(many);
  expect([strings.length, values.length]).toEqual([200_001, 200_000]);
  expect(strings.slice(0, 4)).toEqual(['(', ', ', '), (', ', ']);
});

test('whole numbers are written into a statement, the rest stays bound', () => {
  const statement = sql`SELECT ${5}, ${'x'}, ${-3}, ${2 ** 40}, ${1.5}, ${2n}, ${null}, ${true}, ${-0}`;
  expect(compile(withNumbers(statement))).toEqual({
    text: 'SELECT (5)::INTEGER, $1, (-3)::INTEGER, (1099511627776)::BIGINT, $2, $3, $4, $5, $6',
    values: ['x', 1.5, 2n, null, true, -0],
  });
});

test('a number is of the type that it is bound as', async () => {
  const db = await Database.open(':memory:');
  try {
    for (const value of [0, 5, -3, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, Number.MAX_SAFE_INTEGER]) {
      const bound = await db.connection.runAndReadAll('SELECT $1 AS v, typeof($1) AS type', [value]);
      expect(await db.rows(sql`SELECT ${value} AS v, typeof(${value}) AS type`)).toEqual(
        bound.getRowObjectsJS().map(({ v, type }) => ({ v, type })),
      );
    }
    expect(await db.row(sql`SELECT 1 -${-3} AS sum, 7 % ${4} AS rest`)).toEqual({ sum: 4, rest: 3 });
  } finally {
    db.close();
  }
});
