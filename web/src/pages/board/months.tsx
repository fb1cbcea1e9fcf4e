import type { ReactNode } from 'react';
import type { KpiTrend } from '../../api/board.ts';
import type { Query } from '../../api/client.ts';
import type { KpiInfo } from '../../api/kpi.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Figure } from '../../parts/figure/figure.tsx';
import { place, Sentence } from '../../parts/figure/sentence.tsx';
import { Told } from '../../parts/figure/told.tsx';
import { LaterSheetRecords } from '../../parts/records/later.tsx';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import { joined } from '../../state/where.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './board.module.css';

type MonthsProps = { readonly kpi: KpiInfo; readonly trend: KpiTrend; readonly where: string | undefined };

/** The line over time as a table: each month, and whether it is beyond what is usual. */
export function Months({ kpi, trend, where }: MonthsProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { points, limits, signals } = trend;
  const beyond = (month: string): string => {
    const found = signals.find(({ kind, from, to }) => kind === 'outlier' && month >= from && month <= to);
    return found === undefined ? '' : t(`board.beyond.${found.direction}`);
  };
  const usual = (value: number): ReactNode => (
    <Told
      label={`${t('board.usual')}: ${kpi.label}`}
      text={writers.value(value, kpi.unit)}
      meaning={t('board.usual.meaning')}
      formula={t('board.usual.formula')}
    >
      <LaterSheetRecords
        sheet={{
          columns: [
            { label: t('board.month'), is: 'text' },
            { label: kpi.label, is: kpi.unit },
          ],
          rows: points
            .filter(({ state }) => state === 'whole')
            .map(({ month, value: of }) => [writers.month(month), of]),
        }}
      />
    </Told>
  );
  const ofMonth = (month: string): Query => ({ where: joined(where, `month=${month}`) });
  return (
    <details className={styles['months']} data-print="no">
      <summary>{t('chart.table')}</summary>
      {limits === null ? null : (
        <p className={styles['soft']}>
          <Sentence
            text={t('board.limits', { mean: place('mean'), low: place('low'), high: place('high') })}
            parts={{ mean: usual(limits.mean), low: usual(limits.low), high: usual(limits.high) }}
          />
        </p>
      )}
      <ScrollTable
        caption={t('board.spark', { label: kpi.label })}
        columns={[
          { label: t('board.month') },
          { label: kpi.label, isNumber: true },
          { label: t('board.records'), isNumber: true },
          { label: t('people.verdict'), isWide: true },
        ]}
        rows={points.map(({ month, state, value, n }) => [
          writers.month(month),
          <Figure key="value" kpi={kpi} value={{ value, n }} of={ofMonth(month)} />,
          n === null ? (
            '–'
          ) : (
            <Figure key="n" kpi={kpi} value={{ value, n }} of={ofMonth(month)} shown={writers.count(n)} />
          ),
          state === 'whole' ? beyond(month) : t(`board.state.${state}`),
        ])}
      />
    </details>
  );
}
