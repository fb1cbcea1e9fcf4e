import type { ReactNode } from 'react';
import { type ChartTable, DataTable } from './data-table.tsx';
import styles from './scroll-table.module.css';

/** A table on a sheet: it scrolls sideways by itself where it is wider than the page, by keyboard too; on a phone its rows are stacked. */
export function ScrollTable({ caption, ...table }: ChartTable & { readonly caption: string }): ReactNode {
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={caption}>
      <DataTable caption={caption} {...table} />
    </div>
  );
}
