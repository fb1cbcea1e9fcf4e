/** A function's value and its derivatives at a place. */
export type Slope = { readonly value: number; readonly gradient: readonly number[] };

/**
 * Where a smooth function of a few variables is lowest, by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal &
 * Wright 2006, "Numerical Optimization", algorithm 6.1) with steps halved until they lead down far enough.
 * @param scales of the variables: about 1 / √(second derivative)
 * @param precision of the function's value: ends the search when a step promises no more
 * @returns what `f` gave at the lowest place
 */
export function minimise<S extends Slope>(
  f: (x: readonly number[]) => S,
  start: readonly number[],
  scales: readonly number[],
  precision: number,
): S {
  // The variables are taken in units of their scales, in which the first guess of the inverse Hessian is 1.
  const at = (
    y: readonly number[],
  ): { readonly y: readonly number[]; readonly found: S; readonly g: readonly number[] } => {
    const found = f(y.map((value, i) => value * scales[i]!));
    return { y, found, g: found.gradient.map((value, i) => value * scales[i]!) };
  };
  let here = at(start.map((value, i) => value / scales[i]!));
  let inverse: number[][] = start.map((_, i) => start.map((__, j) => (i === j ? 1 : 0)));
  for (let round = 0; round < 100; round++) {
    const direction = inverse.map((row) => -dot(row, here.g));
    const slope = dot(direction, here.g);
    if (-slope / 2 < precision) break;
    let length = Math.min(1, 2 / Math.hypot(...direction));
    const along = (): typeof here => at(here.y.map((value, i) => value + length * direction[i]!));
    let next = along();
    while (!(next.found.value <= here.found.value + 1e-4 * length * slope)) {
      length /= 2;
      if (-length * slope < precision / 100) return here.found;
      next = along();
    }
    inverse = updated(
      inverse,
      direction.map((value) => value * length),
      next.g.map((value, i) => value - here.g[i]!),
    );
    here = next;
  }
  return here.found;
}

/** The inverse Hessian after a step and the change of the gradient over it (Nocedal & Wright 2006, equation 6.17). */
function updated(inverse: number[][], step: readonly number[], change: readonly number[]): number[][] {
  const curvature = dot(step, change);
  if (curvature <= 0) return inverse;
  const turned = inverse.map((row) => dot(row, change));
  const scale = (1 + dot(change, turned) / curvature) / curvature;
  return inverse.map((row, i) =>
    row.map(
      (value, j) => value + scale * step[i]! * step[j]! - (turned[i]! * step[j]! + step[i]! * turned[j]!) / curvature,
    ),
  );
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
