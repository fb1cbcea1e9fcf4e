import { UserError } from '../../domain/errors.ts';
import type { Dimension } from '../../domain/vocabulary.ts';
import type { Question, Resolved } from '../../engine/question.ts';
import { parseDimension } from '../../engine/question.ts';
import { type KpiQuestion, toQuestion } from '../../kpi/answer.ts';
import { dimensionSets, type Kpi } from '../../kpi/kpi.ts';
import { checkNeeds } from '../../kpi/needs.ts';
import { answerWithIntervals, type UncertainValue } from '../uncertainty/answer.ts';
import { type Cycle, type CycleDeal, cycleDealsOf, cyclesOf } from './cycle.ts';

/** What a customer costs, as KPIs: in money, in time and in energy. */
export const costKpis = ['money_per_customer', 'hours_per_customer', 'touches_per_customer'] as const;
export type CostKpi = (typeof costKpis)[number];

/** Why a cost is not told: the log has nothing of it; it is not known by this dimension; or none of it names a member, of all it is told. */
export type Untold = 'not_in_log' | 'not_by_dimension' | 'not_assigned';

/** The customers of one group: how many contracts, what each cost, and what comes of its deals in time. */
export type GroupCost = {
  readonly contracts: UncertainValue;
  /** Null where it is not told. */
  readonly costs: Readonly<Record<CostKpi, UncertainValue | null>>;
  readonly cycle: Cycle | null;
};

export type CustomerCost = {
  readonly by: Dimension;
  readonly question: Question;
  readonly asOf: Temporal.Instant;
  readonly untold: ReadonlyMap<CostKpi, Untold>;
  readonly all: GroupCost;
  readonly members: readonly (GroupCost & { readonly member: string | null })[];
};

/**
 * What a customer costs in money, time and energy by a dimension of deals, each with its 95 % interval, and the cycle. Costs are a period's costs
 * for each of the period's contracts; the cycle follows the deals that began in it.
 * @throws UserError as `answerKpis`; `unknown_dimension` for one that deals do not have
 */
export async function costOfCustomers(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  asked: Omit<KpiQuestion, 'kpis' | 'by'> & { readonly by: string },
): Promise<CustomerCost> {
  const by = parseDimension(asked.by);
  const named = [...(asked.where ?? []).map(({ dimension }) => dimension), by];
  for (const dimension of named) if (!isOfDeals(dimension)) throw notOfDeals(dimension);
  const unknown = await untoldOf(log, kpis, named);
  const told = costKpis.filter((id) => !unknown.has(id));
  const question = { ...asked, kpis: ['contracts', ...told] };
  const whole = await answerWithIntervals(log, kpis, { ...question, by: [] }, 0.95);
  const groups = await answerWithIntervals(log, kpis, { ...question, by: [by] }, 0.95);
  const cycles = await cyclesOf(log, whole.question, by);
  const groupOf = (
    values: readonly UncertainValue[],
    cycle: Cycle | null,
    left: ReadonlyMap<CostKpi, Untold>,
  ): GroupCost => ({
    contracts: values[0]!,
    costs: Object.fromEntries(
      costKpis.map((id) => [id, left.has(id) ? null : values[1 + told.indexOf(id)]!]),
    ) as GroupCost['costs'],
    cycle,
  });
  const rows = new Map(groups.rows.map(({ members, values }) => [members[0] ?? null, values]));
  const loose = told.filter((_, i) => isLoose(rows, 1 + i)).map((id) => [id, 'not_assigned'] as const);
  const untold = new Map<CostKpi, Untold>([...unknown, ...loose]);
  const none: readonly UncertainValue[] = ['contracts', ...told].map((_, i) => ({
    value: i === 0 ? 0 : null,
    interval: null,
    n: 0,
  }));
  const members = [...new Set([...rows.keys(), ...cycles.members.keys()])];
  return {
    by,
    question: whole.question,
    asOf: log.asOf,
    untold,
    all: groupOf(whole.rows[0]!.values, cycles.all, unknown),
    members: members.map((member) => ({
      member,
      ...groupOf(rows.get(member) ?? none, cycles.members.get(member) ?? null, untold),
    })),
  };
}

/** Whether all of a cost names no member, while the contracts do: then the 0 of each member would say that it cost nothing. */
function isLoose(rows: ReadonlyMap<string | null, readonly UncertainValue[]>, place: number): boolean {
  const spent = (values: readonly UncertainValue[] | undefined): number => values?.[place]?.numerator ?? 0;
  const named = [...rows].filter(([member, [contracts]]) => member !== null && (contracts!.value ?? 0) > 0);
  return named.length > 0 && spent(rows.get(null)) > 0 && named.every(([, values]) => spent(values) === 0);
}

/**
 * The deals that the cycle of a period follows.
 * @throws UserError as `answerKpis`; `unknown_dimension` for one that deals do not have
 */
export async function cycleDeals(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  asked: Omit<KpiQuestion, 'kpis' | 'by'>,
): Promise<readonly CycleDeal[]> {
  for (const { dimension } of asked.where ?? []) if (!isOfDeals(dimension)) throw notOfDeals(dimension);
  return cycleDealsOf(log, await toQuestion(log, kpis, { ...asked, kpis: ['contracts'] }));
}

function isOfDeals(dimension: Dimension): boolean {
  return (dimensionSets.D as readonly string[]).includes(dimension);
}

async function untoldOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  dimensions: readonly Dimension[],
): Promise<ReadonlyMap<CostKpi, Untold>> {
  const readiness = await checkNeeds(
    log,
    costKpis.map((id) => kpis.get(id)!),
  );
  return new Map(
    readiness.flatMap(({ kpi, missing }): [CostKpi, Untold][] => {
      const id = kpi.id as CostKpi;
      if (missing.length > 0) return [[id, 'not_in_log']];
      return dimensions.every((dimension) => kpi.dimensions.includes(dimension)) ? [] : [[id, 'not_by_dimension']];
    }),
  );
}

function notOfDeals(dimension: Dimension): UserError {
  const list = dimensionSets.D.join(', ');
  return new UserError({
    code: 'unknown_dimension',
    message: { en: `Contracts have no ${dimension}.`, es: `Los contratos no tienen ${dimension}.` },
    fix: { en: `They have: ${list}.`, es: `Tienen: ${list}.` },
  });
}
