import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Board, trendQuery } from '../../api/board.ts';
import type { KpiInfo } from '../../api/kpi.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { useWriters } from '../../state/writers.ts';
import styles from './board.module.css';
import { newsOf, sinceOf } from './signals.ts';

type BeyondProps = {
  readonly board: Board;
  readonly kpis: readonly KpiInfo[];
  readonly where: string | undefined;
};

/** What of the board's numbers changed of late by more than it usually does, and still does. */
export function Beyond({ board, kpis, where }: BeyondProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const numbers = board.sections
    .flatMap((section) => section.numbers)
    .filter(({ missing, not_by: notBy }) => missing.length + notBy.length === 0);
  const {
    data: trends,
    error,
    refetch,
  } = useQuery({
    ...trendQuery({ kpis: numbers.map(({ kpi }) => kpi), by: 'month', where }),
    enabled: numbers.length > 0,
  });
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (trends === undefined && numbers.length > 0) return <Skeleton height="8rem" />;
  const since = sinceOf(board.period);
  const signals = (trends ?? []).flatMap(({ kpi, signals: all }) =>
    newsOf(all, since).map((signal) => ({
      ...signal,
      label: numbers.find((n) => n.kpi === kpi)?.label ?? kpi,
      better: kpis.find((known) => known.kpi === kpi)?.better ?? null,
    })),
  );
  return (
    <section className={styles['section']}>
      <h2>{t('board.beyond')}</h2>
      {signals.length === 0 ? <p className={styles['soft']}>{t('board.beyond.none')}</p> : null}
      <ul role="list" className={styles['list']}>
        {signals.map(({ label, kind, direction, from, better }) => {
          const isGood = (direction === 'up') === (better === 'higher');
          return (
            <li key={`${label} ${direction}`} className={styles['item']}>
              <p>
                <span aria-hidden="true">{direction === 'up' ? '▲ ' : '▼ '}</span>
                {t(`board.signal.${kind}.${direction}`, { label, from: writers.month(from) })}
                {better === null ? null : (
                  <span className={styles[isGood ? 'good' : 'bad']}>
                    {' · '}
                    {t(isGood ? 'board.signal.good' : 'board.signal.bad')}
                  </span>
                )}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
