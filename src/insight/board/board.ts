import { dayOf } from '../../domain/calendar.ts';
import type { UserError } from '../../domain/errors.ts';
import type { Dimension } from '../../domain/vocabulary.ts';
import type { Value } from '../../engine/answer-row.ts';
import { checkMembers, type Filter, type Resolved } from '../../engine/question.ts';
import { together } from '../../engine/together.ts';
import { answerKpis, findKpi, type KpiAnswer, type KpiQuestion, periodOf } from '../../kpi/answer.ts';
import { catalogueIds } from '../../kpi/catalogue/index.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { checkNeeds } from '../../kpi/needs.ts';
import { playbooks } from '../../kpi/playbooks.ts';
import { type ManagerQuestion, questions } from '../../kpi/questions.ts';
import { lackedBy } from '../../kpi/where.ts';
import { lacksRate, ratesMissing, type Unpriced, unpricedOf } from './money.ts';

type Kpis = ReadonlyMap<string, Kpi>;

/** Local days `[from, to)`. */
export type Period = { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate };

/** What is asked: a playbook's questions or all; without dates the last three months. */
export type BoardQuestion = {
  readonly playbook?: string;
  readonly from?: string;
  readonly to?: string;
  readonly where?: readonly Filter[];
};

/** A number of the board: in the period, in the one before, and by month over a year; or what the log lacks for it. */
export type BoardNumber = {
  readonly kpi: Kpi;
  readonly now: Value | null;
  readonly before: Value | null;
  readonly trend: readonly (number | null)[];
  readonly missing: readonly string[];
  /** Whether it cannot be told because money has no exchange rate. */
  readonly unpriced: boolean;
  /** Dimensions that are filtered by and that it does not have: it cannot be told of them alone. */
  readonly notBy: readonly Dimension[];
};

/** A manager's question and its numbers; `question` null: the log's own KPIs. */
export type BoardSection = { readonly question: ManagerQuestion | null; readonly numbers: readonly BoardNumber[] };

/** A risk that is present, and who has most of it. */
export type BoardPlace = {
  readonly kpi: Kpi;
  readonly reps: readonly { readonly rep: string | null; readonly value: Value }[];
};

/** A manager's one page. */
export type Board = {
  readonly period: Period;
  readonly before: Period;
  readonly asOf: Temporal.Instant;
  readonly sections: readonly BoardSection[];
  /** The numbers of each rep; null: the log has none of them. */
  readonly reps: KpiAnswer | null;
  readonly places: readonly BoardPlace[];
  /** Risks that the log has no data for. */
  readonly unlooked: readonly string[];
  /** Exchange rates that are missing, of each currency the earliest. */
  readonly ratesMissing: readonly UserError[];
};

/** Months of a trend. */
export const trendMonths = 12;

const repColumns = [
  'dials',
  'reach_rate',
  'qualified_meetings',
  'proposal_presentations',
  'presented_share',
  'contracts',
  'contract_volume',
  'win_rate',
  'pressured_accounts',
  'silent_accounts',
];

const worries = [
  'pressured_accounts',
  'silent_accounts',
  'single_threaded_accounts',
  'hidden_dissent',
  'overdue_pipeline',
];

/**
 * The period in numbers, each against the same length of time before, with a year's trend; each rep; where to look.
 * @throws UserError `bad_date`, `empty_period`, `unknown_member`
 */
export async function boardOf(log: Resolved, kpis: Kpis, asked: BoardQuestion): Promise<Board> {
  const period = await boardPeriod(log, asked);
  const listed = sectionsOf(kpis, asked.playbook);
  const where = asked.where ?? [];
  await checkMembers(log, where);
  try {
    return await boardWithout(log, kpis, listed, period, where, new Map());
  } catch (error) {
    if (!lacksRate(error)) throw error;
    const ids = [...new Set([...listed.flatMap((section) => section.kpis), ...repColumns, ...worries])];
    const from = [earlier(period), trendOf(period).from].toSorted((a, b) => Temporal.PlainDate.compare(a, b))[0]!;
    const told = ids.filter((id) => lackedBy(findKpi(kpis, id), where).length === 0);
    const unpriced = await unpricedOf(log, kpis, told, { from, to: trendOf(period).to, where });
    return boardWithout(log, kpis, listed, period, where, unpriced);
  }
}

/**
 * The period of a board and the one that it is held against.
 * @throws UserError `bad_date`, `empty_period`
 */
export async function boardPeriods(log: Resolved, asked: BoardQuestion): Promise<Pick<Board, 'period' | 'before'>> {
  const period = await boardPeriod(log, asked);
  return { period, before: { from: earlier(period), to: period.from } };
}

