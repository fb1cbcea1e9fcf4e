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

/** The same goal of several, none of which has a pace: what is to be reached is said once, and each has a row. */
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
  return (
    <div className={styles['group']}>
      <p>
        {t(`goal.${first.direction}`, { target: writers.bound(first.target, kpi.unit) })} ·{' '}
        {t(`goal.grain.${first.grain}`)}
      </p>
      <ul role="list" className={styles['rows']}>
        {goals.map((goal) => {
          const { rep, team, from, to, value, target, verdict } = goal;
          const tone = goalTones[verdict];
          const where = joined(rep === null ? undefined : `rep=${rep}`, team === null ? undefined : `team=${team}`);
          return (
            <li key={`${team} ${rep}`} className={styles['row']}>
              <span>{nameOf(goal)}</span>
              <Bar share={value === null || target === 0 ? 0 : value / target} />
              <span className={styles['value']}>
                <KpiFigure id={goal.kpi} unit={kpi.unit} value={{ value }} of={{ from, to, where }} />
              </span>
              <span className={styles[tone ?? 'soft']}>{t(`goal.verdict.${verdict}`)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
