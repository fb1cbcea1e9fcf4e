import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomFrom } from '../statistics/random.ts';
import { type Factored, factor, inverse, logDeterminant, solve } from './blocks.ts';

const [size, width] = [4, 3];
const total = size + width;

/** A positive definite matrix whose first part is diagonal: densely, and factored. */
function matrixOf(seed: number): { readonly dense: number[][]; readonly factored: Factored } {
  const random = randomFrom(seed);
  const dense = Array.from({ length: total }, () => Array.from({ length: total }, () => 0));
  for (let i = 0; i < total; i++)
    for (let j = Math.max(i, size); j < total; j++) dense[i]![j] = dense[j]![i] = random() - 0.5;
  for (let i = 0; i < total; i++) dense[i]![i] = total / 2 + random();
  const factored = factor({
    first: Float64Array.from({ length: size }, (_, k) => dense[k]![k]!),
    cross: Float64Array.from(dense.slice(0, size).flatMap((row) => row.slice(size))),
    rest: Float64Array.from(dense.slice(size).flatMap((row) => row.slice(size))),
    width,
  });
  return { dense, factored };
}

test('a solution solves, with the intercept and without', () => {
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), (seed, leavesOut) => {
      const { dense, factored } = matrixOf(seed);
      const right = Float64Array.from({ length: total }, (_, i) => i - 2);
      const x = solve(factored, right, leavesOut ? width - 1 : width);
      const rows = leavesOut ? total - 1 : total;
      if (leavesOut) expect(x[rows]).toBe(0);
      for (let i = 0; i < rows; i++)
        expect(dense[i]!.reduce((sum, value, j) => sum + value * x[j]!, 0)).toBeCloseTo(right[i]!, 9);
    }),
  );
});

test('the inverse has the columns that solutions of unit vectors are', () => {
  const { factored } = matrixOf(3);
  for (const used of [width, width - 1]) {
    const { first, cross, rest } = inverse(factored, used);
    for (let j = 0; j < size + used; j++) {
      const column = solve(
        factored,
        Float64Array.from({ length: total }, (_, i) => (i === j ? 1 : 0)),
        used,
      );
      if (j < size) expect(first[j]).toBeCloseTo(column[j]!, 12);
      else for (let i = 0; i < size; i++) expect(cross[i * width + j - size]).toBeCloseTo(column[i]!, 12);
      if (j >= size)
        for (let i = size; i < total; i++) expect(rest[(i - size) * width + j - size]).toBeCloseTo(column[i]!, 12);
    }
  }
});

test('the determinant is the product of the pivots of elimination', () => {
  const { dense, factored } = matrixOf(5);
  const rows = dense.map((row) => [...row]);
  let logarithm = 0;
  for (let k = 0; k < total - 1; k++) {
    logarithm += Math.log(rows[k]![k]!);
    for (let i = k + 1; i < total; i++) {
      const scale = rows[i]![k]! / rows[k]![k]!;
      for (let j = k; j < total; j++) rows[i]![j]! -= scale * rows[k]![j]!;
    }
  }
  expect(logDeterminant(factored)).toBeCloseTo(logarithm, 10);
});

test('a matrix that is not positive definite is a fault', () => {
  expect(() =>
    factor({ first: new Float64Array(), cross: new Float64Array(), rest: Float64Array.of(-1), width: 1 }),
  ).toThrow('not positive definite');
});
