import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Board, trendQuery } from '../../api/board.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { useWriters } from '../../state/writers.ts';
import styles from './board.module.css';

/** What of the board's numbers changed by more than it usually does, and still does. */
export function Beyond({ board, where }: { readonly board: Board; readonly where: string | undefined }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const numbers = board.sections
    .flatMap((section) => section.numbers)
    .filter(({ missing, not_by: notBy }) => missing.length + notBy.length === 0);
  const { data: trends } = useQuery({
    ...trendQuery({ kpis: numbers.map(({ kpi }) => kpi), by: 'month', where }),
    enabled: numbers.length > 0,
  });
  if (trends === undefined && numbers.length > 0) return <Skeleton height="8rem" />;
  const signals = (trends ?? []).flatMap(({ kpi, signals: all }) =>
    all
      .filter(({ ongoing }) => ongoing)
      .map((signal) => ({ ...signal, label: numbers.find((n) => n.kpi === kpi)?.label ?? kpi })),
  );
  return (
    <section className={styles['section']}>
      <h2>{t('board.beyond')}</h2>
      {signals.length === 0 ? <p className={styles['soft']}>{t('board.beyond.none')}</p> : null}
      <ul role="list" className={styles['list']}>
        {signals.map(({ label, direction, from, kind }) => (
          <li key={`${label} ${kind} ${from}`} className={styles['item']}>
            {t(`board.signal.${direction}`, { label, from: writers.month(from) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
