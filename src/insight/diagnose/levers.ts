import type { Measure } from '../../engine/measure.ts';
import type { Question, Resolved } from '../../engine/question.ts';
import { answerKpis, findKpi } from '../../kpi/answer.ts';
import { count } from '../../kpi/kpi.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { lackedBy } from '../../kpi/where.ts';
import type { Sample, SampleKind } from '../compare/sample.ts';
import { count as countOf, repAndTeam, type Side } from '../parts/sides.ts';
import type { LookedAt } from './looks.ts';
import { type Gain, gainOf, presentingGain, type Sizes } from './what-if.ts';

/** A link of a chain: how many of `to` for each of `of` (null: days). */
type Step = { readonly to: string; readonly of: string | null; readonly kind: SampleKind };
type Lever = { readonly chain: readonly Step[]; readonly at: number };

const closed = 'deals_closed';
const numbers: readonly Step[] = [
  { to: 'dials', of: null, kind: 'rate' },
  { to: 'dials_reached', of: 'dials', kind: 'proportion' },
  { to: 'contracts', of: 'dials_reached', kind: 'rate' },
];
const firsts: readonly Step[] = [
  { to: 'first_attempts', of: null, kind: 'rate' },
  { to: 'first_attempts_reached', of: 'first_attempts', kind: 'proportion' },
  { to: 'contracts', of: 'first_attempts_reached', kind: 'rate' },
];

/** The link of a way to contracts that a KPI is. The other KPIs are not a factor of contracts, and nothing is computed for them. */
const levers: Readonly<Partial<Record<LookedAt, Lever>>> = {
  dials: { chain: numbers, at: 0 },
  reach_rate: { chain: numbers, at: 1 },
  close_rate: { chain: numbers, at: 2 },
  first_attempts: { chain: firsts, at: 0 },
  first_reach_rate: { chain: firsts, at: 1 },
  prospects: {
    chain: [
      { to: 'prospects', of: null, kind: 'rate' },
      { to: 'contracts', of: 'prospects', kind: 'rate' },
    ],
    at: 0,
  },
  win_rate: {
    chain: [
      { to: closed, of: null, kind: 'rate' },
      { to: 'contracts', of: closed, kind: 'proportion' },
    ],
    at: 1,
  },
};

const counted = [
  'dials',
  'dials_reached',
  'first_attempts',
  'first_attempts_reached',
  'prospects',
  'contracts',
  'contract_volume',
];

/** Below so many contracts of the rep's own, the size of a contract is taken from the others. */
const fewestSizes = 10;

/** What a rep would gain at the level of the others, by KPI; null where it is no lever or where there is too little. */
export type Gains = (kpi: LookedAt) => Promise<Gain | null>;

/** The two sides of what-ifs: the counts of the rep and of the others. */
export async function gainsFor(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  question: Question,
  rep: string,
): Promise<Gains> {
  const endings: Measure = {
    id: closed,
    kind: 'flow',
    formula: { kind: 'number', of: count('deal_closed') },
  };
  const counts = counted.map((id) => findKpi(kpis, id));
  if (counts.some((kpi) => lackedBy(kpi, question.where).length > 0)) return async () => null;
  const measures = [...counts, endings];
  const [[others, own]] = await repAndTeam(log, { ...question, measures }, rep, null);
  const sizes = sizesOf(countOf(own.counts, 'contracts') >= fewestSizes ? own : others);
  return async (kpi) => {
    if (kpi === 'presented_share') return presenting(log, kpis, question, rep, own.days, sizes);
    const lever = levers[kpi];
    if (lever === undefined) return null;
    const chain = lever.chain.map(({ to, of, kind }) => ({
      kind,
      own: sampleOf(own, to, of),
      others: sampleOf(others, to, of),
    }));
    const hasAll = chain.every(({ own: mine, others: theirs }) => mine.n > 0 && theirs.n > 0);
    return hasAll ? gainOf(chain, lever.at, sizes) : null;
  };
}

function sampleOf({ counts, days }: Side, to: string, of: string | null): Sample {
  return { x: countOf(counts, to), n: of === null ? days : countOf(counts, of) };
}

function sizesOf({ counts, squares }: Side): Sizes {
  return { n: countOf(counts, 'contracts'), sum: countOf(counts, 'contract_volume'), squares };
}

async function presenting(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  { from, to, where }: Question,
  rep: string,
  days: number,
  sizes: Sizes,
): Promise<Gain | null> {
  const ids = ['presented_share', 'win_rate_presented', 'win_rate_unpresented'];
  const { rows } = await answerKpis(log, kpis, { kpis: ids, by: ['rep'], from, to, where });
  const sum = (i: number, whose: (member: string | null) => boolean): Sample =>
    rows
      .filter(({ members }) => whose(members[0]!))
      .reduce(
        ({ x, n }, { values }) => ({ x: x + (values[i]!.numerator ?? 0), n: n + (values[i]!.denominator ?? 0) }),
        { x: 0, n: 0 },
      );
  const own = sum(0, (member) => member === rep);
  const others = sum(0, (member) => member !== rep);
  const [wonPresented, wonUnpresented] = [sum(1, () => true), sum(2, () => true)];
  if ([own, others, wonPresented, wonUnpresented].some(({ n }) => n === 0) || days === 0) return null;
  return presentingGain({ proposals: { x: own.n, n: days }, own, others, wonPresented, wonUnpresented }, sizes);
}
