import type { ReactNode } from 'react';
import styles from './scroll.module.css';

type ScrollProps = {
  /** What is in it, for who reaches it by keyboard. */
  readonly label: string;
  /** On a sheet of its own, or within one. */
  readonly isBare?: boolean;
  readonly children: ReactNode;
};

/** Something that may be wider than the window, such as a table: it scrolls by itself, by keyboard too. */
export function Scroll({ label, isBare = false, children }: ScrollProps): ReactNode {
  return (
    <div className={styles[isBare ? 'bare' : 'sheet']} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
