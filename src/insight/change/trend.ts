import { bucketStart } from '../../domain/calendar.ts';
import { UserError } from '../../domain/errors.ts';
import { factOf } from '../../engine/facts.ts';
import { aggregatesOf } from '../../engine/measure.ts';
import type { Filter, Resolved } from '../../engine/question.ts';
import { findKpi, periodOf } from '../../kpi/answer.ts';
import type { Needs } from '../../kpi/fact-needs.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { checkNeeds } from '../../kpi/needs.ts';
import { answerWithIntervals } from '../uncertainty/answer.ts';
import { boundsOf, type Difference, differenceOf, dispersionOf } from './difference.ts';
import { type Alignment, daysOver, sameWeekdaysBefore } from './periods.ts';
import { bucketBefore, calendarBucket, type Horizon, type Point, seriesOf, type TrendGrain } from './series.ts';
import { type Signal, type Xmr, xmrOf } from './xmr.ts';

export type TrendQuestion = {
  readonly kpis: readonly string[];
  readonly by: TrendGrain;
  readonly from?: string;
  readonly to?: string;
  readonly where?: readonly Filter[];
};

/** A signal with its buckets, each named by its calendar first day. Outliers that follow each other on one side are one signal. */
export type TrendSignal = {
  readonly kind: Signal['kind'];
  readonly direction: Signal['direction'];
  readonly from: string;
  readonly to: string;
  /** How many values it takes in. */
  readonly values: number;
  /** Whether it reaches the last whole bucket. */
  readonly ongoing: boolean;
  /** The mean of its values, and of all other values of the limits (null: there are none). */
  readonly level: number;
  readonly rest: number | null;
};

/** The latest period held against the same weekdays before it. */
export type Change = Difference & {
  readonly days: Alignment;
  /** The period's bucket is not over: only its whole days are compared. */
  readonly running: boolean;
  readonly dispersion: number;
};

/** One KPI over time. */
export type Trend = {
  readonly kpi: Kpi;
  /** What the log lacks for it; then there is no point. */
  readonly missing: Needs;
  readonly points: readonly Point[];
  /** Limits of the whole buckets; null with too few of them. */
  readonly limits: Xmr | null;
  readonly signals: readonly TrendSignal[];
  /** More than half of the whole buckets rest on fewer than five records: the limits are rough, and only outliers beyond chance are told. */
  readonly few: boolean;
  /** Null where there is nothing to hold it against. */
  readonly change: Change | null;
};

export type Trends = {
  readonly by: TrendGrain;
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
  readonly asOf: Temporal.Instant;
  readonly timezone: string;
  readonly trends: readonly Trend[];
};

/** How many buckets are looked back on when nothing else is asked: two years of months, one of weeks. */
const usualLength: Readonly<Record<TrendGrain, number>> = { week: 52, month: 24 };
const fewRecords = 5;
const level = 0.95;

/**
 * KPIs over time: the limits of usual variation and what is beyond it (see `xmr.ts`), over whole buckets only; and the latest period against the same
 * weekdays before it, with the difference's 95 % interval.
 * @throws UserError `cannot_trend` for KPIs that look ahead, and what `answerKpis` throws
 */
export async function trendsOf(log: Resolved, kpis: ReadonlyMap<string, Kpi>, asked: TrendQuestion): Promise<Trends> {
  const measures = [...new Set(asked.kpis)].map((id) => findKpi(kpis, id));
  for (const kpi of measures) if (looksAhead(kpi)) throw cannotTrend(kpi);
  const horizon = await horizonOf(log, asked);
  const readiness = await checkNeeds(log, measures);
  const ready = readiness.filter(({ missing }) => missing.length === 0).map(({ kpi }) => kpi);
  const where = asked.where ?? [];
  const ask = async (ids: readonly string[], span: Horizon['asked'], by: readonly string[]) =>
    answerWithIntervals(log, kpis, { kpis: ids, by, where, ...span }, level);
  const answer = ready.length === 0 ? null : await ask(idsOf(ready), horizon.asked, [asked.by]);
  const told = new Map<string, Omit<Trend, 'change'>>();
  for (const [i, kpi] of ready.entries()) {
    const rows = answer!.rows.map(({ bucket, values }) => ({ bucket: bucket!, found: values[i]! }));
    told.set(kpi.id, trendOf(kpi, seriesOf(kpi, asked.by, rows, horizon)));
  }
  const changes = await changesOf([...told.values()], asked.by, horizon, ask);
  return {
    by: asked.by,
    ...horizon.asked,
    asOf: log.asOf,
    timezone: log.workspace.timezone,
    trends: readiness.map(({ kpi, missing }) => ({
      ...(told.get(kpi.id) ?? { kpi, missing, points: [], limits: null, signals: [], few: false }),
      change: changes.get(kpi.id) ?? null,
    })),
  };
}