async function boardWithout(
  log: Resolved,
  kpis: Kpis,
  listed: readonly Listed[],
  period: Period,
  where: readonly Filter[],
  unpriced: Unpriced,
): Promise<Board> {
  const answerer = (own: Resolved): Answerer => {
    return (asked) => answerKpis(own, kpis, { ...asked, where });
  };
  const before: Period = { from: earlier(period), to: period.from };
  const ids = [...new Set(listed.flatMap((section) => section.kpis))];
  const all = [...new Set([...ids, ...repColumns, ...worries])];
  const lacking = await missingOf(log, kpis, all);
  const unfit = all.filter((id) => lackedBy(findKpi(kpis, id), where).length > 0);
  const left = new Set([...lacking.keys(), ...unpriced.keys(), ...unfit]);
  const ready = ids.filter((id) => !left.has(id));
  const shown = repColumns.filter((id) => !left.has(id));
  const looked = worries.filter((id) => !left.has(id));
  const open = looked.filter((id) => !shown.includes(id));
  const [trend, now, then, reps, others] = await together(log, [
    (own) => trends(answerer(own), ready, period),
    (own) => totals(answerer(own), ready, period),
    (own) => totals(answerer(own), ready, before),
    (own) => byRep(answerer(own), shown, period),
    (own) => byRep(answerer(own), open, period),
  ]);
  const numbers = (id: string): BoardNumber => ({
    kpi: findKpi(kpis, id),
    now: now.get(id) ?? null,
    before: then.get(id) ?? null,
    trend: trend.get(id) ?? [],
    missing: lacking.get(id) ?? [],
    unpriced: unpriced.has(id),
    notBy: lackedBy(findKpi(kpis, id), where),
  });
  const seen = new Set<string>();
  const sections = listed.map(({ question, kpis: list }) => ({
    question,
    numbers: list.filter((id) => !seen.has(id) && seen.add(id)).map(numbers),
  }));
  return {
    period,
    before,
    asOf: log.asOf,
    sections,
    reps,
    places: placesOf(looked, [reps, others]),
    unlooked: worries.filter((id) => lacking.has(id)),
    ratesMissing: ratesMissing(unpriced),
  };
}

/** Answers a question about what is looked at. */
type Answerer = (asked: Omit<KpiQuestion, 'where'>) => Promise<KpiAnswer>;

type Listed = { readonly question: ManagerQuestion | null; readonly kpis: readonly string[] };

function sectionsOf(kpis: Kpis, playbook: string | undefined): readonly Listed[] {
  const wanted = playbooks.find(({ id }) => id === playbook);
  const shown = wanted === undefined ? questions : questions.filter(({ id }) => wanted.questions.includes(id));
  const own = [...kpis.keys()].filter((id) => !catalogueIds.has(id));
  const sections: Listed[] = shown.map((question) => ({ question, kpis: question.kpis }));
  return own.length === 0 ? sections : [...sections, { question: null, kpis: own }];
}

/** Without dates: the last three months up to the log's "now", whole months where the log allows. */
async function boardPeriod(log: Resolved, { from, to }: BoardQuestion): Promise<Period> {
  const last = dayOf(log.asOf.subtract({ microseconds: 1 }), log.workspace.timezone);
  if (from !== undefined || to !== undefined) return periodOf(log, from, to);
  return { from: last.with({ day: 1 }).subtract({ months: 2 }), to: last.add({ days: 1 }) };
}

/** A period of the same length right before; whole months before whole months. */
function earlier({ from, to }: Period): Temporal.PlainDate {
  const span = from.until(to, { largestUnit: 'months' });
  return span.days === 0
    ? from.subtract({ months: span.months })
    : from.subtract({ days: from.until(to, { largestUnit: 'days' }).days });
}

/** What the log lacks for the KPIs that it cannot answer: their numbers would say 0 where nothing is known. */
async function missingOf(
  log: Resolved,
  kpis: Kpis,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const readiness = await checkNeeds(
    log,
    ids.map((id) => findKpi(kpis, id)),
  );
  return new Map(readiness.flatMap(({ kpi, missing }) => (missing.length === 0 ? [] : [[kpi.id, missing] as const])));
}

async function totals(answer: Answerer, ids: readonly string[], period: Period): Promise<ReadonlyMap<string, Value>> {
  if (ids.length === 0) return new Map();
  const found = await answer({ kpis: ids, from: period.from, to: period.to });
  const values = found.rows[0]?.values ?? [];
  return new Map(found.kpis.flatMap((kpi, i) => (values[i] === undefined ? [] : [[kpi.id, values[i]] as const])));
}

/** A year of months up to the period's end. */
function trendOf(period: Period): Period {
  const to = period.to.subtract({ days: 1 }).with({ day: 1 }).add({ months: 1 });
  return { from: to.subtract({ months: trendMonths }), to };
}

async function trends(
  answer: Answerer,
  ids: readonly string[],
  period: Period,
): Promise<ReadonlyMap<string, readonly (number | null)[]>> {
  if (ids.length === 0) return new Map();
  const found = await answer({ kpis: ids, by: ['month'], ...trendOf(period) });
  return new Map(found.kpis.map((kpi, i) => [kpi.id, found.rows.map((row) => row.values[i]!.value)]));
}

async function byRep(answer: Answerer, ids: readonly string[], { from, to }: Period): Promise<KpiAnswer | null> {
  return ids.length === 0 ? null : answer({ kpis: ids, by: ['rep'], from, to });
}

/** Who has most of what is looked at, by answers that have it by rep. */
function placesOf(looked: readonly string[], answers: readonly (KpiAnswer | null)[]): readonly BoardPlace[] {
  const told = answers.flatMap((answer) => answer?.kpis.map((kpi, i) => ({ kpi, reps: mostFirst(answer, i) })) ?? []);
  return looked.map((worry) => told.find(({ kpi }) => kpi.id === worry)!).filter(({ reps }) => reps.length > 0);
}

/** Who has any of the answer's KPI at a place, those with most of it first. */
function mostFirst(answer: KpiAnswer, place: number): BoardPlace['reps'] {
  return answer.rows
    .map((row) => ({ rep: row.members[0]!, value: row.values[place]! }))
    .filter(({ value }) => (value.value ?? 0) > 0)
    .sort((a, b) => b.value.value! - a.value.value!);
}
