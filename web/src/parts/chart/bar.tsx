import type { ReactNode } from 'react';
import styles from './bar.module.css';

/** A share of the width, for the eye only: the figure stands beside it; a mark where it should be. */
export function Bar({ share, mark = null }: { readonly share: number; readonly mark?: number | null }): ReactNode {
  const width = (part: number): string => `${Math.min(100, Math.max(0, part * 100))}%`;
  return (
    <div className={styles['track']} aria-hidden="true">
      <span className={styles['bar']} style={{ width: width(share) }} />
      {mark === null ? null : <span className={styles['mark']} style={{ left: width(mark) }} />}
    </div>
  );
}
