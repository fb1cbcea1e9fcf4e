import { UserError } from '../domain/errors.ts';
import type { Grain } from '../domain/vocabulary.ts';
import { raw, type Sql, sql } from '../duckdb/sql.ts';
import type { AnswerRow, Value } from './answer-row.ts';
import { labelOf, type TimedBucket, timedBuckets } from './buckets.ts';
import type { Aggregate, Measure } from './measure.ts';
import { once } from './once.ts';
import { type AggregateColumns, aggregateKey, type MoneyCheck, type Plan, planQuestion } from './plan.ts';
import { withinDigits } from './overflow.ts';
import { remembered } from './remembered.ts';
import { checkDimensions, checkMembers, findCodes, permitted, type Question, type Resolved } from './question.ts';

export type Answer = {
  readonly question: Question;
  readonly asOf: Temporal.Instant;
  readonly rows: readonly AnswerRow[];
};

/**
 * Answers a question. What has been answered of days that are over, and holds still, is not looked for again.
 * @throws UserError `unknown_dimension`, `unknown_member`, `empty_period`, `missing_rate`, `too_much_money`, `too_many_buckets`, `too_many_rows`
 */
export async function ask(resolved: Resolved, asked: Question): Promise<Answer> {
  const question = await checked(resolved, asked);
  const rows = await remembered(resolved, question, (part) => look(resolved, part));
  return { question: asked, asOf: resolved.asOf, rows };
}

async function look(resolved: Resolved, question: Question): Promise<readonly AnswerRow[]> {
  const { plan, buckets } = await prepare(resolved, question);
  await checkMoney(resolved, plan.moneyChecks);
  await checkRows(resolved, question, plan, buckets.length);
  const columns = await withinDigits(() => resolved.db.columns(plan.statement));
  const empty = new Set(buckets.filter((b) => b.snapshot === null).map(labelOf));
  const length = Object.values(columns)[0]?.length ?? 0;
  const readers = question.measures.map((measure) => readerOf(measure, plan.columns, columns));
  const members = question.by.map((dimension) => columns[dimension] as readonly (string | null)[]);
  const labels = question.grain === null ? null : (columns['bucket'] as readonly string[]);
  const unlabelled = labelOf(buckets[0]!);
  return Array.from({ length }, (_, i): AnswerRow => {
    const bucket = labels === null ? null : labels[i]!;
    const future = empty.has(bucket ?? unlabelled);
    return { members: members.map((column) => column[i]!), bucket, values: readers.map((read) => read(i, future)) };
  });
}

/** The statement that answers a question: what `explain` shows. */
export async function statementOf(resolved: Resolved, asked: Question): Promise<Sql> {
  return (await prepare(resolved, await checked(resolved, asked))).plan.statement;
}

async function prepare(resolved: Resolved, question: Question): Promise<{ plan: Plan; buckets: TimedBucket[] }> {
  const codes = await findCodes(resolved.db, question.measures, question.where);
  const buckets = timedBuckets(question.from, question.to, question.grain, resolved.workspace, resolved.asOf);
  return { plan: planQuestion(question, resolved, buckets, codes), buckets };
}

/** The question about what may be seen, when it can be asked. */
async function checked(resolved: Resolved, asked: Question): Promise<Question> {
  const question = permitted(resolved, asked);
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
  checkBuckets(question);
  checkDimensions(question.measures, [...question.by, ...question.where.map((filter) => filter.dimension)]);
  await checkMembers(resolved, asked.where, asked.measures);
  return question;
}

const mostBuckets = 20_000;
const daysOf: Readonly<Record<Grain, number>> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };

/** @throws UserError `too_many_buckets`: an answer that nobody could read, and that would take for ever. */
function checkBuckets({ from, to, grain }: Question): void {
  if (grain === null) return;
  const count = Math.ceil(from.until(to, { largestUnit: 'days' }).days / daysOf[grain]);
  if (count <= mostBuckets) return;
  throw new UserError({
    code: 'too_many_buckets',
    message: {
      en: `From ${from} to ${to} there are some ${count} ${grain}s; at most ${mostBuckets} can be asked for.`,
      es: `De ${from} a ${to} hay unas ${count} unidades de ${grain}; se pueden pedir como máximo ${mostBuckets}.`,
    },
    fix: { en: 'Ask for a shorter period or a coarser grain.', es: 'Pida un periodo más corto o una unidad mayor.' },
  });
}

const mostRows = 2_000_000;
/** An answer of fewer buckets than this is small enough whatever its groups. */
const manyBuckets = 100;

