import type { ReactNode } from 'react';
import styles from './totals.module.css';

type Total = {
  readonly label: string;
  readonly figure: ReactNode;
  /** What is said below it, such as its interval. */
  readonly note?: string;
};

/** The numbers that a page begins with. */
export function Totals({ totals }: { readonly totals: readonly Total[] }): ReactNode {
  return (
    <dl className={styles['totals']}>
      {totals.map(({ label, figure, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={styles['value']}>{figure}</dd>
          {note === undefined ? null : <dd className={styles['note']}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
