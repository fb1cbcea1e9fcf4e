import { dayOf, parseDay, toMicros } from '../domain/calendar.ts';
import { nearest, UserError } from '../domain/errors.ts';
import type { Dimension, Grain } from '../domain/vocabulary.ts';
import { raw, sql } from '../duckdb/sql.ts';
import type { AnswerRow, Value } from '../engine/answer-row.ts';
import { type Answer, ask } from '../engine/ask.ts';
import { expectedDeal } from '../engine/forecast.ts';
import type { Measure } from '../engine/measure.ts';
import {
  checkDimensions,
  type Filter,
  looksAhead,
  type Question,
  type Resolved,
  splitBreakdown,
} from '../engine/question.ts';
import type { Kpi } from './kpi.ts';

/** A question in words, as the command line and the API take it. Days are local, `to` is exclusive. */
export type KpiQuestion = {
  readonly kpis: readonly string[];
  /** Dimensions and at most one grain, in the order of the answer's keys. */
  readonly by?: readonly string[];
  readonly from?: string | Temporal.PlainDate;
  readonly to?: string | Temporal.PlainDate;
  readonly where?: readonly Filter[];
};

/** An answer with the KPIs and the breakdown it was asked for. */
export type KpiAnswer = Answer & {
  readonly kpis: readonly Kpi[];
  readonly by: readonly string[];
  readonly timezone: string;
};

/**
 * Answers a question over a log's KPIs.
 * @throws UserError `unknown_kpi`, `unknown_dimension`, `two_grains`, `bad_date`, `empty_period`, `unknown_member`, `missing_rate`
 */
export async function answerKpis(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  asked: KpiQuestion,
): Promise<KpiAnswer> {
  const question = await toQuestion(log, kpis, asked);
  const answer = await ask(log, question);
  return {
    ...answer,
    kpis: question.measures as readonly Kpi[],
    by: [...new Set(asked.by ?? [])],
    timezone: log.workspace.timezone,
  };
}

/** Turns a question in words into one for the engine, its period filled in and its dimensions checked. */
export async function toQuestion(log: Resolved, kpis: ReadonlyMap<string, Kpi>, asked: KpiQuestion): Promise<Question> {
  const measures = [...new Set(asked.kpis)].map((id) => findKpi(kpis, id));
  if (measures.length === 0) throw noKpi();
  const { by, grain }: { by: Dimension[]; grain: Grain | null } = splitBreakdown(asked.by ?? []);
  const where = asked.where ?? [];
  checkDimensions(measures, [...by, ...where.map((filter) => filter.dimension)]);
  return { measures, by, grain, where, ...(await periodOf(log, asked.from, asked.to, measures)) };
}

function noKpi(): UserError {
  return new UserError({
    code: 'unknown_kpi',
    message: { en: 'No KPI is named.', es: 'No se nombra ningún KPI.' },
    fix: { en: 'Name some, such as dials,reach_rate.', es: 'Nombre alguno, como dials,reach_rate.' },
  });
}

/** @throws UserError `unknown_kpi` that names the nearest one. */
export function findKpi(kpis: ReadonlyMap<string, Kpi>, id: string): Kpi {
  const kpi = kpis.get(id);
  if (kpi !== undefined) return kpi;
  const meant = nearest(id, kpis.keys());
  throw new UserError({
    code: 'unknown_kpi',
    message: { en: `There is no KPI “${id}”.`, es: `No existe el KPI «${id}».` },
    fix:
      meant === undefined
        ? { en: '`tacto explain` lists them all.', es: '`tacto explain` los enumera todos.' }
        : { en: `Did you mean “${meant}”?`, es: `¿Quiso decir «${meant}»?` },
  });
}

/**
 * The asked local days; without them, from the log's first event to the day after its "now", or when one of the measures looks
 * ahead, after the last day that it tells of.
 */
export async function periodOf(
  log: Resolved,
  from: string | Temporal.PlainDate | undefined,
  to: string | Temporal.PlainDate | undefined,
  measures: readonly Measure[] = [],
): Promise<{ from: Temporal.PlainDate; to: Temporal.PlainDate }> {
  const end = to === undefined ? (await lastDay(log, measures)).add({ days: 1 }) : requireDay('to', to);
  if (from !== undefined) {
    const asked = requireDay('from', from);
    if (to === undefined && Temporal.PlainDate.compare(asked, end) >= 0) throw afterAll(asked, end);
    return { from: asked, to: end };
  }
  const first = await firstDay(log);
  const start = first === null || Temporal.PlainDate.compare(first, end) >= 0 ? end.subtract({ days: 1 }) : first;
  return { from: start, to: end };
}

