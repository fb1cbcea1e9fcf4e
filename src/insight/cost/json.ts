import type { Resolved } from '../../engine/question.ts';
import type { UncertainValue } from '../uncertainty/answer.ts';
import { costKpis, type CustomerCost, type GroupCost } from './cost.ts';

/** The public shape of what customers cost (docs/json.md). */
export function costToJson(log: Resolved, { by, question, asOf, untold, all, members }: CustomerCost): object {
  const value = (found: UncertainValue | null): object | null =>
    found === null ? null : { value: found.value, interval: found.interval, n: found.n };
  const group = ({ contracts, costs, cycle }: GroupCost): object => ({
    contracts: value(contracts),
    ...Object.fromEntries(costKpis.map((id) => [id, value(costs[id])])),
    cycle:
      cycle === null
        ? null
        : {
            ...cycle,
            marks: cycle.marks.map(({ wonInterval, ...mark }) => ({ ...mark, won_interval: wonInterval })),
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
    all: group(all),
    members: members.map((member) => ({ member: member.member, ...group(member) })),
  };
}
