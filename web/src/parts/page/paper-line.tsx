import type { ReactNode } from 'react';
import styles from './page.module.css';

/** What the controls of a page say, for paper, where they do not stand. */
export function PaperLine({ told }: { readonly told: readonly string[] }): ReactNode {
  return told.length === 0 ? null : <p className={styles['paper']}>{told.join(' · ')}</p>;
}
