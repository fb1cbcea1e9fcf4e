import { expect, test } from 'vitest';
import { and, compile, inline, join, literal, name, or, raw, sql } from './sql.ts';

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
