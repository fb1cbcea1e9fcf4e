import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { trendQuery } from '../../api/board.ts';
import { type KpiInfo, valueIn } from '../../api/kpi.ts';
import { kpiQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Spark } from '../../parts/chart/spark.tsx';
import { KeyFigure } from '../../parts/figure/key-figure.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { usePeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { useIsNarrow } from '../../state/width.ts';
import styles from './process.module.css';

const shown = ['first_contacts_per_conversion', 'follow_ups_per_sale', 'sales_cycle_days'] as const;

/** What a contract takes: first attempts, follow-ups, days; each with its months. */
export function Effort({ kpis }: { readonly kpis: readonly KpiInfo[] }): ReactNode {
  const { t } = useWords();
  const isNarrow = useIsNarrow();
  const period = usePeriod();
  const [scope] = useScope();
  const infos = shown.flatMap((id) => kpis.filter(({ kpi }) => kpi === id));
  const of = { ...period, where: whereOf(scope, infos[0]?.dimensions ?? []) };
  const { data, error, refetch } = useQuery(kpiQuery({ kpis: [...shown], ...of, interval: 0.95 }));
  const { data: trends } = useQuery(trendQuery({ kpis: [...shown], by: 'month', where: of.where }));
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={isNarrow ? '37rem' : '13.7rem'} />;
  return (
    <Section title={t('process.effort')}>
      <div className={styles['three']}>
        {infos.map((kpi) => {
          const trend = trends?.find((each) => each.kpi === kpi.kpi);
          const limits = trend?.limits ?? null;
          return (
            <article key={kpi.kpi} className={styles['card']}>
              <KeyFigure kpi={kpi} value={valueIn(data.rows[0], kpi.kpi)} of={of} isLarge />
              <Spark
                title={t('board.spark', { label: kpi.label })}
                values={trend?.points.map(({ value }) => value) ?? []}
                limits={limits === null ? null : { low: limits.low, middle: limits.mean, high: limits.high }}
              />
            </article>
          );
        })}
      </div>
    </Section>
  );
}
