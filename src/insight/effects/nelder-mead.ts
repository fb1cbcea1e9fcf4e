/**
 * Where a function of several variables is lowest, without its derivatives (Nelder & Mead 1965).
 * @param size of the first simplex
 * @param precision ends the search when neither the simplex nor the function varies by more
 */
export function minimise(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  size: number,
  precision: number,
): number[] {
  const n = start.length;
  type Corner = { readonly x: readonly number[]; readonly value: number };
  const corner = (x: readonly number[]): Corner => ({ x, value: f(x) });
  let corners = [
    corner(start),
    ...start.map((_, i) => corner(start.map((value, j) => (i === j ? value + size : value)))),
  ];
  for (let round = 0; round < 200 * n; round++) {
    corners.sort((a, b) => a.value - b.value);
    const [best, worst] = [corners[0]!, corners[n]!];
    const spread = Math.max(...start.map((_, i) => Math.max(...corners.map(({ x }) => Math.abs(x[i]! - best.x[i]!)))));
    if (spread < precision && worst.value - best.value < precision) break;
    const others = corners.slice(0, n);
    const centre = start.map((_, i) => others.reduce((sum, { x }) => sum + x[i]!, 0) / n);
    const towards = (factor: number): Corner => corner(centre.map((c, i) => c + factor * (worst.x[i]! - c)));
    const mirrored = towards(-1);
    if (mirrored.value < best.value) {
      const farther = towards(-2);
      corners[n] = farther.value < mirrored.value ? farther : mirrored;
    } else if (mirrored.value < corners[n - 1]!.value) corners[n] = mirrored;
    else {
      const nearer = mirrored.value < worst.value ? towards(-0.5) : towards(0.5);
      if (nearer.value < Math.min(worst.value, mirrored.value)) corners[n] = nearer;
      else corners = [best, ...corners.slice(1).map(({ x }) => corner(x.map((value, i) => (value + best.x[i]!) / 2)))];
    }
  }
  corners.sort((a, b) => a.value - b.value);
  return [...corners[0]!.x];
}
