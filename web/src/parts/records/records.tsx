import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { hasWords } from '../../state/plain.ts';
import { useWriters } from '../../state/writers.ts';
import { TextInput } from '../field/text-input.tsx';
import { type ChartTable, DataTable } from '../table/data-table.tsx';
import styles from './records.module.css';

/** How many records are drawn; all of them are in the files. */
const mostShown = 200;

type RecordsProps<Row> = {
  readonly rows: readonly Row[];
  /** How many there are, where `rows` are not all. */
  readonly total?: number;
  /** All that a record says, for who looks for a word in it. */
  readonly textOf: (row: Row) => string;
  readonly tableOf: (rows: readonly Row[]) => ChartTable;
  /** What hands out all of them as files. */
  readonly files: ReactNode;
};

/** The records behind a number: a table to look for words in, and files of all. */
export function Records<Row>({ rows, total = rows.length, textOf, tableOf, files }: RecordsProps<Row>): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const [wanted, setWanted] = useState('');
  const heading = useId();
  const found = rows.filter((row) => hasWords(textOf(row), wanted));
  return (
    <section className={styles['records']} aria-labelledby={heading}>
      <h3 id={heading}>{t('figure.records')}</h3>
      {rows.length === 0 ? (
        <p>{t('figure.noRecords')}</p>
      ) : (
        <>
          <div className={styles['tools']}>
            <TextInput label={t('figure.filter')} value={wanted} onChange={setWanted} />
            <span role="status">
              {t('figure.shown', {
                shown: writers.count(Math.min(mostShown, found.length)),
                n: writers.count(total),
              })}
            </span>
            {files}
          </div>
          <div className={styles['scroll']} tabIndex={0} role="region" aria-labelledby={heading}>
            <DataTable caption={t('figure.records')} {...tableOf(found.slice(0, mostShown))} />
          </div>
        </>
      )}
    </section>
  );
}