const idsOf = (list: readonly Kpi[]): string[] => list.map(({ id }) => id);

/** The asked days, at most up to "now"; without a first one, as many buckets as are usual, from the log's begin on. */
async function horizonOf(log: Resolved, asked: TrendQuestion): Promise<Horizon> {
  const { workspace, asOf } = log;
  const whole = await periodOf(log, undefined, undefined);
  const given = await periodOf(log, asked.from, asked.to);
  const to = Temporal.PlainDate.compare(given.to, whole.to) < 0 ? given.to : whole.to;
  const last = bucketStart(to.subtract({ days: 1 }), asked.by, workspace);
  const usual = last.subtract({ [`${asked.by}s`]: usualLength[asked.by] });
  const isOlder = Temporal.PlainDate.compare(given.from, usual) < 0;
  const from = asked.from === undefined && isOlder ? usual : given.from;
  return { workspace, asOf, logBegins: whole.from, asked: { from, to } };
}

function trendOf(kpi: Kpi, points: readonly Point[]): Omit<Trend, 'change'> {
  const whole = points.filter(({ state }) => state === 'whole');
  const values = whole.map(({ found }) => found.value);
  const { low, high } = boundsOf(kpi);
  // Money that was paid back may be below 0.
  const bounds = values.some((value) => value !== null && value < low) ? { high } : { low, high };
  const limits = xmrOf(values, bounds);
  const sizes = whole.filter(({ found }) => found.value !== null).map(({ found }) => found.n);
  const few = kpi.kind !== 'snapshot' && sizes.filter((n) => n < fewRecords).length * 2 > sizes.length;
  const told = limits === null ? [] : limits.signals.filter((signal) => isTold(signal, limits, whole, few));
  return {
    kpi,
    missing: [],
    points,
    limits,
    signals: joined(told, values).map((signal) => inBuckets(signal, whole)),
    few,
  };
}

/**
 * The limits take values to lie about their mean evenly, which few records do not: months without a contract make a run below the mean, and the
 * second contract of a month is beyond the limits. So with few records no runs are told, and an outlier only when its own 95 % interval leaves the
 * mean out.
 */
function isTold({ kind, from }: Signal, { mean }: Xmr, whole: readonly Point[], few: boolean): boolean {
  if (!few) return true;
  const interval = whole[from]!.found.interval;
  return kind === 'outlier' && interval !== null && (interval[0] > mean || interval[1] < mean);
}

/** Values beyond the same limit one after the other, nothing but missing ones between them, are one signal. */
function joined(signals: readonly Signal[], values: readonly (number | null)[]): Signal[] {
  const found: Signal[] = [];
  for (const signal of signals) {
    const before = found.findLastIndex(
      ({ kind, direction, to }) =>
        kind === 'outlier' &&
        signal.kind === 'outlier' &&
        direction === signal.direction &&
        values.slice(to + 1, signal.from).every((value) => value === null),
    );
    if (before < 0) found.push(signal);
    else found[before] = { ...found[before]!, to: signal.to };
  }
  return found;
}

