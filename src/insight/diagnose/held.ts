import type { Resolved } from '../../engine/question.ts';
import { answerKpis } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { compareKpi, type Exposure } from '../compare/compare-kpi.ts';
import type { Funnel } from '../compare/funnel.ts';
import { pooledValue, type Sample, type SampleKind } from '../compare/sample.ts';
import { compareSamples, type Standing, type Verdict } from '../compare/verdict.ts';
import { type Interval, poissonExact, poissonRatio, wilson } from '../statistics/intervals.ts';
import { answerWithIntervals } from '../uncertainty/answer.ts';
import { methodOf } from '../uncertainty/method.ts';
import { weeklySums } from '../compare/cell-sums.ts';
import { accountSums, attendanceSums, shareSums, slowerSums } from './cell-sums.ts';
import { type CellSums, designEffect, effectiveSample } from '../compare/cells.ts';
import type { Look, LookedAt } from './looks.ts';
import type { Scope } from './where.ts';

/** A rep held against the group on one KPI. */
export type Held = {
  readonly look: Look & { readonly kpi: LookedAt };
  readonly kpi: Kpi;
  /** In the KPI's unit; of `week` events a day, of `looks` a share of accounts. Null without records. */
  readonly value: number | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly exposure: Exposure;
  /** Where the rep's true value lies with 95 % confidence. */
  readonly interval: Interval | null;
  /** The group's value, the rep's part of it included. */
  readonly group: number | null;
  /** Where somebody like all the others would lie by chance, 95 %; null where the value is a median. */
  readonly limits95: Interval | null;
  readonly chance: number;
  readonly verdict: Verdict;
  /** How much more there must be before a large difference would show; in the denominator's unit. */
  readonly needed: number | null;
  /** How many reps there are records of, this one included. */
  readonly reps: number;
  /** How many records count for one. */
  readonly designEffect: number;
  /** How many times as much as by chance the reps vary (see `funnel.ts`). */
  readonly dispersion: number;
  /** How far from the group: the difference of log odds, of a rate of logarithms. Negative: below. */
  readonly effect: number;
};

/** Holds a rep against all reps on one KPI; null for a rep of whom the period has nothing. */
export async function holdAgainst(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  look: Held['look'],
  rep: string,
  span: Scope,
): Promise<Held | null> {
  const kpi = kpis.get(look.kpi)!;
  if (look.way === 'compare') {
    const { members, funnel, exposure } = await compareKpi(log, kpis, look.kpi, { by: 'rep', ...span });
    const standing = members.find(({ member }) => member === rep)?.standing;
    if (standing === undefined || standing.sample.n <= 0) return null;
    const kind: SampleKind = methodOf(kpi) === 'proportion' ? 'proportion' : 'rate';
    return held({
      look,
      kpi,
      kind,
      exposure,
      own: standing.sample,
      standing,
      group: funnel?.target ?? null,
      funnel,
      reps: members.filter(({ standing: { sample } }) => sample.n > 0).length,
      effect: 1,
    });
  }
  const sums = await sumsOf(log, look, kpi, span);
  const place = sums.findIndex(({ member, n }) => member === rep && n > 0);
  const own = sums[place];
  if (own === undefined) return null;
  const kind: SampleKind = look.way === 'week' ? 'rate' : 'proportion';
  const effect = look.way === 'slower' ? 1 : designEffect(kind, sums);
  const { standings, funnel } = compareSamples(
    kind,
    sums.map((sample) => effectiveSample(sample, effect)),
  );
  const exposure = look.way === 'week' ? 'days' : 'trials';
  const found = held({
    look,
    kpi,
    kind,
    exposure,
    own,
    standing: standings[place]!,
    group: pooledValue(sums),
    funnel,
    reps: sums.filter(({ n }) => n > 0).length,
    effect,
  });
  return look.way === 'slower' ? withMedians(log, kpis, found, rep, span) : found;
}

async function sumsOf(log: Resolved, { way, kpi: id }: Held['look'], kpi: Kpi, span: Scope): Promise<CellSums[]> {
  switch (id) {
    case 'pressured_accounts':
    case 'silent_accounts':
    case 'single_threaded_accounts':
      return accountSums(log, span, id);
    case 'rated_share':
    case 'decision_team_coverage':
      return shareSums(log, span, id);
    case 'decision_team_attendance':
      return attendanceSums(log, span);
    case 'sales_cycle_days':
      return slowerSums(log, span);
    default:
      if (way !== 'week' || kpi.formula.kind !== 'number') throw new Error(`no way to look at ${id}`);
      return weeklySums(log, span, kpi.formula.of, span.where);
  }
}

type Parts = {
  readonly look: Held['look'];
  readonly kpi: Kpi;
  readonly kind: SampleKind;
  readonly exposure: Exposure;
  readonly own: Sample;
  readonly standing: Standing;
  readonly group: number | null;
  readonly funnel: Funnel | null;
  readonly reps: number;
  readonly effect: number;
};

function held({ look, kpi, kind, exposure, own, standing, group, funnel, reps, effect }: Parts): Held {
  const { sample, verdict, chance, limits95, needed } = standing;
  return {
    look,
    kpi,
    value: own.x / own.n,
    numerator: own.x,
    denominator: own.n,
    exposure,
    interval: intervalOf(kind, exposure, sample),
    group,
    limits95,
    chance,
    verdict,
    needed: needed === null ? null : Math.ceil(needed * effect),
    reps,
    designEffect: effect,
    dispersion: funnel?.dispersion ?? 1,
    effect: group === null ? 0 : distance(kind, sample, group),
  };
}

function intervalOf(kind: SampleKind, exposure: Exposure, { x, n }: Sample): Interval | null {
  if (kind === 'proportion') return wilson(x, n, 0.95);
  if (exposure === 'events') return poissonRatio(x, n, 0.95);
  const [low, high] = poissonExact(x, 0.95);
  return [low / n, high / n];
}

/** Half an event is added on each side, so that none is a distance too. */
function distance(kind: SampleKind, { x, n }: Sample, group: number): number {
  if (kind === 'rate') return group > 0 ? Math.log((x + 0.5) / (n * group + 0.5)) : 0;
  return group > 0 && group < 1 ? Math.log((x + 0.5) / (n - x + 0.5)) - Math.log(group / (1 - group)) : 0;
}

/** What is told of slower deals are the medians. */
async function withMedians(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  found: Held,
  rep: string,
  span: Scope,
): Promise<Held> {
  const id = found.kpi.id;
  const where = [...span.where, { dimension: 'rep' as const, members: [rep] }];
  const own = (await answerWithIntervals(log, kpis, { ...span, kpis: [id], where }, 0.95)).rows[0]?.values[0];
  const group = (await answerKpis(log, kpis, { kpis: [id], ...span })).rows[0]?.values[0];
  return {
    ...found,
    value: own?.value ?? null,
    interval: own?.interval ?? null,
    group: group?.value ?? null,
    limits95: null,
  };
}
