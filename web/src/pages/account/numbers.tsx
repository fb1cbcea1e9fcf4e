import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { valueIn } from '../../api/kpi.ts';
import { kpiQuery, kpisQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Figure } from '../../parts/figure/figure.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { type Look, nextDay } from '../../state/look.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './account.module.css';

/** Who is covered stands beside the map, of the days that it is of: another period's would contradict it. */
const shown = [
  'contacts_known',
  'relationship_strength',
  'political_balance',
  'decision_team_coverage',
  'contact_concentration',
  'dials',
  'reach_rate',
  'proposals_sent',
  'proposal_presentations',
  'weighted_pipeline',
] as const;

/** The account's KPIs of the period; each opens. */
export function Numbers({ account, look }: { readonly account: string; readonly look: Look }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const of = { from: look.from, to: look.to, where: `account=${account}` };
  const { data: answer, error, refetch } = useQuery(kpiQuery({ kpis: shown, ...of, interval: 0.95 }));
  const { data: kpis } = useQuery(kpisQuery);
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (answer === undefined || kpis === undefined) return <Skeleton height="10rem" />;
  const row = answer.rows[0];
  return (
    <section className={styles['section']}>
      <div>
        <h2>{t('account.numbers')}</h2>
        <p className={styles['soft']}>
          {t('account.numbers.period', { from: writers.day(look.from), to: writers.day(nextDay(look.to, -1)) })}
        </p>
      </div>
      <dl className={styles['numbers']}>
        {shown.map((id) => {
          const kpi = kpis.find((known) => known.kpi === id);
          const value = valueIn(row, id);
          return kpi === undefined ? null : (
            <div key={id}>
              <dt>{kpi.label}</dt>
              <dd>{value === null ? '–' : <Figure kpi={kpi} value={value} of={of} />}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
