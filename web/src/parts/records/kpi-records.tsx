import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Query } from '../../api/client.ts';
import { rowsFile, rowsQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Fault } from '../state/fault.tsx';
import { Skeleton } from '../state/skeleton.tsx';
import styles from '../table/save-table.module.css';
import { useRecordReader } from './record-table.tsx';
import { Records } from './records.tsx';

type KpiRecordsProps = {
  readonly kpi: string;
  /** The group and period, as `/rows` takes them. */
  readonly of: Query;
};

/** The records that a KPI counts. */
export function KpiRecords({ kpi, of }: KpiRecordsProps): ReactNode {
  const { data, error, refetch, isPending } = useQuery(rowsQuery(kpi, of));
  const { t } = useWords();
  const reader = useRecordReader();
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton height="12rem" />;
  return (
    <Records
      {...reader}
      rows={data.rows}
      total={data.total}
      files={
        <span className={styles['save']} data-print="no">
          {t('figure.files')}
          {(['csv', 'xlsx'] as const).map((format) => (
            <a key={format} className={styles['format']} href={rowsFile(kpi, of, format)} download>
              {format.toUpperCase()}
            </a>
          ))}
        </span>
      }
    />
  );
}
