import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readColumn } from './test-support.ts';

const two = (n: number): string => String(n).padStart(2, '0');
const english = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const spanish = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
];
type Parts = { y: number; m: number; d: number; h: number; i: number; s: number };
const half = ({ h }: Parts): string => `${h % 12 === 0 ? 12 : h % 12}`;
const numbers = (order: 'dmy' | 'mdy', { y, m, d }: Parts, mark: string): string =>
  (order === 'dmy' ? [two(d), two(m), y] : [m, d, y]).join(mark);

/** Ways to write all of an instant in UTC. */
const formats: readonly ((p: Parts, order: 'dmy' | 'mdy') => string)[] = [
  ({ y, m, d, h, i, s }) => `${y}-${two(m)}-${two(d)}T${two(h)}:${two(i)}:${two(s)}.000+0000`,
  ({ y, m, d, h, i, s }) => `${y}-${two(m)}-${two(d)}T${two(h)}:${two(i)}:${two(s)}Z`,
  ({ y, m, d, h, i, s }) => `${y}-${two(m)}-${two(d)} ${two(h)}:${two(i)}:${two(s)}`,
  ({ y, m, d, h, i, s }) => `${y}/${m}/${d} ${h}:${two(i)}:${two(s)}`,
  ({ y, m, d, h, i, s }) => `${d} ${english[m - 1]!.slice(0, 3)}, ${y} ${two(h)}:${two(i)}:${two(s)}`,
  (p) => `${english[p.m - 1]!} ${p.d}, ${p.y}, ${half(p)}:${two(p.i)}:${two(p.s)} ${p.h < 12 ? 'AM' : 'PM'}`,
  ({ y, m, d, h, i, s }) => `${d} de ${spanish[m - 1]!} de ${y} ${two(h)}:${two(i)}:${two(s)}`,
  (p, order) => `${numbers(order, p, '/')} ${two(p.h)}:${two(p.i)}:${two(p.s)}`,
  (p, order) => `${numbers(order, p, '/')} ${half(p)}:${two(p.i)}:${two(p.s)} ${p.h < 12 ? 'AM' : 'PM'}`,
  (p, order) => `${numbers(order, p, '.')} ${two(p.h)}:${two(p.i)}:${two(p.s)} GMT`,
  (p, order) => `${numbers(order, p, '-')}, ${half(p)}:${two(p.i)}:${two(p.s)} ${p.h < 12 ? 'a. m.' : 'p. m.'}`,
];

const moments = fc.integer({ min: 0, max: 2_500_000_000 }).map((seconds): Parts => {
  const t = new Date(seconds * 1000);
  return {
    y: t.getUTCFullYear(),
    m: t.getUTCMonth() + 1,
    d: t.getUTCDate(),
    h: t.getUTCHours(),
    i: t.getUTCMinutes(),
    s: t.getUTCSeconds(),
  };
});

test('an instant written in any way, in a column whose order is certain, is read as itself', async () => {
  const written = fc.array(fc.tuple(moments, fc.nat({ max: formats.length - 1 })), { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(written, fc.constantFrom('dmy', 'mdy'), async (rows, order) => {
      const proof: Parts = { y: 2024, m: 1, d: 31, h: 0, i: 0, s: 0 };
      const texts = [...rows.map(([parts, format]) => formats[format]!(parts, order)), formats[7]!(proof, order)];
      const wanted = [...rows.map(([parts]) => parts), proof].map(
        ({ y, m, d, h, i, s }) => `${y}-${two(m)}-${two(d)}T${two(h)}:${two(i)}:${two(s)}Z`,
      );
      expect(await readColumn('instant', texts, { isUtc: true })).toEqual(wanted);
    }),
    { numRuns: 25 },
  );
});

test('a column without a proof of its order never passes', async () => {
  const low = fc.integer({ min: 1, max: 12 });
  const pair = fc.tuple(low, low, fc.integer({ min: 1900, max: 2100 }), fc.constantFrom('/', '.', '-'));
  const format = ([a, b, y, mark]: [number, number, number, string]): string => [a, b, y].join(mark);
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 20 }), fc.boolean(), async (pairs, others) => {
      fc.pre(pairs.some(([a, b]) => a !== b));
      const texts = [...pairs.map(format), ...(others ? ['2024-12-31', 'Dec 31, 2024', null] : [])];
      await expect(readColumn('instant', texts)).rejects.toMatchObject({ fault: { code: 'ambiguous_dates' } });
    }),
    { numRuns: 25 },
  );
});
