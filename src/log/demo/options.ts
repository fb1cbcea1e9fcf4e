import { parseDay } from '../../domain/calendar.ts';
import { UserError } from '../../domain/errors.ts';

/** The size of a demo log. */
export type DemoOptions = {
  /** Reps, 1 … 5000. Default 12. */
  readonly reps?: number;
  /** Months that the log covers, 1 … 240. Default 18. */
  readonly months?: number;
  /** Whole number from which all chance comes. Default 7. */
  readonly seed?: number;
  /** The first day after the log's last, `YYYY-MM-DD`. Default 2026-07-01. */
  readonly until?: string;
};

/** Valid options: the log covers the local days `[from, until)`. */
export type DemoSize = {
  readonly reps: number;
  readonly seed: number;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
};

/**
 * Fills in the defaults.
 * @throws UserError `bad_option` that names the option, its value and what would be right.
 */
export function readOptions({ reps = 12, months = 18, seed = 7, until = '2026-07-01' }: DemoOptions): DemoSize {
  requireWhole('reps', reps, 1, 5000);
  requireWhole('months', months, 1, 240);
  requireWhole('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  const end = parseDay(until);
  if (end === null) throw bad('until', until, 'a date such as 2026-07-01', 'una fecha como 2026-07-01');
  return { reps, seed, from: end.subtract({ months }), until: end };
}

function requireWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw bad(name, value, `a whole number from ${least} to ${most}`, `un número entero de ${least} a ${most}`);
}

function bad(name: string, value: unknown, right: string, correct: string): UserError {
  return new UserError({
    code: 'bad_option',
    message: {
      en: `The option ${name} has the value ${JSON.stringify(value)}.`,
      es: `La opción ${name} tiene el valor ${JSON.stringify(value)}.`,
    },
    fix: { en: `Right would be ${right}.`, es: `Lo correcto sería ${correct}.` },
  });
}
