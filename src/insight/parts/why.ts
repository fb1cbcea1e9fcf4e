import { UserError } from '../../domain/errors.ts';
import { ask } from '../../engine/ask.ts';
import type { Measure } from '../../engine/measure.ts';
import type { Question, Resolved } from '../../engine/question.ts';
import { type KpiQuestion, toQuestion } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { activeDays } from '../compare/active-days.ts';
import type { Sample } from '../compare/sample.ts';
import { compareSamples, type Verdict } from '../compare/verdict.ts';
import { type Interval, newcombe, poissonRatio, welch } from '../statistics/intervals.ts';
import { shapley, wholeParts } from './shapley.ts';

/** The ways from effort to contracts, each step a count that the next one comes out of. */
export const chains = {
  numbers: ['dials', 'dials_reached', 'contracts'],
  process: ['first_attempts', 'first_attempts_reached', 'prospects', 'proposals_sent', 'contracts'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Chain = keyof typeof chains;

export const outcomes = ['contracts', 'contract_volume'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a difference is between: a rep and the team, or a period and the one before it. */
export type Against = 'team' | 'previous';

/** One factor of the outcome: the first count for each day, a rate from one count to the next, or the size of a contract. */
export type Factor = {
  /** The count that it leads to, and the one that it comes out of; null: days. */
  readonly to: string;
  readonly of: string | null;
  readonly before: number;
  readonly after: number;
  /** What of the difference it makes. */
  readonly part: number;
  /** Whether the factor itself differs by more than chance. */
  readonly verdict: Verdict;
};

/** A difference and where it comes from; the factors' parts add up to it. */
export type Why = {
  readonly outcome: Kpi;
  readonly chain: Chain;
  readonly against: Against;
  readonly question: Question;
  readonly asOf: Temporal.Instant;
  /** The outcome of the other side over as many days, and of this one. */
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  readonly factors: readonly Factor[];
  /** Steps of the chain that one side has none of: no rate can be told there, and they are left out for both. */
  readonly skipped: readonly string[];
};

export type WhyQuestion = Omit<KpiQuestion, 'kpis' | 'by'> & {
  readonly chain: Chain;
  readonly outcome: Outcome;
  /** A rep's id: against the team. Without it: a period against the one before it. */
  readonly rep?: string;
};

/** One side of the difference: its days, its counts by KPI, the squares of its contracts' amounts. */
type Side = { readonly days: number; readonly counts: ReadonlyMap<string, number>; readonly squares: number };

/** Parts are told to a millionth of a contract or of money. */
const unit = 1e-6;

/**
 * Where a difference in contracts or their volume comes from: the outcome is a product of factors along the chain, and each factor's part is its
 * Shapley value (see `shapley.ts`), so that the parts add up exactly, whatever the order.
 * @throws UserError `unknown_member`, `nothing_to_explain` and what `toQuestion` throws
 */
export async function explainDifference(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  asked: WhyQuestion,
): Promise<Why> {
  const steps = asked.outcome === 'contracts' ? chains[asked.chain] : [...chains[asked.chain], 'contract_volume'];
  const base = await toQuestion(log, kpis, { ...asked, kpis: steps });
  const against: Against = asked.rep === undefined ? 'previous' : 'team';
  const [sides, everyone] =
    asked.rep === undefined ? [await periods(log, base), null] : await repAndTeam(log, base, asked.rep);
  const [before, after] = sides;
  const used = steps.filter(
    (step, i) => i === steps.length - 1 || step === 'contracts' || (count(before, step) > 0 && count(after, step) > 0),
  );
  const scale = before.days > 0 ? after.days / before.days : 1;
  const factorsOf = (side: Side, times: number): number[] =>
    used.map((step, i) => {
      const below = i === 0 ? 1 : count(side, used[i - 1]!);
      return below === 0 ? 0 : (count(side, step) * (i === 0 ? times : 1)) / below;
    });
  const [was, is] = [factorsOf(before, scale), factorsOf(after, 1)];
  const product = (values: readonly number[]): number => values.reduce((all, value) => all * value, 1);
  const [from, to] = [product(was), product(is)];
  if (from === 0 && to === 0) throw nothingToExplain();
  const difference = Math.round((to - from) / unit) * unit;
  const parts = wholeParts(shapley(product, was, is), difference, unit).map((whole) => whole * unit);
  return {
    outcome: kpis.get(asked.outcome)!,
    chain: asked.chain,
    against,
    question: base,
    asOf: log.asOf,
    before: from,
    after: to,
    difference,
    factors: used.map((step, i) => ({
      to: step,
      of: i === 0 ? null : used[i - 1]!,
      before: was[i]!,
      after: is[i]!,
      part: parts[i]!,
      verdict: verdictOf(step, i === 0 ? null : used[i - 1]!, sides, everyone, asked.rep),
    })),
    skipped: steps.filter((step) => !used.includes(step)),
  };
}

const count = ({ counts }: Side, step: string): number => counts.get(step) ?? 0;

/** The period before of the same length, and the period. */
async function periods(log: Resolved, question: Question): Promise<[Side, Side]> {
  const length = question.from.until(question.to, { largestUnit: 'days' }).days;
  const earlier = { ...question, from: question.from.subtract({ days: length }), to: question.from };
  const [before, after] = [await sidesOf(log, earlier, []), await sidesOf(log, question, [])];
  return [
    { ...before.get(null)!, days: length },
    { ...after.get(null)!, days: length },
  ];
}

/** The team without the rep, and the rep; and every rep by id. */
async function repAndTeam(
  log: Resolved,
  question: Question,
  rep: string,
): Promise<[[Side, Side], ReadonlyMap<string, Side>]> {
  const others = question.where.filter(({ dimension }) => dimension !== 'rep');
  // A slip in the name must not look like somebody without contracts.
  await ask(log, {
    ...question,
    by: [],
    grain: null,
    where: [...others, { dimension: 'rep', members: [rep] }],
  });
  const days = await activeDays(log, question, 'rep');
  const found = await sidesOf(log, { ...question, where: others }, ['rep']);
  const reps = new Map(
    [...found].flatMap(([id, side]) => (id === null ? [] : [[id, { ...side, days: days.get(id) ?? 0 }] as const])),
  );
  const own = reps.get(rep) ?? { days: days.get(rep) ?? 0, counts: new Map(), squares: 0 };
  const rest = [...reps].filter(([id]) => id !== rep).map(([, side]) => side);
  if (rest.length === 0) throw nothingToExplain();
  return [[summed(rest), own], reps];
}

function summed(sides: readonly Side[]): Side {
  const counts = new Map<string, number>();
  for (const side of sides) for (const [step, n] of side.counts) counts.set(step, (counts.get(step) ?? 0) + n);
  const add = (of: (side: Side) => number): number => sides.reduce((total, side) => total + of(side), 0);
  return { days: add(({ days }) => days), counts, squares: add(({ squares }) => squares) };
}

/** Squares of the contracts' amounts: how much their sizes vary. */
const amountSquares: Measure = {
  id: 'amount_squares',
  kind: 'flow',
  formula: {
    kind: 'number',
    of: {
      fact: 'deal_closed',
      kind: 'product',
      column: 'amount',
      times: 'amount',
      where: [{ column: 'won', is: [true] }],
    },
  },
};

async function sidesOf(log: Resolved, question: Question, by: Question['by']): Promise<Map<string | null, Side>> {
  const { rows } = await ask(log, { ...question, by, grain: null, measures: [...question.measures, amountSquares] });
  return new Map(
    rows.map(({ members, values }) => [
      members[0] ?? null,
      {
        days: 0,
        counts: new Map(question.measures.map(({ id }, i) => [id, values[i]!.value ?? 0])),
        squares: values.at(-1)!.value ?? 0,
      },
    ]),
  );
}

/** Steps that happen at most once for each of those before them. */
const shares: ReadonlySet<string> = new Set(['dials_reached', 'first_attempts_reached']);

/**
 * Rates by the interval of their difference. How much a rep does in a day varies far more from rep to rep than chance alone would have it, so that is
 * judged among all reps, as `compare` does.
 */
function verdictOf(
  step: string,
  of: string | null,
  [before, after]: readonly [Side, Side],
  everyone: ReadonlyMap<string, Side> | null,
  rep: string | undefined,
): Verdict {
  const sample = (side: Side): Sample => ({ x: count(side, step), n: of === null ? side.days : count(side, of) });
  if (step === 'contract_volume') return bySize(before, after);
  if (of === null && everyone !== null && rep !== undefined) {
    const place = [...everyone.keys()].indexOf(rep);
    return compareSamples('rate', [...everyone.values()].map(sample)).standings[place]?.verdict ?? 'too_little';
  }
  const [was, is] = [sample(before), sample(after)];
  if (shares.has(step)) return beyond(newcombe(is, was, 0.95), 0);
  // Given both counts together, how they share out tells how the rates stand to each other.
  const odds = was.x > 0 && is.n > 0 ? poissonRatio(is.x, was.x, 0.95) : null;
  return beyond(odds, was.n > 0 ? is.n / was.n : 1);
}

function bySize(before: Side, after: Side): Verdict {
  const moments = (side: Side): { n: number; mean: number; deviation: number } => {
    const [n, sum] = [count(side, 'contracts'), count(side, 'contract_volume')];
    const mean = n === 0 ? 0 : sum / n;
    return { n, mean, deviation: n < 2 ? 0 : Math.sqrt(Math.max(0, side.squares - n * mean ** 2) / (n - 1)) };
  };
  return beyond(welch(moments(after), moments(before), 0.95), 0);
}

function beyond(interval: Interval | null, even: number): Verdict {
  if (interval === null) return 'too_little';
  return interval[0] > even ? 'above' : interval[1] < even ? 'below' : 'within';
}

function nothingToExplain(): UserError {
  return new UserError({
    code: 'nothing_to_explain',
    message: {
      en: 'There are no contracts on either side, or nobody to compare with: there is no difference to explain.',
      es: 'No hay contratos en ningún lado, o nadie con quien comparar: no hay diferencia que explicar.',
    },
    fix: { en: 'Take a longer period.', es: 'Tome un periodo más largo.' },
  });
}
