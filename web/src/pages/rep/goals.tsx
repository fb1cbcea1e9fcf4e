import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { goalsQuery } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { GoalLine } from '../../parts/goals/goal-line.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import type { RepProps } from './rep.ts';
import styles from './rep.module.css';

/** The rep's own goals that are running, and how each stands. */
export function GoalsPart({ rep, kpis }: RepProps): ReactNode {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(goalsQuery({ rep }));
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="8rem" />;
  return (
    <Section title={t('rep.goals')}>
      {data.length === 0 ? <p className={styles['soft']}>{t('rep.goals.none')}</p> : null}
      <ul role="list" className={styles['goals']}>
        {data.map((goal) => {
          const kpi = kpis.find((each) => each.kpi === goal.kpi);
          return (
            <li key={`${goal.kpi} ${goal.from} ${goal.to}`} className={styles['finding']}>
              <h3>{kpi?.label ?? goal.kpi}</h3>
              <GoalLine goal={goal} kpi={kpi} />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
