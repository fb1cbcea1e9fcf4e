import { expect, test } from 'vitest';
import { type Slope, minimise } from './quasi-newton.ts';

test("Rosenbrock's valley is followed to its end", () => {
  const valley = ([x, y]: readonly number[]): Slope & { readonly x: readonly number[] } => ({
    x: [x!, y!],
    value: (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2,
    gradient: [-2 * (1 - x!) - 400 * x! * (y! - x! ** 2), 200 * (y! - x! ** 2)],
  });
  const { x } = minimise(valley, [-1.2, 1], [0.1, 0.1], 1e-12);
  expect(x[0]).toBeCloseTo(1, 4);
  expect(x[1]).toBeCloseTo(1, 4);
});
