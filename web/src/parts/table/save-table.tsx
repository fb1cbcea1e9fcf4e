import { type ReactNode, type RefObject, useState } from 'react';
import { Button } from 'react-aria-components';
import { useWords } from '../../i18n/use-words.ts';
import { fileName, handOut } from '../file/hand-out.ts';
import { FormFault } from '../form/form-fault.tsx';
import { toCsv } from './csv.ts';
import styles from './save-table.module.css';
import { cellsOf } from './table-cells.ts';

type Format = 'csv' | 'xlsx';

type SaveTableProps = {
  /** What the table is of: the file is called after it. */
  readonly title: string;
  /** Where the table stands. */
  readonly of: RefObject<HTMLElement | null>;
  readonly formats?: readonly Format[];
};

/** Saves a table of the page as a file, made on this device. */
export function SaveTable({ title, of, formats = ['csv', 'xlsx'] }: SaveTableProps): ReactNode {
  const { t, language } = useWords();
  const [error, setError] = useState<unknown>(null);
  const save = async (format: Format): Promise<void> => {
    const table = of.current?.querySelector('table');
    if (table === null || table === undefined) return;
    setError(null);
    try {
      const cells = cellsOf(table, language);
      const name = fileName(title);
      const content =
        format === 'csv'
          ? new Blob([toCsv(cells)], { type: 'text/csv;charset=utf-8' })
          : await (await import('./xlsx.ts')).toXlsx(cells, name);
      handOut(`${name}.${format}`, content);
    } catch (fault) {
      setError(fault);
    }
  };
  return (
    <div className={styles['save']} role="group" aria-label={t('table.save')} data-print="no">
      <span aria-hidden="true">{t('table.save')}</span>
      {formats.map((format) => (
        <Button key={format} className={styles['format']!} onPress={() => void save(format)}>
          {format.toUpperCase()}
        </Button>
      ))}
      <FormFault error={error} />
    </div>
  );
}
