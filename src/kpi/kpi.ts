import type { Dimension } from '../domain/vocabulary.ts';
import type { Text } from '../domain/text.ts';
import type { Aggregate, Condition, Formula, Measure } from '../engine/measure.ts';
import type { FactName } from '../engine/facts.ts';

/** Q quantity of activity, P quality of presentation, product and relationships, R results. */
export type Category = 'Q' | 'P' | 'R';

/** `ratio` 0 … 1, `scale` −3 … +3, `balance` −1 … +1, money in the workspace's currency; the rest are what they say. */
export type Unit = 'count' | 'ratio' | 'scale' | 'balance' | 'money' | 'days' | 'hours' | 'per';

/** A KPI as data: all that the engine, the interface and a sales person need to know of it. */
export type Kpi = Measure & {
  readonly category: Category;
  readonly dimensions: readonly Dimension[];
  readonly unit: Unit;
  /** Which way is better, or null where neither is in itself. */
  readonly better: 'higher' | 'lower' | null;
  /** The KPI that keeps this one honest: what would suffer if only this one were chased. */
  readonly counter: string;
  /** Ids of the manager's questions that it answers. */
  readonly answers: readonly QuestionId[];
  readonly label: Text;
  /** One sentence that says what the number means. */
  readonly explanation: Text;
  /** The formula in the field's words. */
  readonly formulaText: Text;
};

export type QuestionId = 'relationships' | 'spread' | 'presented' | 'simple' | 'numbers' | 'process' | 'cost';

/** Dimension sets of the contract (kpis.md): of activities, of deals and leads, of account snapshots. */
export const dimensionSets = {
  A: [
    'rep',
    'team',
    'account',
    'segment',
    'industry',
    'channel',
    'stage',
    'source',
    'campaign',
    'product',
    'pitch',
    'attempt',
  ],
  D: ['rep', 'team', 'account', 'segment', 'industry', 'source', 'campaign', 'product'],
  S: ['rep', 'team', 'account', 'segment', 'industry'],
  open: ['rep', 'team', 'account', 'segment', 'industry', 'source', 'campaign', 'product', 'stage'],
  share: ['rep', 'team', 'account', 'source', 'campaign', 'asset_type', 'attempt'],
  cost: ['rep', 'team', 'source', 'campaign'],
} as const satisfies Readonly<Record<string, readonly Dimension[]>>;

/** Conditions that these columns of a fact are true; a leading `!` asks for false. */
export function when(...flags: readonly string[]): readonly Condition[] {
  return flags.map((flag) =>
    flag.startsWith('!') ? { column: flag.slice(1), is: [false] } : { column: flag, is: [true] },
  );
}

/** Counts the records of a fact for which all flags hold. */
export function count(fact: FactName, ...flags: readonly string[]): Aggregate {
  return flags.length === 0 ? { fact, kind: 'count' } : { fact, kind: 'count', where: when(...flags) };
}

/** Adds a column over the records of a fact for which all flags hold. */
export function sum(fact: FactName, column: string, ...flags: readonly string[]): Aggregate {
  return flags.length === 0 ? { fact, kind: 'sum', column } : { fact, kind: 'sum', column, where: when(...flags) };
}

/** Adds a money column. */
export function money(fact: FactName, column: string, ...flags: readonly string[]): Aggregate {
  return { ...sum(fact, column, ...flags), money: true };
}

/** Counts the different values of a column. */
export function distinct(fact: FactName, column: string, ...flags: readonly string[]): Aggregate {
  return { fact, kind: 'distinct', column, where: when(...flags) };
}

export function number(of: Aggregate): Formula {
  return { kind: 'number', of };
}

export function ratio(
  numerator: Aggregate | readonly Aggregate[],
  denominator: Aggregate,
  pending?: Aggregate,
): Formula {
  const parts = Array.isArray(numerator) ? (numerator as readonly Aggregate[]) : [numerator as Aggregate];
  return { kind: 'ratio', numerator: parts, denominator: [denominator], ...(pending === undefined ? {} : { pending }) };
}
