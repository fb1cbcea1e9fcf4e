import type { ReactNode } from 'react';
import type { Query } from '../../api/client.ts';
import type { KpiInfo, KpiValue } from '../../api/kpi.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useWriters } from '../../state/writers.ts';
import { Figure } from './figure.tsx';
import styles from './key-figure.module.css';

type KeyFigureProps = {
  readonly kpi: KpiInfo;
  readonly value: KpiValue | null;
  readonly of: Query;
  /** Whether it is one of the large ones. */
  readonly isLarge?: boolean;
};

/** A KPI’s number with its name and its interval; it opens. */
export function KeyFigure({ kpi, value, of, isLarge = false }: KeyFigureProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const interval = value?.interval ?? null;
  return (
    <div className={styles['figure']}>
      <p className={styles['label']}>{kpi.label}</p>
      <p className={isLarge ? styles['large'] : styles['value']}>
        <Figure kpi={kpi} value={value ?? { value: null }} of={of} />
      </p>
      <p className={styles['soft']}>
        {interval === null
          ? '\u00a0'
          : t('board.interval', {
              low: writers.value(interval[0], kpi.unit),
              high: writers.value(interval[1], kpi.unit),
            })}
      </p>
    </div>
  );
}
