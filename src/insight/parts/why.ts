import type { Dimension } from '../../domain/vocabulary.ts';
import { UserError } from '../../domain/errors.ts';
import { parseDimension, type Question, type Resolved } from '../../engine/question.ts';
import { type KpiQuestion, toQuestion } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import type { Span } from '../change/periods.ts';
import type { Verdict } from '../compare/verdict.ts';
import { factorsOf, type Group, groupsOf, outcomeOf } from './groups.ts';
import { shapley, wholeParts } from './shapley.ts';
import { noContracts, notThere } from './refusals.ts';
import { count, periods, repAndTeam, type Side } from './sides.ts';
import { swingOfAll, swingOfReps } from './swing.ts';
import { verdictOnCount, verdictOnMix, verdictOnRate, verdictOnSize } from './verdicts.ts';

/** The ways from effort to contracts, each step a count that the next one comes out of. */
export const chains = {
  numbers: ['dials', 'dials_reached', 'contracts'],
  process: ['first_attempts', 'first_attempts_reached', 'prospects', 'proposals_sent', 'contracts'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Chain = keyof typeof chains;

export const outcomes = ['contracts', 'contract_volume'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a difference is between: a rep and the team, or a period and an earlier one (`Why.earlier`). */
export type Against = 'team' | 'previous';

/** One factor of the outcome: the first count for each day, the mix of groups in it, a rate from one count to the next, or the size of a contract. */
export type Factor = {
  /** The count that it leads to, `mix`, or `contract_volume` for the size; and the count that it comes out of, null: days. */
  readonly to: string;
  readonly of: string | null;
  /** Of both sides; null for the mix, which `Why.mix` tells. */
  readonly before: number | null;
  readonly after: number | null;
  /** What of the difference it makes. */
  readonly part: number;
  /** Whether the factor itself differs by more than chance. */
  readonly verdict: Verdict;
};

/** The shares of a group in the first count on both sides; several members where not each can be told of by itself. */
export type MixGroup = {
  readonly members: readonly (string | null)[];
  readonly before: number;
  readonly after: number;
};

/** A difference and where it comes from; the factors' parts add up to it. */
export type Why = {
  readonly outcome: Kpi;
  readonly chain: Chain;
  readonly against: Against;
  /** Of a period the days that are over. */
  readonly question: Question;
  /** What the period is held against: as many days on the same weekdays; null for a rep. */
  readonly earlier: Span | null;
  readonly asOf: Temporal.Instant;
  /** The outcome of the other side over as many days, and of this one. */
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  readonly factors: readonly Factor[];
  /** What the sides are made of, when a mix was asked for: rates are then those within its groups. */
  readonly mix: { readonly by: Dimension; readonly groups: readonly MixGroup[] } | null;
  /** Steps of the chain that one side has none of: no rate can be told there, and they are left out for both. */
  readonly skipped: readonly string[];
};

/** Dimensions that all steps of the chains have. */
export const mixDimensions = [
  'source',
  'segment',
  'product',
  'campaign',
  'industry',
] as const satisfies readonly Dimension[];

export type WhyQuestion = Omit<KpiQuestion, 'kpis' | 'by'> & {
  readonly chain: Chain;
  readonly outcome: Outcome;
  /** A rep's id: against the team. Without it: a period, as far as it is over, against as many days on the same weekdays before it. */
  readonly rep?: string;
  /** A dimension whose mix is told apart from the rates within its groups. */
  readonly mix?: string;
};

/** Parts are told to a millionth of a contract or of money. */
const perOne = 1e6;

/**
 * Where a difference in contracts or their volume comes from: the outcome is a product of factors along the chain, summed over the groups of a mix, and each
 * factor's part is its Shapley value (see `shapley.ts`), so that the parts add up exactly, whatever the order.
 * @throws UserError `unknown_member`, `unknown_dimension`, `nothing_to_explain` and what `toQuestion` throws
 */
export async function explainDifference(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  asked: WhyQuestion,
): Promise<Why> {
  const all = asked.outcome === 'contracts' ? chains[asked.chain] : [...chains[asked.chain], 'contract_volume'];
  const base = await toQuestion(log, kpis, { ...asked, kpis: all });
  const by = asked.mix === undefined ? null : mixDimension(asked.mix);
  const ofPeriods = asked.rep === undefined ? await periods(log, base, by) : null;
  const [sides, everyone] = ofPeriods === null ? await repAndTeam(log, base, asked.rep!, by) : [ofPeriods.sides, null];
  const [before, after] = sides;
  if (after.days === 0) throw notThere(asked.rep!, base);
  const steps = all.filter(
    (step, i) =>
      i === all.length - 1 || step === 'contracts' || (count(before.counts, step) > 0 && count(after.counts, step) > 0),
  );
  const scale = before.days > 0 ? after.days / before.days : 1;
  const groups = groupsOf(steps, before.groups, after.groups);
  const values = factorsOf(steps, groups, scale);
  const [from, to] = [outcomeOf(values.before), outcomeOf(values.after)];
  if (from === 0 && to === 0) throw noContracts();
  const difference = Math.round((to - from) * perOne) / perOne;
  // With one group its share is 1 on both sides: the mix makes nothing, and is not told.
  const isTold = (i: number): boolean => by !== null || i !== 1;
  const told = (factors: readonly (readonly number[])[]): readonly (readonly number[])[] =>
    factors.filter((_, i) => isTold(i));
  const shares = shapley(outcomeOf, told(values.before), told(values.after));
  const parts = wholeParts(shares, difference, 1 / perOne).map((whole) => whole / perOne);
  const first = kpis.get(steps[0]!)!;
  const swing =
    ofPeriods === null
      ? await swingOfReps(log, base, first)
      : await swingOfAll(log, base, ofPeriods.days.now.to, first);
  const factors = steps.map((step, i): Omit<Factor, 'part'> => {
    const of = i === 0 ? null : steps[i - 1]!;
    const value = ({ counts }: Side, times: number): number =>
      of === null ? count(counts, step) * times : count(counts, of) === 0 ? 0 : count(counts, step) / count(counts, of);
    const verdict =
      of === null
        ? verdictOnCount(step, sides, everyone, asked.rep, swing)
        : step === 'contract_volume'
          ? verdictOnSize(sides)
          : verdictOnRate(step, of, groups);
    return { to: step, of, before: value(before, scale), after: value(after, 1), verdict };
  });
  const mixed: Omit<Factor, 'part'>[] =
    by === null
      ? []
      : [{ to: 'mix', of: steps[0]!, before: null, after: null, verdict: verdictOnMix(steps[0]!, groups, parts[1]!) }];
  return {
    outcome: kpis.get(asked.outcome)!,
    chain: asked.chain,
    against: asked.rep === undefined ? 'previous' : 'team',
    question: ofPeriods === null ? base : { ...base, ...ofPeriods.days.now },
    earlier: ofPeriods === null ? null : ofPeriods.days.before,
    asOf: log.asOf,
    before: from,
    after: to,
    difference,
    factors: [factors[0]!, ...mixed, ...factors.slice(1)].map((factor, i) => ({ ...factor, part: parts[i]! })),
    mix: by === null ? null : { by, groups: groups.map((group, i) => mixGroup(group, values, i)) },
    skipped: all.filter((step) => !steps.includes(step)),
  };
}

function mixGroup({ members }: Group, { before, after }: ReturnType<typeof factorsOf>, i: number): MixGroup {
  return { members, before: before[1]![i]!, after: after[1]![i]! };
}

function mixDimension(name: string): Dimension {
  const dimension = parseDimension(name);
  if ((mixDimensions as readonly string[]).includes(dimension)) return dimension;
  const list = mixDimensions.join(', ');
  throw new UserError({
    code: 'unknown_dimension',
    message: {
      en: `Not every step of the way to a contract has a ${dimension}.`,
      es: `No todos los pasos hasta un contrato tienen ${dimension}.`,
    },
    fix: { en: `A mix can be told by ${list}.`, es: `La composición puede decirse por ${list}.` },
  });
}
