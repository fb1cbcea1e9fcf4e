import { nearest, UserError } from '../../domain/errors.ts';
import type { Dimension } from '../../domain/vocabulary.ts';
import { aggregateKey } from '../../engine/plan.ts';
import type { Aggregate } from '../../engine/measure.ts';
import type { Value } from '../../engine/answer-row.ts';
import type { Question, Resolved } from '../../engine/question.ts';
import { answerKpis, type KpiQuestion } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { poissonExact, wilson } from '../statistics/intervals.ts';
import { methodOf } from '../uncertainty/method.ts';
import { activeDays } from './active-days.ts';
import { weeklySums } from './cell-sums.ts';
import { designEffect, sumCells } from './cells.ts';
import type { Sample, SampleKind } from './sample.ts';
import { compareSamples, type Comparison, type Standing } from './verdict.ts';

/** What is compared: shares of trials, events for each of other events, or events for each day on which a member was active. */
export type Exposure = 'trials' | 'events' | 'days';

/** Members of one dimension compared on one KPI: each one's standing against all of them together. */
export type KpiComparison = {
  readonly kpi: Kpi;
  readonly by: Dimension;
  readonly question: Question;
  readonly asOf: Temporal.Instant;
  readonly timezone: string;
  readonly exposure: Exposure;
  /** The KPI that the records below are; null where none counts just these, or the exposure is days. */
  readonly below: Kpi | null;
  readonly funnel: Comparison['funnel'];
  readonly members: readonly { readonly member: string; readonly standing: Standing }[];
};

/**
 * Compares members fairly: limits of what chance does for their number of records, over-dispersion and false discoveries held, estimates that
 * borrow from the group where there is little (see `verdict.ts`). Members are in the order of the answer, never ranked.
 * @throws UserError `cannot_compare` for KPIs of other kinds, and what `answerKpis` throws
 */
export async function compareKpi(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  id: string,
  asked: Omit<KpiQuestion, 'kpis' | 'by'> & { readonly by: string },
): Promise<KpiComparison> {
  const answer = await answerKpis(log, kpis, { ...asked, kpis: [id], by: [asked.by] });
  const kpi = answer.kpis[0]!;
  const [by] = answer.question.by;
  if (by === undefined) throw notByGrain(asked.by);
  const method = methodOf(kpi);
  const exposure = exposureOf(kpi, by);
  if (exposure === null) throw cannotCompare(kpi, by, kpis);
  const days = exposure === 'days' ? await activeDays(log, answer.question, by as 'rep' | 'team') : null;
  const rows = answer.rows.filter(({ members }) => members[0] !== null);
  const samples = rows.map(({ members, values }) =>
    sampleOf(values[0]!, days === null ? null : (days.get(members[0]!) ?? 0)),
  );
  const kind: SampleKind = method === 'proportion' ? 'proportion' : 'rate';
  const least = await withinMembers(log, kpis, kpi, kind, exposure, answer.question);
  const { funnel, standings } = compareSamples(kind, samples, least);
  return {
    kpi,
    by,
    question: answer.question,
    asOf: answer.asOf,
    timezone: answer.timezone,
    exposure,
    below: exposure === 'days' ? null : denominatorOf(kpi, kpis),
    funnel,
    members: rows.map(({ members }, i) => ({
      member: members[0]!,
      standing: widened(standings[i]!, kind, samples, least),
    })),
  };
}

/**
 * How many records count for one within members, for which their own number need not be known: a team's records come from reps, who differ; a rep's
 * events come in weeks, quiet and hectic ones. Without it few members would stand out for what all do.
 */
async function withinMembers(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  kpi: Kpi,
  kind: SampleKind,
  exposure: Exposure,
  { by, from, to, where }: Question,
): Promise<number> {
  if (by[0] === 'team' && kpi.dimensions.includes('rep')) {
    const { rows } = await answerKpis(log, kpis, { kpis: [kpi.id], by: ['team', 'rep'], where, from, to });
    const days = exposure === 'days' ? await activeDays(log, { from, to }, 'rep') : null;
    const teams = Map.groupBy(rows, ({ members }) => members[0]!);
    const cells = [...teams].map(([team, own]) =>
      sumCells(
        team ?? '',
        own.map(({ members, values }) => sampleOf(values[0]!, days?.get(members[1]!) ?? (days === null ? null : 0))),
      ),
    );
    return designEffect(kind, cells);
  }
  if (exposure !== 'days' || by[0] !== 'rep' || kpi.formula.kind !== 'number') return 1;
  return designEffect('rate', await weeklySums(log, { from, to }, kpi.formula.of, where));
}

