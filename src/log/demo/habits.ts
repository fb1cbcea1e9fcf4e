import type { Random } from './random.ts';

/** The problem that a rep of the demo has; `steady` reps have none. */
export type Role = 'steady' | 'pressing' | 'neglecting' | 'leaving' | 'unpresenting' | 'undelivering' | 'joining';

/** How a rep works. Reps with the same role differ by noise only. */
export type Habits = {
  readonly role: Role;
  /** Dials on a usual working day. */
  readonly dials: number;
  /** New leads on a usual working day. */
  readonly leads: number;
  /** Factor on the chance of an answer. */
  readonly reach: number;
  /** Factor on the chance that a talk convinces. */
  readonly delivery: number;
  /** Chance that a proposal is presented to the decision team. */
  readonly presents: number;
  /** Chance of a rating after a talk. */
  readonly rates: number;
  /** Factor on the time that a deal takes. */
  readonly pace: number;
};

/** Which rep has which problem: the n-th rep who manages nobody has the n-th role, all others are steady. */
export const roles: readonly Role[] = ['pressing', 'neglecting', 'leaving', 'unpresenting', 'undelivering', 'joining'];

/** The habits of a rep with this role. */
export function habitsOf(role: Role, random: Random): Habits {
  const usual: Habits = {
    role,
    dials: 4.45 * random.between(0.94, 1.06),
    leads: 0.38,
    reach: random.between(0.95, 1.05),
    delivery: random.between(0.95, 1.05),
    presents: random.between(0.76, 0.82),
    rates: 0.55,
    pace: 1,
  };
  switch (role) {
    case 'pressing':
      return { ...usual, dials: 8, leads: 0.3 };
    case 'neglecting':
      return { ...usual, rates: 0.03, pace: 1.6 };
    case 'unpresenting':
      return { ...usual, presents: 0.12 };
    case 'undelivering':
      return { ...usual, dials: 6.8, leads: 0.56, delivery: 0.4 };
    default:
      return usual;
  }
}
