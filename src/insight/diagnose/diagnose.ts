import type { Dimension } from '../../domain/vocabulary.ts';
import { checkMembers, type Filter, type Question, type Resolved } from '../../engine/question.ts';
import { answerKpis, findKpi, toQuestion } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { lackedBy } from '../../kpi/where.ts';
import { holm } from '../statistics/holm.ts';
import { type Held, holdAgainst } from './held.ts';
import { gainsFor } from './levers.ts';
import { type Layer, looks } from './looks.ts';
import { notLookedAt, repTwice, type Scope } from './where.ts';
import { type Mix, mixesOf } from './mix.ts';
import type { Gain } from './what-if.ts';

/** Something that stands out, with what it rests on and what would be gained at the others' level. */
export type Finding = Held & {
  readonly isGood: boolean;
  readonly whatIf: Gain | null;
  /** Within which groups the difference is still there. */
  readonly mixes: readonly Mix[];
};

/** The one thing to adjust, and the KPI that must not suffer for it. */
export type Adjustment = {
  readonly finding: Finding;
  readonly counter: {
    readonly kpi: Kpi;
    readonly value: number | null;
    readonly numerator: number | null;
    readonly denominator: number | null;
  };
};

/** What can be said of a rep: at most three of each, and nothing where the data say nothing. */
export type Diagnosis = {
  readonly rep: string;
  readonly question: Pick<Question, 'from' | 'to' | 'where'>;
  readonly asOf: Temporal.Instant;
  readonly timezone: string;
  /** All KPIs that were looked at and of which there is something, told or not. */
  readonly held: readonly Held[];
  readonly wellDone: readonly Finding[];
  readonly mayBeWrong: readonly Finding[];
  readonly adjustment: Adjustment | null;
  /** What stands out only because of the rep's sources or segments: not told as done well or wrong. */
  readonly explained: readonly { readonly held: Held; readonly by: readonly Mix['by'][] }[];
  /** KPIs of which there is too little to say anything. */
  readonly tooLittle: readonly Held[];
  /** KPIs that do not have what is filtered by: they are not looked at. */
  readonly notBy: readonly { readonly kpi: Kpi; readonly dimensions: readonly Dimension[] }[];
};

export type DiagnosisQuestion = {
  readonly rep: string;
  /** Only these records, of the rep and of all others. */
  readonly where?: readonly Filter[];
  readonly from?: string | Temporal.PlainDate;
  readonly to?: string | Temporal.PlainDate;
};

/** At most so many of what is well done, and of what may be wrong. */
const most = 3;

/**
 * Diagnoses a rep: holds each KPI of `looks` that has what is filtered by against the group, and tells what stands out.
 * @throws UserError `unknown_member`, `unknown_dimension` for what none of them has, `bad_where` for a rep, and what `toQuestion` throws
 */
export async function diagnose(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  { rep, where = [], ...period }: DiagnosisQuestion,
): Promise<Diagnosis> {
  if (where.some(({ dimension }) => dimension === 'rep')) throw repTwice(rep);
  await checkMembers(log, [{ dimension: 'rep', members: [rep] }, ...where]);
  const lacked = new Map(looks.map(({ kpi }) => [kpi, lackedBy(findKpi(kpis, kpi), where)]));
  const fitting = looks.filter(({ kpi }) => lacked.get(kpi)!.length === 0);
  if (fitting.length === 0) throw notLookedAt(where, kpis);
  const question = await toQuestion(log, kpis, { ...period, where, kpis: fitting.map(({ kpi }) => kpi) });
  const span = { from: question.from, to: question.to, where };
  const held: Held[] = [];
  for (const look of fitting) {
    const found = await holdAgainst(log, kpis, look, rep, span);
    if (found !== null) held.push(found);
  }
  const mixes = new Map<Held, readonly Mix[]>();
  for (const found of standingOut(held)) mixes.set(found, await mixesOf(log, kpis, found, rep, span));
  const holds = ([, list]: readonly [Held, readonly Mix[]]): boolean => list.every((mix) => mix.holds);
  const { good, bad } = chosen([...mixes].filter(holds).map(([found]) => found));
  const gains = bad.length === 0 ? null : await gainsFor(log, kpis, question, rep);
  const mayBeWrong: Finding[] = [];
  for (const found of bad) {
    const whatIf = gains === null ? null : await gains(found.look.kpi);
    mayBeWrong.push({ ...found, isGood: false, whatIf, mixes: mixes.get(found)! });
  }
  const [first] = mayBeWrong;
  return {
    rep,
    question: span,
    asOf: log.asOf,
    timezone: log.workspace.timezone,
    held,
    wellDone: good.map((found) => ({ ...found, isGood: true, whatIf: null, mixes: mixes.get(found)! })),
    mayBeWrong,
    adjustment: first === undefined ? null : { finding: first, counter: await counterOf(log, kpis, first, rep, span) },
    explained: [...mixes]
      .filter((entry) => !holds(entry))
      .map(([found, list]) => ({ held: found, by: list.filter((mix) => !mix.holds).map(({ by }) => by) })),
    tooLittle: held.filter(({ verdict }) => verdict === 'too_little'),
    notBy: looks.flatMap(({ kpi }) => {
      const missing = lacked.get(kpi)!;
      return missing.length === 0 ? [] : [{ kpi: findKpi(kpis, kpi), dimensions: missing }];
    }),
  };
}

