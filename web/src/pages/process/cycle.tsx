import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback } from 'react';
import { costQuery, type Cycle, type CurveStep } from '../../api/effects.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Chart } from '../../parts/chart/chart.tsx';
import type { ChartColours } from '../../parts/chart/colours.ts';
import { Section } from '../../parts/page/page-head.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { usePeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { useWriters } from '../../state/writers.ts';
import { cycleOption } from './cycle-option.ts';
import styles from './process.module.css';

const known = ['rep', 'team', 'segment', 'source', 'product'];

/** What comes of deals in time: how many are still open, won, lost so many days after they began. */
export function CyclePart(): ReactNode {
  const { t } = useWords();
  const period = usePeriod();
  const [scope] = useScope();
  const { data, error, refetch } = useQuery(costQuery({ by: 'source', ...period, where: whereOf(scope, known) }));
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="34rem" />;
  const { cycle } = data.all;
  return (
    <Section title={t('process.cycle')} intro={t('process.cycle.how')}>
      {cycle === null || cycle.deals === 0 || cycle.curve === undefined || cycle.curve.length === 0 ? (
        <p className={styles['soft']}>{t('process.cycle.none')}</p>
      ) : (
        <Curve cycle={cycle} curve={cycle.curve} />
      )}
    </Section>
  );
}

function Curve({ cycle, curve }: { readonly cycle: Cycle; readonly curve: readonly CurveStep[] }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { half, marks, deals, won, lost } = cycle;
  const option = useCallback(
    (colours: ChartColours) =>
      cycleOption(curve, colours, {
        open: t('process.open'),
        won: t('process.won'),
        days: t('process.days'),
        share: (share) => writers.share(share, 0),
        day: (day) => t('process.day', { n: writers.count(day) }),
      }),
    [curve, t, writers],
  );
  const share = (value: number | null): string => (value === null ? '–' : writers.share(value));
  const [low, high] = half?.interval ?? [null, null];
  return (
    <div className={styles['part']}>
      <p>
        {t('process.cycle.counts', {
          deals: writers.count(deals),
          won: writers.count(won),
          lost: writers.count(lost),
          open: writers.count(deals - won - lost),
        })}{' '}
        {half === null
          ? t('process.half.none')
          : t('process.half', {
              days: writers.count(Math.round(half.days)),
              low: low === null ? '–' : writers.count(Math.round(low)),
              high: high === null ? '–' : writers.count(Math.round(high)),
            })}
      </p>
      <Chart
        title={t('process.curve')}
        height={320}
        option={option}
        showsTable
        table={{
          columns: [
            { label: t('process.after') },
            { label: t('process.open'), isNumber: true },
            { label: t('process.won'), isNumber: true },
            { label: t('process.won.range'), isNumber: true },
            { label: t('process.lost'), isNumber: true },
          ],
          rows: marks.map((mark) => [
            t('process.day', { n: writers.count(mark.days) }),
            share(mark.open),
            share(mark.won),
            mark.won_interval === null ? '–' : mark.won_interval.map(share).join(' … '),
            share(mark.lost),
          ]),
        }}
      />
    </div>
  );
}