/** @param days on which there could be events; null: of other records */
function sampleOf({ value, numerator, denominator }: Value, days: number | null): Sample {
  return days === null ? { x: numerator ?? 0, n: denominator ?? 0 } : { x: value ?? 0, n: days };
}

/** Where all members are alike, as far as one can tell, each is as uncertain as the group: not certain. */
function widened(standing: Standing, kind: SampleKind, samples: readonly Sample[], least: number): Standing {
  const { pooled } = standing;
  if (pooled === null || pooled.interval[0] !== pooled.interval[1]) return standing;
  const [x, n] = samples.reduce(([sumX, sumN], sample) => [sumX + sample.x / least, sumN + sample.n / least], [0, 0]);
  const interval =
    kind === 'proportion' ? wilson(x, n, 0.95) : (poissonExact(x, 0.95).map((end) => end / n) as [number, number]);
  return interval === null ? standing : { ...standing, pooled: { ...pooled, interval } };
}

/** Whether members of the dimension can be compared on the KPI. */
export function isComparable(kpi: Kpi, by: Dimension): boolean {
  return kpi.dimensions.includes(by) && exposureOf(kpi, by) !== null;
}

/** The KPI that counts what this one is for each of. */
function denominatorOf({ formula }: Kpi, kpis: ReadonlyMap<string, Kpi>): Kpi | null {
  if (formula.kind !== 'ratio' || formula.denominator.length !== 1) return null;
  const key = aggregateKey(formula.denominator[0]!);
  return (
    [...kpis.values()].find(
      ({ formula: { kind, ...other } }) => kind === 'number' && aggregateKey((other as { of: Aggregate }).of) === key,
    ) ?? null
  );
}

/** Null for a KPI that is none of them: a mean, a median, money, a state of things. */
function exposureOf(kpi: Kpi, by: Dimension): Exposure | null {
  const method = methodOf(kpi);
  if (method === 'proportion') return 'trials';
  if (method === 'poisson') return by === 'rep' || by === 'team' ? 'days' : null;
  if (method !== 'rate' || kpi.formula.kind !== 'ratio') return null;
  const all = [...kpi.formula.numerator, ...kpi.formula.denominator];
  return kpi.kind !== 'snapshot' && all.every(({ kind }) => kind === 'count' || kind === 'distinct') ? 'events' : null;
}

function notByGrain(by: string): UserError {
  return new UserError({
    code: 'unknown_dimension',
    message: {
      en: `Members are compared, not periods: --by ${by}.`,
      es: `Se comparan miembros, no periodos: --by ${by}.`,
    },
    fix: { en: 'Compare by rep, team, source and the like.', es: 'Compare por rep, team, source y similares.' },
  });
}

function cannotCompare(kpi: Kpi, by: Dimension, kpis: ReadonlyMap<string, Kpi>): UserError {
  const fitting = [...kpis.values()].filter((other) => other.dimensions.includes(by) && exposureOf(other, by) !== null);
  const meant = nearest(
    kpi.id,
    fitting.map(({ id }) => id),
  );
  const some = [...(meant === undefined ? [] : [meant]), 'reach_rate', 'win_rate', 'close_rate'].slice(0, 3).join(', ');
  return new UserError({
    code: 'cannot_compare',
    message: {
      en: `${kpi.id} by ${by} is neither a share, nor a rate of events, nor a count for each day of a rep or team.`,
      es: `${kpi.id} por ${by} no es una proporción, ni una tasa de hechos, ni un recuento por día de un comercial o equipo.`,
    },
    fix: {
      en: `Compare one that is, such as ${some}; \`tacto kpi ${kpi.id} --by ${by} --interval 0.95\` shows how sure each value is.`,
      es: `Compare uno que lo sea, como ${some}; \`tacto kpi ${kpi.id} --by ${by} --interval 0.95\` muestra qué seguridad tiene cada valor.`,
    },
  });
}
