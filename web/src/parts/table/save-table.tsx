import { type ReactNode, type RefObject, useState } from 'react';
import { Button } from 'react-aria-components';
import { useWords } from '../../i18n/use-words.ts';
import { fileName, handOut } from '../file/hand-out.ts';
import { FormFault } from '../form/form-fault.tsx';
import { toCsv } from './csv.ts';
import type { FileCell } from './file-cells.ts';
import styles from './save-table.module.css';
import { cellsOf } from './table-cells.ts';

type Format = 'csv' | 'xlsx';

type SaveCellsProps = {
  /** What the table is of: the file is called after it. */
  readonly title: string;
  /** The rows, the headings first; null: there are none. */
  readonly cells: () => readonly (readonly FileCell[])[] | null;
  readonly formats?: readonly Format[];
};

/** Saves a table as a file, made on this device. */
export function SaveCells({ title, cells, formats = ['csv', 'xlsx'] }: SaveCellsProps): ReactNode {
  const { t } = useWords();
  const [error, setError] = useState<unknown>(null);
  const save = async (format: Format): Promise<void> => {
    setError(null);
    try {
      const rows = cells();
      if (rows === null) return;
      const name = fileName(title);
      const content =
        format === 'csv'
          ? new Blob([toCsv(rows)], { type: 'text/csv;charset=utf-8' })
          : await (await import('./xlsx.ts')).toXlsx(rows, name);
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

type SaveTableProps = Omit<SaveCellsProps, 'cells'> & {
  /** Where the table stands. */
  readonly of: RefObject<HTMLElement | null>;
};

/** Saves a table as it stands on the page. */
export function SaveTable({ of, ...saved }: SaveTableProps): ReactNode {
  const { language } = useWords();
  const cells = (): ReturnType<SaveCellsProps['cells']> => {
    const table = of.current?.querySelector('table');
    return table === null || table === undefined ? null : cellsOf(table, language);
  };
  return <SaveCells {...saved} cells={cells} />;
}