/** @throws UserError `too_many_rows`: an answer that no memory holds. */
async function checkRows({ db }: Resolved, { by }: Question, plan: Plan, buckets: number): Promise<void> {
  if (buckets < manyBuckets || by.every((dimension) => dimension === 'rep' || dimension === 'team')) return;
  const { members } = await db.row<{ members: number }>(plan.counting);
  const rows = members * buckets;
  if (rows <= mostRows) return;
  throw new UserError({
    code: 'too_many_rows',
    message: {
      en: `The answer would have ${rows} rows, ${members} groups in each of ${buckets} buckets; at most ${mostRows} can be asked for.`,
      es: `La respuesta tendría ${rows} filas, ${members} grupos en cada una de ${buckets} unidades de tiempo; se pueden pedir como máximo ${mostRows}.`,
    },
    fix: {
      en: 'Ask for a shorter period, a coarser grain or fewer dimensions.',
      es: 'Pida un periodo más corto, una unidad mayor o menos dimensiones.',
    },
  });
}

/** Whether there is money in another currency than this one. */
const hasForeignMoney = once(
  () => ['log.deals', 'log.costs'],
  async (db, currency) => {
    const { foreign } = await db.row<{ foreign: boolean }>(sql`
      SELECT EXISTS (SELECT 1 FROM log.deals WHERE currency <> ${currency})
        OR EXISTS (SELECT 1 FROM log.costs WHERE currency <> ${currency}) AS foreign`);
    return foreign;
  },
);

/** Whether any amount of a table lacks a rate. */
const hasUnpriced = once(
  (table) => [table],
  async (db, table) => {
    const { some } = await db.row<{ some: boolean }>(
      sql`SELECT EXISTS (SELECT 1 FROM ${raw(table)} WHERE unpriced IS NOT NULL) AS some`,
    );
    return some;
  },
);

/** @throws UserError `missing_rate` that names the currency and the earliest date. */
export async function checkMoney(resolved: Resolved, checks: readonly MoneyCheck[]): Promise<void> {
  for (const { table, statement } of checks) {
    const mayLack =
      table === null
        ? await hasForeignMoney(resolved.db, resolved.workspace.currency)
        : await hasUnpriced(resolved.db, table);
    if (!mayLack) continue;
    const [first] = await resolved.db.rows<{ currency: string; day: string }>(statement);
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

type Columns = Readonly<Record<string, readonly unknown[]>>;

/** Reads a measure's value out of one row of the answer's columns; `future`: its bucket lies in the future. */
type Reader = (row: number, future: boolean) => Value;

/** Finds a measure's columns once, so that reading a row costs no look-ups. */
function readerOf(measure: Measure, names: AggregateColumns, columns: Columns): Reader {
  const { formula } = measure;
  const isSnapshot = measure.kind === 'snapshot';
  const columnOf = (aggregate: Aggregate, suffix = ''): readonly unknown[] =>
    columns[`${names.get(aggregateKey(aggregate))!}${suffix}`]!;
  const totalOf = (aggregates: readonly Aggregate[]): ((row: number) => number) => {
    const [first, ...others] = aggregates.map((aggregate) => columnOf(aggregate));
    return (row) => others.reduce((sum, column) => sum + Number(column[row] ?? 0), Number(first![row] ?? 0));
  };
  switch (formula.kind) {
    case 'number': {
      const column = columnOf(formula.of);
      if (formula.of.kind === 'values') {
        return (row) => {
          const text = column[row] as string | null;
          const values = text === null ? [] : (JSON.parse(text) as (number | null)[]).filter((value) => value !== null);
          return { value: values.length, values };
        };
      }
      const isMoney = formula.of.money === true;
      return (row, future) => {
        if (future && isSnapshot) return { value: null };
        const found = (column[row] ?? 0) as number | bigint | string;
        return isMoney ? { value: Number(found), exact: trimZeros(String(found)) } : { value: Number(found) };
      };
    }
    case 'median': {
      const [column, sizes] = [columnOf(formula.of), columnOf(formula.of, '_n')];
      return (row, future) => {
        if (future && isSnapshot) return { value: null, n: null };
        const value = column[row] ?? null;
        return { value: value === null ? null : Number(value), n: Number(sizes[row] ?? 0) };
      };
    }
    case 'ratio': {
      const [above, below] = [totalOf(formula.numerator), totalOf(formula.denominator)];
      const waiting = formula.pending === undefined ? null : totalOf([formula.pending]);
      const [money, ...others] = formula.numerator;
      const exact = money?.money === true && others.length === 0 ? columnOf(money) : null;
      return (row, future) => {
        if (future && isSnapshot) {
          const none = { value: null, numerator: null, denominator: null };
          return waiting === null ? none : { ...none, pending: null };
        }
        const [numerator, denominator] = [above(row), below(row)];
        const value = denominator === 0 ? null : numerator / denominator;
        const found: Value =
          exact === null
            ? { value, numerator, denominator }
            : { value, numerator, denominator, exactNumerator: trimZeros((exact[row] as string | null) ?? '0') };
        return waiting === null ? found : { ...found, pending: waiting(row) };
      };
    }
  }
}

/** A decimal text without zeros that say nothing. */
export function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
