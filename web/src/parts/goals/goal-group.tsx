import type { ReactNode } from 'react';
import type { KpiInfo } from '../../api/kpi.ts';
import type { Goal } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { joined } from '../../state/where.ts';
import { useWriters } from '../../state/writers.ts';
import { Bar } from '../chart/bar.tsx';
import { KpiFigure } from '../figure/kpi-figure.tsx';
import styles from './goal-group.module.css';
import { goalTones } from './goal-line.tsx';

/** The same goal of several, none of which has a pace: what is to be reached is said once, and how it stands too where it stands alike. */
export function GoalGroup({
  goals,
  kpi,
  nameOf,
}: {
  readonly goals: readonly Goal[];
  readonly kpi: KpiInfo;
  readonly nameOf: (goal: Goal) => string;
}): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const [first] = goals;
  if (first === undefined) return null;
  const isAlike = goals.every(({ verdict }) => verdict === first.verdict);
  const verdictOf = ({ verdict }: Goal): ReactNode => (
    <span className={styles[goalTones[verdict] ?? 'soft']}>{t(`goal.verdict.${verdict}`)}</span>
  );
  return (
    <div className={styles['group']}>
      <p>
        {t(`goal.${first.direction}`, { target: writers.bound(first.target, kpi.unit) })} ·{' '}
        {t(`goal.grain.${first.grain}`)}
        {isAlike ? <> · {verdictOf(first)}</> : null}
      </p>
      <ul role="list" className={styles['each']}>
        {goals.map((goal) => {
          const { rep, team, from, to, value, target } = goal;
          const where = joined(rep === null ? undefined : `rep=${rep}`, team === null ? undefined : `team=${team}`);
          return (
            <li key={`${team} ${rep}`} className={styles['one']}>
              <p className={styles['name']}>
                <span>{nameOf(goal)}</span>
                <KpiFigure id={goal.kpi} unit={kpi.unit} value={{ value }} of={{ from, to, where }} />
              </p>
              <Bar share={value === null || target === 0 ? 0 : value / target} />
              {isAlike ? null : verdictOf(goal)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
