import type { ReactNode } from 'react';
import styles from './bar.module.css';

type BarProps = {
  readonly share: number;
  readonly mark?: number | null;
  /** What is wrong, or how much of something. */
  readonly tone?: 'bad' | 'accent';
};

/** A share of the width, for the eye only: the figure stands beside it; a mark where it should be. */
export function Bar({ share, mark = null, tone = 'accent' }: BarProps): ReactNode {
  const width = (part: number): string => `${Math.min(100, Math.max(0, part * 100))}%`;
  return (
    <div className={styles['track']} data-tone={tone} aria-hidden="true">
      <span className={styles['bar']} style={{ width: width(share) }} />
      {mark === null ? null : <span className={styles['mark']} style={{ left: width(mark) }} />}
    </div>
  );
}