/** The probability that anything at all is told falsely of any of the reps, over all KPIs that are looked at: a talk about a mistake of ours costs trust. */
const falseAlarm = 0.05;

/** A difference below a tenth of the group's value is not worth a talk, however sure it is. */
const smallest = 0.1;

const order: readonly Layer[] = ['habit', 'rate', 'record'];

/**
 * What stands out of all that was looked at: among the reps (as in `compare`), with the chance of any false finding held over all the KPIs of this rep
 * (Holm 1979) and over all reps (Bonferroni, as each is looked at by itself), and by enough to be worth a talk.
 */
export function standingOut(held: readonly Held[]): readonly Held[] {
  const stands = holm(
    held.map(({ chance }) => chance),
    falseAlarm / Math.max(1, ...held.map(({ reps }) => reps)),
  );
  return held.filter(
    ({ verdict, value, group, kpi }, i) =>
      stands[i] === true &&
      (verdict === 'above' || verdict === 'below') &&
      kpi.better !== null &&
      value !== null &&
      group !== null &&
      Math.abs(value - group) >= smallest * group,
  );
}

/**
 * What is told of that. Of one matter the clearest KPI. What is well done must not be paid for: it is left out where its counter-KPI, or another KPI of
 * the same matter, is among what may be wrong. What may be wrong is in the order habits, rates, records, for a habit can be changed and a rate comes of
 * it; within them the largest effect first.
 */
export function chosen(telling: readonly Held[]): { readonly good: readonly Held[]; readonly bad: readonly Held[] } {
  const isGood = ({ verdict, kpi }: Held): boolean => (verdict === 'above') === (kpi.better === 'higher');
  const allBad = telling.filter((found) => !isGood(found));
  const spoilt = new Set(allBad.map(({ kpi }) => kpi.id));
  const matters = new Set(allBad.map(({ look }) => look.matter));
  const unspoilt = telling.filter(
    (found) => isGood(found) && !spoilt.has(found.kpi.counter) && !matters.has(found.look.matter),
  );
  const good = clearest(unspoilt).toSorted((a, b) => a.chance - b.chance);
  const bad = clearest(allBad).toSorted(
    (a, b) => order.indexOf(a.look.layer) - order.indexOf(b.look.layer) || Math.abs(b.effect) - Math.abs(a.effect),
  );
  return { good: good.slice(0, most), bad: bad.slice(0, most) };
}

/** Of each matter the KPI that chance explains least. */
function clearest(held: readonly Held[]): readonly Held[] {
  const best = new Map<string, Held>();
  for (const found of held) {
    const before = best.get(found.look.matter);
    if (before === undefined || found.chance < before.chance) best.set(found.look.matter, found);
  }
  return [...best.values()];
}

async function counterOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  held: Held,
  rep: string,
  { where, ...span }: Scope,
): Promise<Adjustment['counter']> {
  const kpi = findKpi(kpis, held.kpi.counter);
  // What it does not have cannot be told of it: then it is named without a value.
  const isKnown = lackedBy(kpi, where).length === 0;
  const own = [...where, { dimension: 'rep' as const, members: [rep] }];
  const value = isKnown
    ? (await answerKpis(log, kpis, { kpis: [kpi.id], where: own, ...span })).rows[0]?.values[0]
    : undefined;
  return {
    kpi,
    value: value?.value ?? null,
    numerator: value?.numerator ?? null,
    denominator: value?.denominator ?? null,
  };
}
