import { UserError } from '../../domain/errors.ts';
import type { Filter, Resolved } from '../../engine/question.ts';
import { answerKpis } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';

/** KPIs that cannot be told for want of an exchange rate, with the fault that names it. */
export type Unpriced = ReadonlyMap<string, UserError>;

/** Whether a fault is that money has no exchange rate. */
export function lacksRate(error: unknown): error is UserError {
  return error instanceof UserError && error.code === 'missing_rate';
}

/** Which of the KPIs cannot be told of a span of days, or of one of its months, because money has no exchange rate. */
export async function unpricedOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  ids: readonly string[],
  span: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate; readonly where: readonly Filter[] },
): Promise<Unpriced> {
  const unpriced = new Map<string, UserError>();
  for (const id of ids) {
    try {
      for (const by of [[], ['month']]) await answerKpis(log, kpis, { kpis: [id], by, ...span });
    } catch (error) {
      if (!lacksRate(error)) throw error;
      unpriced.set(id, error);
    }
  }
  return unpriced;
}

/** The faults, of each currency the one with the earliest day. */
export function ratesMissing(unpriced: Unpriced): readonly UserError[] {
  const byCurrency = new Map<string, UserError>();
  for (const fault of [...unpriced.values()].toSorted((a, b) => (a.message < b.message ? -1 : 1))) {
    const currency = fault.message.replace(/\d{4}-\d\d-\d\d/g, '');
    if (!byCurrency.has(currency)) byCurrency.set(currency, fault);
  }
  return [...byCurrency.values()];
}
