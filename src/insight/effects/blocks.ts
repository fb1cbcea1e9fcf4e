import type { Curvature } from './model.ts';

/** A curvature with its Schur complement factored: what solutions, determinants and variances are made of. */
export type Factored = Curvature & {
  /** The lower Cholesky factor of `rest − crossᵀ first⁻¹ cross`, row by row. */
  readonly lower: Float64Array;
};

/** Null when the curvature is not positive definite. */
export function factor(curvature: Curvature): Factored | null {
  const { first, cross, rest, width } = curvature;
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
      else return null;
    }
  }
  return { ...curvature, lower };
}

/** The logarithm of the determinant of the b's part: that of all without β, which is last. */
export function logDeterminant({ first, lower, width }: Factored): number {
  let sum = 0;
  for (const value of first) sum += Math.log(value);
  for (let i = 0; i < width - 1; i++) sum += 2 * Math.log(lower[i * width + i]!);
  return sum;
}

/** The step H⁻¹ g. With β held, its row and column are left out and its step is 0. */
export function step({ gradient, first, cross, lower, width }: Factored, holdsBeta: boolean): Float64Array {
  const size = first.length;
  const used = holdsBeta ? width - 1 : width;
  const right = new Float64Array(width);
  for (let i = 0; i < used; i++) right[i] = gradient[size + i]!;
  for (let k = 0; k < size; k++) {
    const scaled = gradient[k]! / first[k]!;
    for (let i = 0; i < used; i++) right[i]! -= cross[k * width + i]! * scaled;
  }
  solveLower(lower, width, used, right);
  const result = new Float64Array(size + width);
  for (let i = 0; i < used; i++) result[size + i] = right[i]!;
  for (let k = 0; k < size; k++) {
    let sum = gradient[k]!;
    for (let i = 0; i < used; i++) sum -= cross[k * width + i]! * right[i]!;
    result[k] = sum / first[k]!;
  }
  return result;
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

/** A column of the inverse: the covariances of all b and β with the parameter at this place. */
export function covariances(factored: Factored, place: number): Float64Array {
  const gradient = new Float64Array(factored.first.length + factored.width);
  gradient[place] = 1;
  return step({ ...factored, gradient }, false);
}

/** The diagonal of the inverse: what is not known of each b, and of β. */
export function varianceOf({ first, cross, lower, width }: Factored): Float64Array {
  const size = first.length;
  const inverse = new Float64Array(width * width);
  const right = new Float64Array(width);
  for (let j = 0; j < width; j++) {
    right.fill(0);
    right[j] = 1;
    solveLower(lower, width, width, right);
    inverse.set(right, j * width);
  }
  const variances = new Float64Array(size + width);
  for (let i = 0; i < width; i++) variances[size + i] = inverse[i * width + i]!;
  for (let k = 0; k < size; k++) {
    let sum = 0;
    for (let i = 0; i < width; i++) {
      const left = cross[k * width + i]!;
      if (left === 0) continue;
      for (let j = 0; j < width; j++) sum += left * inverse[i * width + j]! * cross[k * width + j]!;
    }
    variances[k] = 1 / first[k]! + sum / (first[k]! * first[k]!);
  }
  return variances;
}