function inBuckets({ kind, direction, from, to }: Signal, whole: readonly Point[]): TrendSignal {
  const known = (points: readonly Point[]): number[] =>
    points.flatMap(({ found }) => (found.value === null ? [] : [found.value]));
  const inside = known(whole.slice(from, to + 1));
  const others = known([...whole.slice(0, from), ...whole.slice(to + 1)]);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    kind,
    direction,
    from: whole[from]!.bucket,
    to: whole[to]!.bucket,
    values: inside.length,
    ongoing: known(whole.slice(to + 1)).length === 0,
    level: mean(inside),
    rest: others.length === 0 ? null : mean(others),
  };
}

type Ask = (
  ids: readonly string[],
  span: Horizon['asked'],
  by: readonly string[],
) => ReturnType<typeof answerWithIntervals>;

/** The change of each KPI; those with the same days are asked together. */
async function changesOf(
  told: readonly Omit<Trend, 'change'>[],
  grain: TrendGrain,
  horizon: Horizon,
  ask: Ask,
): Promise<ReadonlyMap<string, Change>> {
  const groups = new Map<string, { readonly latest: Days; readonly trends: Omit<Trend, 'change'>[] }>();
  for (const trend of told) {
    const latest = latestDays(trend, grain, horizon);
    if (latest === null) continue;
    const key = `${latest.days.now.from} ${latest.days.now.to}`;
    const group = groups.get(key) ?? { latest, trends: [] };
    group.trends.push(trend);
    groups.set(key, group);
  }
  const changes = new Map<string, Change>();
  for (const { latest, trends } of groups.values()) {
    const ids = idsOf(trends.map(({ kpi }) => kpi));
    const [before, after] = [await ask(ids, latest.days.before, []), await ask(ids, latest.days.now, [])];
    for (const [i, { kpi, limits, points }] of trends.entries()) {
      const whole = points.filter(({ state }) => state === 'whole').map(({ found }) => found);
      const dispersion = limits === null ? 1 : dispersionOf(limits.movingRange, whole);
      const difference = differenceOf(kpi, before.rows[0]!.values[i]!, after.rows[0]!.values[i]!, dispersion);
      changes.set(kpi.id, { ...difference, ...latest, dispersion });
    }
  }
  return changes;
}

type Days = Pick<Change, 'days' | 'running'>;

/** The latest days that can be held against earlier ones: of a running bucket those that are over, of a cohort the last bucket that has matured. */
function latestDays({ kpi, points }: Omit<Trend, 'change'>, grain: TrendGrain, horizon: Horizon): Days | null {
  const { workspace, asOf, asked, logBegins } = horizon;
  for (const { bucket, state } of points.toReversed()) {
    if (kpi.kind === 'cohort' && state !== 'whole') continue;
    const calendar = calendarBucket(bucket, grain);
    const from = Temporal.PlainDate.compare(calendar.from, asked.from) < 0 ? asked.from : calendar.from;
    const to = Temporal.PlainDate.compare(calendar.to, asked.to) > 0 ? asked.to : calendar.to;
    const now = daysOver({ from, to }, asOf, workspace.timezone);
    if (now === null) continue;
    const days = sameWeekdaysBefore(now, calendar.from, bucketBefore(calendar.from, grain, workspace));
    return Temporal.PlainDate.compare(days.before.from, logBegins) < 0 ? null : { days, running: state === 'running' };
  }
  return null;
}

function looksAhead({ formula }: Kpi): boolean {
  return aggregatesOf(formula).some(({ fact }) => factOf(fact).ahead === true);
}

function cannotTrend(kpi: Kpi): UserError {
  return new UserError({
    code: 'cannot_trend',
    message: {
      en: `${kpi.id} looks ahead from “now”: earlier months have no value of it.`,
      es: `${kpi.id} mira hacia delante desde «ahora»: los meses anteriores no tienen su valor.`,
    },
    fix: {
      en: `Ask for weighted_pipeline; \`tacto kpi ${kpi.id} --as-of 2026-03-01\` says what was foreseen then.`,
      es: `Pida weighted_pipeline; \`tacto kpi ${kpi.id} --as-of 2026-03-01\` dice qué se preveía entonces.`,
    },
  });
}
