import type { ReactNode } from 'react';
import type { Board, BoardNumber } from '../../api/board.ts';
import type { KpiInfo, KpiValue } from '../../api/kpi.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Spark } from '../../parts/chart/spark.tsx';
import { Figure } from '../../parts/figure/figure.tsx';
import { notByText } from '../../parts/scope-bar/not-by.ts';
import { DataTable } from '../../parts/table/data-table.tsx';
import type { Look } from '../../state/look.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './board.module.css';

type NumbersProps = { readonly board: Board; readonly kpis: readonly KpiInfo[]; readonly look: Look };

/** All numbers of the board by the manager's questions: now, before, and over a year. */
export function Numbers({ board, kpis, look }: NumbersProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { from, to } = board.before;
  const figure = ({ kpi, unit }: BoardNumber, value: KpiValue | null, of: Look): ReactNode => {
    const info = kpis.find((known) => known.kpi === kpi);
    return info === undefined || value === null ? (
      writers.value(value?.value ?? null, unit)
    ) : (
      <Figure kpi={info} value={value} of={of} />
    );
  };
  const now = (number: BoardNumber): ReactNode => {
    const { missing, not_by: notBy } = number;
    if (missing.length > 0) return <span title={t('board.missing', { what: missing.join(', ') })}>–</span>;
    if (notBy.length > 0) return <span title={notByText({ t }, notBy)}>–</span>;
    return figure(number, number.now, look);
  };
  return (
    <div className={styles['tables']}>
      {board.sections.map(({ question, text, numbers }) =>
        numbers.length === 0 ? null : (
          <section key={question ?? 'own'} className={styles['section']}>
            <h2>{text ?? t('board.numbers')}</h2>
            <div className={styles['scroll']} tabIndex={0} role="region" aria-label={text ?? t('board.numbers')}>
              <DataTable
                caption={text ?? t('board.numbers')}
                columns={[
                  { label: t('board.number') },
                  { label: t('board.now'), isNumber: true },
                  { label: t('board.before'), isNumber: true },
                  { label: t('board.year') },
                ]}
                rows={numbers.map((number) => [
                  number.label,
                  now(number),
                  figure(number, number.before, { ...look, from, to }),
                  <Spark key={number.kpi} values={number.trend} title={t('board.spark', { label: number.label })} />,
                ])}
              />
            </div>
          </section>
        ),
      )}
    </div>
  );
}