/** A first day after the last one that the log knows of. */
function afterAll(from: Temporal.PlainDate, end: Temporal.PlainDate): UserError {
  const last = end.subtract({ days: 1 });
  return new UserError({
    code: 'empty_period',
    message: {
      en: `The log knows of nothing after ${last}, and the period begins on ${from}.`,
      es: `El registro no sabe de nada después del ${last} y el periodo empieza el ${from}.`,
    },
    fix: {
      en: 'Begin earlier; days to come need a last one too.',
      es: 'Empiece antes; para días futuros hace falta también el último.',
    },
  });
}

/** Of deals expected to close later than that the day is a stopgap that says nothing. */
const farthestYears = 10;

async function lastDay(log: Resolved, measures: readonly Measure[]): Promise<Temporal.PlainDate> {
  const today = dayOf(log.asOf.subtract({ microseconds: 1 }), log.workspace.timezone);
  if (!measures.some(looksAhead)) return today;
  const farthest = sql`make_timestamp(${toMicros(log.asOf)}::BIGINT) + to_years(${farthestYears})`;
  const { day } = await log.db.row<{ day: string | null }>(sql`
    SELECT max(day)::VARCHAR AS day FROM (${expectedDeal(log.workspace, log.asOf)}) WHERE day < ${farthest}`);
  const expected = day === null ? today : Temporal.PlainDate.from(day);
  return Temporal.PlainDate.compare(expected, today) > 0 ? expected : today;
}

const datedFacts = [
  'activity',
  'deal_created',
  'deal_closed',
  'proposal',
  'share',
  'cost',
  'prospect',
  'lead_qualified',
];

/** The local day of the log's first event; null in a log without any. */
export async function firstDay(log: Resolved): Promise<Temporal.PlainDate | null> {
  const union = datedFacts.map((fact) => `SELECT min(day) AS day FROM facts.${fact}`).join(' UNION ALL ');
  const { day } = await log.db.row<{ day: string | null }>(raw(`SELECT min(day)::VARCHAR AS day FROM (${union})`));
  return day === null ? null : Temporal.PlainDate.from(day);
}

function requireDay(name: string, text: string | Temporal.PlainDate): Temporal.PlainDate {
  if (typeof text !== 'string') return text;
  const day = parseDay(text);
  if (day !== null) return day;
  throw new UserError({
    code: 'bad_date',
    message: { en: `--${name} ${text} is not a day.`, es: `--${name} ${text} no es un día.` },
    fix: { en: 'Write it as 2026-03-01.', es: 'Escríbalo así: 2026-03-01.' },
  });
}

/** The public JSON shape of an answer (documented in docs/json.md). */
export type AnswerJson = {
  readonly period: { readonly from: string; readonly to: string; readonly timezone: string; readonly as_of: string };
  readonly rows: readonly Readonly<Record<string, string | null | Omit<Value, 'exact' | 'exactNumerator'>>>[];
};

/** An answer as JSON: one key for each dimension asked and the grain, one object for each KPI. */
export function toJson(answer: KpiAnswer): AnswerJson {
  const { question } = answer;
  return {
    period: {
      from: question.from.toString(),
      to: question.to.toString(),
      timezone: answer.timezone,
      as_of: answer.asOf.toString(),
    },
    rows: answer.rows.map((row) => ({
      ...Object.fromEntries(answer.by.map((key) => [key, keyOf(answer, row, key)])),
      ...Object.fromEntries(
        row.values.map(({ exact: _, exactNumerator: __, ...value }, i) => [question.measures[i]!.id, value]),
      ),
    })),
  };
}

/** What a row has under a key of the breakdown: a member or the bucket's first day. */
export function keyOf(answer: Answer, row: AnswerRow, key: string): string | null {
  return key === answer.question.grain
    ? row.bucket
    : (row.members[answer.question.by.indexOf(key as Dimension)] ?? null);
}
