import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type KpiInfo, valueIn } from '../../api/kpi.ts';
import { kpiQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Figure } from '../../parts/figure/figure.tsx';
import { KeyFigure } from '../../parts/figure/key-figure.tsx';
import { place, Sentence } from '../../parts/figure/sentence.tsx';
import { Section, Sheet } from '../../parts/page/page-head.tsx';
import { Fault, Note } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { usePeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { useIsNarrow } from '../../state/width.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './numbers.module.css';

const counts = ['dials', 'dials_reached', 'contracts'] as const;
const rates = ['reach_rate', 'close_rate'] as const;
const whole = 'conversion_per_dial';

/** Dials, reached, closed: three counts, and the rates from one to the next. */
export function Chain({ kpis }: { readonly kpis: readonly KpiInfo[] }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const isNarrow = useIsNarrow();
  const period = usePeriod();
  const [scope] = useScope();
  const info = (id: string): KpiInfo => kpis.find(({ kpi }) => kpi === id)!;
  const of = { ...period, where: whereOf(scope, info('contracts').dimensions) };
  const { data, error, refetch } = useQuery(kpiQuery({ kpis: [...counts, ...rates, whole], ...of, interval: 0.95 }));
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={isNarrow ? '39rem' : '14rem'} />;
  const row = data.rows[0];
  const value = (id: string): ReturnType<typeof valueIn> => valueIn(row, id);
  const [dials, contracts] = [value('dials')?.value ?? 0, value('contracts')?.value ?? 0];
  if (dials === 0 && contracts === 0) return <Note title={t('people.empty')} text={t('numbers.empty')} />;
  const rate = (id: string): string => writers.value(value(id)?.value ?? null, 'ratio');
  const opens = (id: string, shown: string): ReactNode => (
    <Figure kpi={info(id)} value={value(id) ?? { value: null }} of={of} shown={shown} />
  );
  const figure = (id: string, isLarge: boolean): ReactNode => (
    <KeyFigure kpi={info(id)} value={value(id)} of={of} isLarge={isLarge} />
  );
  return (
    <Section title={t('numbers.chain')}>
      <Sheet>
        <ol role="list" className={styles['chain']}>
          <li>{figure('dials', true)}</li>
          <li className={styles['rate']}>{figure('reach_rate', false)}</li>
          <li>{figure('dials_reached', true)}</li>
          <li className={styles['rate']}>{figure('close_rate', false)}</li>
          <li>{figure('contracts', true)}</li>
        </ol>
      </Sheet>
      <p>
        {contracts === 0 ? (
          <Sentence
            text={t('numbers.noContract', { dials: place('dials') })}
            parts={{ dials: opens('dials', writers.count(dials)) }}
          />
        ) : (
          <Sentence
            text={t('numbers.sentence', {
              dials: place('dials'),
              reach: place('reach'),
              close: place('close'),
              whole: place('whole'),
            })}
            parts={{
              dials: opens(whole, writers.count(dials / contracts)),
              reach: opens('reach_rate', rate('reach_rate')),
              close: opens('close_rate', rate('close_rate')),
              whole: opens(whole, writers.share(value(whole)?.value ?? 0, 2)),
            }}
          />
        )}
      </p>
    </Section>
  );
}
