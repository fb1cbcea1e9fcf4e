import { dayOf } from '../../domain/calendar.ts';
import type { Filter, Resolved } from '../../engine/question.ts';
import { findRisks } from '../../insight/risk/risks.ts';
import type { FlagId } from '../../insight/risk/flags.ts';
import { answerWithIntervals, type UncertainValue } from '../../insight/uncertainty/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import type { NewAlert } from './alerts.ts';

type Condition = Pick<
  NewAlert,
  'kind' | 'subject' | 'days' | 'rep_id' | 'team_id' | 'direction' | 'bound' | 'only_sure'
>;

/** What an alert finds: the value (null: not known) and whether its condition holds. */
export type Found = {
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
  readonly holds: boolean;
};

const level = 0.95;

/** Looks whether the condition of an alert holds in a log that is cut down to what its owner may see. */
export async function evaluate(log: Resolved, kpis: ReadonlyMap<string, Kpi>, alert: Condition): Promise<Found> {
  const where: readonly Filter[] = [
    ...(alert.rep_id === null ? [] : [{ dimension: 'rep' as const, members: [alert.rep_id] }]),
    ...(alert.team_id === null ? [] : [{ dimension: 'team' as const, members: [alert.team_id] }]),
  ];
  const found = alert.kind === 'kpi' ? await kpiOf(log, kpis, alert, where) : await flagsOf(log, alert, where);
  return { ...found, holds: holdsFor(alert, found) };
}

/** Whether a value lies beyond the bound; if it must be sure, with all that chance leaves open. A full count leaves nothing open. */
export function holdsFor(
  { direction, bound, only_sure }: Pick<Condition, 'direction' | 'bound' | 'only_sure'>,
  { value, interval }: Omit<Found, 'holds'>,
): boolean {
  if (value === null) return false;
  const [low, high] = only_sure && interval !== null ? interval : [value, value];
  return direction === 'above' ? low > bound : high < bound;
}

/** The days up to today, today's first hours included. */
async function kpiOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  { subject, days }: Condition,
  where: readonly Filter[],
): Promise<Omit<Found, 'holds'>> {
  const to = dayOf(log.asOf.subtract({ microseconds: 1 }), log.workspace.timezone).add({ days: 1 });
  const from = to.subtract({ days: days ?? 1 });
  const asked = { kpis: [subject], where, from: from.toString(), to: to.toString() };
  const { rows } = await answerWithIntervals(log, kpis, asked, level);
  const found: UncertainValue | undefined = rows[0]?.values[0];
  return { value: found?.value ?? null, interval: found?.interval ?? null };
}

async function flagsOf(log: Resolved, { subject }: Condition, where: readonly Filter[]): Promise<Omit<Found, 'holds'>> {
  const { deals, accounts } = await findRisks(log, where, false);
  const flag = subject as FlagId;
  const ofAccounts = (accounts ?? []).filter(({ flags }) => flags.some((one) => one.flag === flag)).length;
  const ofDeals = deals.filter(({ flags }) => flags.includes(flag)).length;
  // What is the account's is counted once for the account, not for each of its deals.
  return { value: ofAccounts > 0 ? ofAccounts : ofDeals, interval: null };
}
