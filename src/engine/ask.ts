import { UserError } from '../domain/errors.ts';
import { type Sql, sql } from '../duckdb/sql.ts';
import { labelOf, type TimedBucket, timedBuckets } from './buckets.ts';
import type { Aggregate, Measure } from './measure.ts';
import { type AggregateColumns, aggregateKey, type Plan, planQuestion } from './plan.ts';
import { checkDimensions, checkMembers, findCodes, type Question, type Resolved } from './question.ts';

/**
 * One KPI's answer for one row. Numbers are what JSON shows; `exact` is the decimal text of a money value in full precision.
 * Ratios and means carry numerator and denominator, medians `n`, cohorts `pending`.
 */
export type Value = {
  readonly value: number | null;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  readonly n?: number | null;
  readonly pending?: number | null;
  readonly exact?: string;
};

/** One row: members of the asked dimensions (null group: null), the bucket's label, and a value for each measure. */
export type AnswerRow = {
  readonly members: readonly (string | null)[];
  readonly bucket: string | null;
  readonly values: readonly Value[];
};

export type Answer = {
  readonly question: Question;
  readonly asOf: Temporal.Instant;
  readonly rows: readonly AnswerRow[];
};

/**
 * Answers a question.
 * @throws UserError `unknown_dimension`, `unknown_member`, `empty_period`, `missing_rate`
 */
export async function ask(resolved: Resolved, question: Question): Promise<Answer> {
  const { plan, buckets } = await prepare(resolved, question);
  await checkMoney(resolved, plan.moneyChecks);
  const columns = await resolved.db.columns(plan.statement);
  const empty = new Set(buckets.filter((b) => b.snapshot === null).map(labelOf));
  const length = Object.values(columns)[0]?.length ?? 0;
  const rows: AnswerRow[] = [];
  for (let i = 0; i < length; i++) {
    const bucket = question.grain === null ? null : String(columns['bucket']![i]);
    const future = empty.has(bucket ?? labelOf(buckets[0]!));
    const read = (name: string): unknown => columns[name]![i];
    rows.push({
      members: question.by.map((dimension) => columns[dimension]![i] as string | null),
      bucket,
      values: question.measures.map((measure) => valueOf(measure, plan.columns, read, future)),
    });
  }
  return { question, asOf: resolved.asOf, rows };
}

/** The statement that answers a question: what `explain` shows. */
export async function statementOf(resolved: Resolved, question: Question): Promise<Sql> {
  return (await prepare(resolved, question)).plan.statement;
}

async function prepare(resolved: Resolved, question: Question): Promise<{ plan: Plan; buckets: TimedBucket[] }> {
  if (Temporal.PlainDate.compare(question.from, question.to) >= 0) {
    throw new UserError({
      code: 'empty_period',
      message: {
        en: `The period from ${question.from} to ${question.to} has no days.`,
        es: `El periodo de ${question.from} a ${question.to} no tiene días.`,
      },
      fix: {
        en: 'The last day is exclusive and must be later than the first.',
        es: 'El último día no se incluye y debe ser posterior al primero.',
      },
    });
  }
  checkDimensions(question.measures, [...question.by, ...question.where.map((filter) => filter.dimension)]);
  await checkMembers(resolved.db, question.where);
  const codes = await findCodes(resolved.db, question.measures, question.where);
  const buckets = timedBuckets(question.from, question.to, question.grain, resolved.workspace, resolved.asOf);
  return { plan: planQuestion(question, resolved, buckets, codes), buckets };
}

/** @throws UserError `missing_rate` that names the currency and the earliest date. */
export async function checkMoney(resolved: Resolved, checks: readonly Sql[]): Promise<void> {
  if (checks.length === 0) return;
  const { foreign } = await resolved.db.row<{ foreign: boolean }>(sql`
    SELECT EXISTS (SELECT 1 FROM log.deals WHERE currency <> ${resolved.workspace.currency})
      OR EXISTS (SELECT 1 FROM log.costs WHERE currency <> ${resolved.workspace.currency}) AS foreign`);
  if (!foreign) return;
  for (const check of checks) {
    const [first] = await resolved.db.rows<{ currency: string; day: string }>(check);
    if (first === undefined) continue;
    const { currency, day } = first;
    throw new UserError({
      code: 'missing_rate',
      message: {
        en: `There is money in ${currency} on ${day} but no rate for it.`,
        es: `Hay dinero en ${currency} el ${day}, pero falta el tipo de cambio.`,
      },
      fix: {
        en: `Add a row to fx_rates: currency ${currency}, valid_from on or before ${day}.`,
        es: `Añada una fila a fx_rates: currency ${currency}, valid_from ${day} o anterior.`,
      },
    });
  }
}

type Read = (column: string) => unknown;

function valueOf(measure: Measure, columns: AggregateColumns, read: Read, future: boolean): Value {
  const { formula } = measure;
  const empty = future && measure.kind === 'snapshot';
  const columnOf = (aggregate: Aggregate): string => columns.get(aggregateKey(aggregate))!;
  const numberOf = (aggregate: Aggregate): number => Number(read(columnOf(aggregate)) ?? 0);
  const total = (aggregates: readonly Aggregate[]): number => aggregates.reduce((sum, a) => sum + numberOf(a), 0);
  switch (formula.kind) {
    case 'number': {
      if (empty) return { value: null };
      const found = (read(columnOf(formula.of)) ?? 0) as number | string;
      return formula.of.money === true
        ? { value: Number(found), exact: trimZeros(String(found)) }
        : { value: Number(found) };
    }
    case 'median': {
      const value = read(columnOf(formula.of));
      const n = Number(read(`${columnOf(formula.of)}_n`) ?? 0);
      return empty ? { value: null, n: null } : { value: value === null ? null : Number(value), n };
    }
    case 'ratio': {
      const pending = formula.pending === undefined ? {} : { pending: empty ? null : numberOf(formula.pending) };
      if (empty) return { value: null, numerator: null, denominator: null, ...pending };
      const numerator = total(formula.numerator);
      const denominator = total(formula.denominator);
      return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator, ...pending };
    }
  }
}

function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
