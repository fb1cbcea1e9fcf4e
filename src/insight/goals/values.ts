import type { Value } from '../../engine/answer-row.ts';
import type { Resolved } from '../../engine/question.ts';
import { answerKpis, type KpiQuestion } from '../../kpi/answer.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { answerWithIntervals, type UncertainValue } from '../uncertainty/answer.ts';
import { askInBatches, memberOf, type Unpriced } from './ask-owners.ts';
import type { Goal } from './goal.ts';

/** No question reaches beyond the years of four digits. */
const lastYear = 9999;

/** The value of each goal's KPI over the goal's period, as far as it has come; of levels with the 95 % interval. */
export async function valuesOf(
  log: Resolved,
  kpis: ReadonlyMap<string, Kpi>,
  goals: readonly Goal[],
  unpriced: Unpriced,
): Promise<ReadonlyMap<Goal, UncertainValue>> {
  const found = new Map<Goal, UncertainValue>();
  const groups = Map.groupBy(goals, ({ from, to, way }) => `${from} ${to} ${way === 'level'}`);
  for (const group of groups.values()) {
    const { from, to, way } = group[0]!;
    if (to.year > lastYear) {
      for (const goal of group) found.set(goal, nothing(goal));
      continue;
    }
    await askInBatches(
      group,
      async ({ by, where, ids, goals: asked }) => {
        const question: KpiQuestion = { kpis: ids, by: by === null ? [] : [by], where, from, to };
        const { rows } =
          way === 'level'
            ? await answerWithIntervals(log, kpis, question, 0.95)
            : await answerKpis(log, kpis, question);
        const byMember = new Map(rows.map((row) => [row.members[0] ?? null, row.values]));
        for (const goal of asked) {
          const value = byMember.get(memberOf(goal.owner))?.[ids.indexOf(goal.kpi.id)];
          found.set(goal, value === undefined ? nothing(goal) : withNumber(value));
        }
      },
      unpriced,
    );
  }
  return found;
}

function withNumber(value: Value | UncertainValue): UncertainValue {
  return 'interval' in value ? value : { ...value, interval: null, n: value.n ?? value.value ?? 0 };
}

/** Of somebody of whom the answer has no row, and of what is that far ahead, nothing was counted. */
function nothing({ way }: Goal): UncertainValue {
  return { value: way === 'level' ? null : 0, interval: null, n: 0 };
}
