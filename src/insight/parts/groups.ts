import { added, count, type Counts } from './sides.ts';

/** The counts of one group on both sides. */
export type Group = { readonly members: readonly (string | null)[]; readonly before: Counts; readonly after: Counts };

/**
 * The groups in which every step comes out of the one before it, on both sides, so that a rate can be told for each. The others (such as a source with
 * contracts and no dials) are put together, with the smallest of the rest as long as they still have steps out of nothing.
 * @param steps of the chain, of which the sides as a whole have no step out of nothing
 */
export function groupsOf(
  steps: readonly string[],
  before: ReadonlyMap<string | null, Counts>,
  after: ReadonlyMap<string | null, Counts>,
): Group[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const all = names.map(
    (name): Group => ({
      members: [name],
      before: before.get(name) ?? new Map(),
      after: after.get(name) ?? new Map(),
    }),
  );
  const whole = all.filter((group) => isWhole(steps, group));
  const broken = all.filter((group) => !isWhole(steps, group));
  if (broken.length === 0) return all;
  const size = ({ before: was, after: is }: Group): number => count(was, steps[0]!) + count(is, steps[0]!);
  whole.sort((a, b) => size(a) - size(b));
  let rest = broken.reduce(together);
  while (!isWhole(steps, rest) && whole.length > 0) rest = together(rest, whole.shift()!);
  return [...whole.toReversed(), rest];
}

function isWhole(steps: readonly string[], { before, after }: Group): boolean {
  return [before, after].every((counts) =>
    steps.every((step, i) => i === 0 || count(counts, step) === 0 || count(counts, steps[i - 1]!) > 0),
  );
}

function together(one: Group, other: Group): Group {
  return {
    members: [...one.members, ...other.members],
    before: added(one.before, other.before),
    after: added(one.after, other.after),
  };
}

/**
 * The factors of both sides, each a number for every group: the first step's count (the same for all groups), each group's share of it, and the
 * rates from each step to the next within the group. Where a side has nothing to tell a rate from, it is taken to be the other side's.
 */
export function factorsOf(
  steps: readonly string[],
  groups: readonly Group[],
  scale: number,
): { readonly before: readonly (readonly number[])[]; readonly after: readonly (readonly number[])[] } {
  const sideOf = (own: 'before' | 'after', other: 'before' | 'after', times: number): number[][] => {
    const total = (side: 'before' | 'after'): number =>
      groups.reduce((sum, group) => sum + count(group[side], steps[0]!), 0);
    const side = total(own) > 0 ? own : other;
    const first = groups.map(() => total(own) * times);
    const shares = groups.map((group) => (total(side) > 0 ? count(group[side], steps[0]!) / total(side) : 0));
    const rates = steps.slice(1).map((step, i) =>
      groups.map((group) => {
        const counts = count(group[own], steps[i]!) > 0 ? group[own] : group[other];
        const below = count(counts, steps[i]!);
        return below === 0 ? 0 : count(counts, step) / below;
      }),
    );
    return [first, shares, ...rates];
  };
  return { before: sideOf('before', 'after', scale), after: sideOf('after', 'before', 1) };
}

/** What the factors come to: the sum over the groups of their product. */
export function outcomeOf(factors: readonly (readonly number[])[]): number {
  const [first] = factors;
  return (first ?? []).reduce(
    (sum, _, group) => sum + factors.reduce((product, factor) => product * factor[group]!, 1),
    0,
  );
}
