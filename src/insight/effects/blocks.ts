import type { Blocks } from './sums.ts';

/** A positive definite matrix with its Schur complement factored: what solutions, determinants and inverses are made of. */
export type Factored = Blocks & {
  /** The lower Cholesky factor of `rest − crossᵀ first⁻¹ cross`, row by row. */
  readonly lower: Float64Array;
};

/** @throws a bare Error when the matrix is not positive definite */
export function factor(blocks: Blocks): Factored {
  const { first, cross, rest, width } = blocks;
  const lower = Float64Array.from(rest);
  for (let k = 0; k < first.length; k++) {
    const scale = 1 / first[k]!;
    const row = k * width;
    for (let i = 0; i < width; i++) {
      const left = cross[row + i]! * scale;
      if (left === 0) continue;
      for (let j = 0; j <= i; j++) lower[i * width + j]! -= left * cross[row + j]!;
    }
  }
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * width + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * width + k]! * lower[j * width + k]!;
      if (i !== j) lower[i * width + j] = sum / lower[j * width + j]!;
      else if (sum > 0) lower[i * width + i] = Math.sqrt(sum);
      else throw new Error('the curvature is not positive definite');
    }
  }
  return { ...blocks, lower };
}

/** The logarithm of the determinant without the intercept's row and column, which are last. */
export function logDeterminant({ first, lower, width }: Factored): number {
  let sum = 0;
  for (const value of first) sum += Math.log(value);
  for (let i = 0; i < width - 1; i++) sum += 2 * Math.log(lower[i * width + i]!);
  return sum;
}

/**
 * Solves M x = right.
 * @param used how many of the rest take part: `width`, or one less to leave out the intercept, whose x is then 0
 */
export function solve({ first, cross, lower, width }: Factored, right: Float64Array, used: number): Float64Array {
  const size = first.length;
  const x = Float64Array.from(right);
  const rest = x.subarray(size);
  rest.fill(0, used);
  for (let k = 0; k < size; k++) {
    const scaled = right[k]! / first[k]!;
    for (let i = 0; i < used; i++) rest[i]! -= cross[k * width + i]! * scaled;
  }
  solveLower(lower, width, used, rest);
  for (let k = 0; k < size; k++) {
    let sum = right[k]!;
    for (let i = 0; i < used; i++) sum -= cross[k * width + i]! * rest[i]!;
    x[k] = sum / first[k]!;
  }
  return x;
}

/** Solves L Lᵀ x = right in place, for the first `used` rows. */
function solveLower(lower: Float64Array, width: number, used: number, right: Float64Array): void {
  for (let i = 0; i < used; i++) {
    let sum = right[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i * width + k]! * right[k]!;
    right[i] = sum / lower[i * width + i]!;
  }
  for (let i = used - 1; i >= 0; i--) {
    let sum = right[i]!;
    for (let k = i + 1; k < used; k++) sum -= lower[k * width + i]! * right[k]!;
    right[i] = sum / lower[i * width + i]!;
  }
}

/**
 * The inverse, but of the first factor's part only the diagonal.
 * @param used as `solve` takes it; what is left out is 0
 */
export function inverse({ first, cross, lower, width }: Factored, used: number): Blocks {
  const rest = new Float64Array(width * width);
  for (let i = 0; i < used; i++) {
    const column = rest.subarray(i * width, (i + 1) * width);
    column[i] = 1;
    solveLower(lower, width, used, column);
  }
  const across = new Float64Array(cross.length);
  const own = new Float64Array(first.length);
  for (let k = 0; k < first.length; k++) {
    const row = k * width;
    const scale = 1 / first[k]!;
    let sum = 0;
    for (let i = 0; i < used; i++) {
      let product = 0;
      for (let j = 0; j < used; j++) product += rest[i * width + j]! * cross[row + j]!;
      across[row + i] = -product * scale;
      sum += product * cross[row + i]!;
    }
    own[k] = scale + sum * scale * scale;
  }
  return { first: own, cross: across, rest, width };
}
