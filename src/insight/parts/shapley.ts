/**
 * How much each factor adds to the difference of a function between two points (Shapley 1953; in decompositions, Shorrocks 2013): the
 * mean, over all orders in which the factors can go from `before` to `after`, of what each changes. The parts add up to the
 * difference, a factor that does not change adds nothing, and zeros are no trouble.
 * @param f of the factors' values; called for each of the 2ⁿ combinations
 */
export function shapley<T>(f: (values: readonly T[]) => number, before: readonly T[], after: readonly T[]): number[] {
  const n = before.length;
  const values = Array.from({ length: 2 ** n }, (_, taken) =>
    f(before.map((value, i) => (hasBit(taken, i) ? after[i]! : value))),
  );
  const weights = weightsOf(n);
  return before.map((_, factor) => {
    let part = 0;
    for (let taken = 0; taken < values.length; taken++) {
      if (!hasBit(taken, factor)) part += weights[bits(taken)]! * (values[taken | (1 << factor)]! - values[taken]!);
    }
    return part;
  });
}

/** Of the orders in which `taken` factors go before this one and the rest after it, the share: taken! (n − taken − 1)! / n!. */
function weightsOf(n: number): number[] {
  const weights = [1 / n];
  for (let taken = 1; taken < n; taken++) weights.push((weights[taken - 1]! * taken) / (n - taken));
  return weights;
}

function hasBit(set: number, bit: number): boolean {
  return (set & (1 << bit)) !== 0;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) count++;
  return count;
}

/**
 * The same parts as whole numbers of the smallest unit shown (a thousandth of a contract, a cent), which add up to the difference exactly:
 * each is rounded down, and what is left goes to those that lost most (the method of largest remainders).
 * @param unit such as 0.001; the difference must be a whole number of it
 */
export function wholeParts(parts: readonly number[], difference: number, unit: number): number[] {
  const exact = parts.map((part) => part / unit);
  const whole = exact.map(Math.floor);
  const left = Math.round(difference / unit) - whole.reduce((sum, part) => sum + part, 0);
  const byLoss = exact.map((part, i) => ({ i, loss: part - whole[i]! })).sort((a, b) => b.loss - a.loss || a.i - b.i);
  const [each, extra] = [Math.floor(left / parts.length), left - parts.length * Math.floor(left / parts.length)];
  for (const [rank, { i }] of byLoss.entries()) whole[i]! += each + (rank < extra ? 1 : 0);
  return whole;
}
