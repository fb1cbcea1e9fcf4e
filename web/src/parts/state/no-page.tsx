import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import styles from './state.module.css';

/** An address at which there is nothing, and the way from there. */
export function NoPage(): ReactNode {
  const { t } = useWords();
  return (
    <main className={styles['alone']}>
      <div className={styles['box']}>
        <h1>{t('state.missing')}</h1>
        <Link to="/">{t('state.home')}</Link>
      </div>
    </main>
  );
}
