import type { Resolved } from '../../engine/question.ts';
import type { CurveStep } from './cycle.ts';
import type { UncertainValue } from '../uncertainty/answer.ts';
import { costKpis, type CustomerCost, type GroupCost } from './cost.ts';

/** The public shape of what customers cost (docs/json.md). */
export function costToJson(log: Resolved, { by, question, asOf, untold, all, members }: CustomerCost): object {
  const value = (found: UncertainValue | null): object | null =>
    found === null ? null : { value: found.value, interval: found.interval, n: found.n };
  const group = ({ contracts, costs, cycle }: GroupCost, withCurve = false): object => ({
    contracts: value(contracts),
    ...Object.fromEntries(costKpis.map((id) => [id, value(costs[id])])),
    cycle:
      cycle === null
        ? null
        : {
            deals: cycle.deals,
            won: cycle.won,
            lost: cycle.lost,
            half: cycle.half,
            marks: cycle.marks.map(({ wonInterval, ...mark }) => ({ ...mark, won_interval: wonInterval })),
            ...(withCurve ? { curve: cycle.curve.map(curveStep) } : {}),
          },
  });
  return {
    period: {
      from: question.from.toString(),
      to: question.to.toString(),
      timezone: log.workspace.timezone,
      as_of: asOf.toString(),
    },
    by,
    untold: Object.fromEntries(untold),
    all: group(all, true),
    members: members.map((member) => ({ member: member.member, ...group(member) })),
  };
}

function curveStep({ days, atRisk, open, openInterval, won, wonInterval, lost }: CurveStep): object {
  return { days, at_risk: atRisk, open, open_interval: openInterval, won, won_interval: wonInterval, lost };
}
