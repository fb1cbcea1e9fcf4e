import type { AnswerRow, Value } from '../../engine/answer-row.ts';
import { ask } from '../../engine/ask.ts';
import { aggregatesOf } from '../../engine/measure.ts';
import type { Resolved } from '../../engine/question.ts';
import { type KpiAnswer, type KpiQuestion, toQuestion } from '../../kpi/answer.ts';
import type { Kpi, Unit } from '../../kpi/kpi.ts';
import { bootstrapMean } from '../statistics/bootstrap.ts';
import {
  type Interval,
  poissonExact,
  poissonRatio,
  ratioEstimate,
  weightedPoisson,
  wilson,
} from '../statistics/intervals.ts';
import { medianPlaces } from '../statistics/median.ts';
import { type Method, methodOf, needsOf } from './method.ts';

/** A value with what chance leaves open: the interval (null: a census, or too little to say) and how many records it rests on. */
export type UncertainValue = Value & { readonly interval: Interval | null; readonly n: number };

/** An answer whose values have intervals of this level, such as 0.95. */
export type UncertainAnswer = Omit<KpiAnswer, 'rows'> & {
  readonly level: number;
  readonly rows: readonly (Omit<AnswerRow, 'values'> & { readonly values: readonly UncertainValue[] })[];
};

/**
 * Answers a question with an interval on every value, in one pass over the facts.
 * @throws UserError as `answerKpis`
 */
export async function answerWithIntervals(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  asked: KpiQuestion,
  level: number,
): Promise<UncertainAnswer> {
  const question = await toQuestion(log, kpis, asked);
  const asks = question.measures as readonly Kpi[];
  const needs = asks.map((kpi) => needsOf(kpi));
  const answer = await ask(log, { ...question, measures: [...asks, ...needs.flat()] });
  const begins = needs.map((_, i) => needs.slice(0, i).reduce((sum, list) => sum + list.length, asks.length));
  return {
    ...answer,
    question,
    kpis: asks,
    by: [...new Set(asked.by ?? [])],
    timezone: log.workspace.timezone,
    level,
    rows: answer.rows.map((row) => ({
      ...row,
      values: asks.map((kpi, i) =>
        uncertain(kpi, row.values[i]!, row.values.slice(begins[i], begins[i]! + needs[i]!.length), level),
      ),
    })),
  };
}

function uncertain(kpi: Kpi, value: Value, spread: readonly Value[], level: number): UncertainValue {
  const method = methodOf(kpi);
  const numbers = spread.map((found) => found.value ?? 0);
  const interval = value.value === null ? null : intervalOf(method, value, spread, numbers, level);
  return { ...value, interval: within(kpi, method, interval), n: sizeOf(method, value, numbers) };
}

function intervalOf(
  method: Method,
  value: Value,
  spread: readonly Value[],
  numbers: readonly number[],
  level: number,
): Interval | null {
  const [x, y] = [value.numerator ?? 0, value.denominator ?? 0];
  switch (method) {
    case 'census':
      return null;
    case 'poisson':
      return poissonExact(value.value!, level);
    case 'weighted':
      return weightedPoisson({ total: value.value!, squares: numbers[1]!, largest: numbers[2]! }, level);
    case 'proportion':
      return wilson(x, y, level);
    case 'rate':
      return numbers.length === 0 ? poissonRatio(x, y, level) : sizedRatio(x, y, numbers, level);
    case 'ratio':
      return numbers.length === 2
        ? ratioEstimate({ n: numbers[0]!, x, y, xx: numbers[1]!, xy: x, yy: y }, level)
        : ratioEstimate({ n: numbers[0]!, x, y, xx: numbers[1]!, xy: numbers[2]!, yy: numbers[3]! }, level);
    case 'median': {
      const values = spread[0]?.values ?? [];
      const places = medianPlaces(values.length, level);
      return places === null ? null : [values[places[0] - 1]!, values[places[1] - 1]!];
    }
    case 'bootstrap':
      return bootstrapMean(spread[0]?.values ?? [], level);
  }
}

/** A sum of sizes for each event: as many events of one size as vary as much as these do (their sum squared over the sum of squares). */
function sizedRatio(total: number, below: number, numbers: readonly number[], level: number): Interval | null {
  const squares = numbers.filter((_, i) => i % 2 === 0).reduce((sum, square) => sum + square, 0);
  if (!(total > 0) || !(squares > 0)) return null;
  const found = poissonRatio(total ** 2 / squares, below, level);
  const size = squares / total;
  return found === null ? null : [found[0] * size, found[1] * size];
}

/** How many records a value rests on: those that were counted or, of a rate, those below. */
function sizeOf(method: Method, value: Value, numbers: readonly number[]): number {
  if (method === 'median') return value.n ?? 0;
  const isCounted = method === 'weighted' || method === 'ratio' || (method === 'census' && numbers.length > 0);
  if (isCounted) return numbers[0] ?? 0;
  return value.denominator ?? value.value ?? 0;
}

const bounds: Readonly<Partial<Record<Unit, Interval>>> = { scale: [-3, 3], balance: [-1, 1] };

/** Columns of facts that may be below 0: how people stand to us. Everything else that is added up is counted, measured or paid. */
const signed: ReadonlySet<string | undefined> = new Set(['strength', 'weighted_strength']);

/** An interval without what the value cannot be: of few records Student's reaches below 0 where nothing can. */
function within({ unit, formula }: Kpi, method: Method, interval: Interval | null): Interval | null {
  if (interval === null) return null;
  const least = aggregatesOf(formula).some(({ column }) => signed.has(column)) ? -Infinity : 0;
  const [low, high] = unit === 'ratio' && method !== 'rate' ? [0, 1] : (bounds[unit] ?? [least, Infinity]);
  return [Math.max(low, interval[0]), Math.min(high, interval[1])];
}
