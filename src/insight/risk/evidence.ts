import type { FlagId } from './flags.ts';

/** What the reasons of the flags of a deal or an account tell; null where it is not known. */
export type Evidence = {
  readonly touches: number | null;
  readonly most: number | null;
  readonly unanswered: number | null;
  readonly focus_touches: number | null;
  readonly focus_most: number | null;
  readonly quiet_days: number | null;
  readonly days_in_stage: number | null;
  readonly usual_days: number | null;
  readonly balance: number | null;
  readonly balance_before: number | null;
  readonly dissenters: number | null;
  /** A day. */
  readonly expected_close_on: string | null;
};

const numbers = [
  'touches',
  'most',
  'unanswered',
  'focus_touches',
  'focus_most',
  'quiet_days',
  'days_in_stage',
  'usual_days',
  'balance',
  'balance_before',
  'dissenters',
] as const;

/** A row of a query as evidence; columns that it lacks are not known. */
export function evidenceOf(row: Readonly<Record<string, unknown>>): Evidence {
  const known = numbers.map((key) => [key, row[key] === null || row[key] === undefined ? null : Number(row[key])]);
  const day = row['expected_close_on'];
  return {
    ...(Object.fromEntries(known) as Omit<Evidence, 'expected_close_on'>),
    expected_close_on: typeof day === 'string' ? day : null,
  };
}

/** Which of the evidence each flag rests on. */
export const evidenceFor = {
  pressured: ['touches', 'most', 'unanswered'],
  silent: ['quiet_days'],
  single_threaded: [],
  concentrated: ['focus_touches', 'focus_most'],
  no_decision_maker: [],
  decision_maker_unheard: [],
  hidden_dissent: ['dissenters'],
  negative_balance: ['balance'],
  falling_balance: ['balance', 'balance_before'],
  stalled: ['days_in_stage', 'usual_days'],
  overdue: ['expected_close_on'],
} as const satisfies Readonly<Record<FlagId, readonly (keyof Evidence)[]>>;
