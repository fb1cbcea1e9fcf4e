import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import styles from './state.module.css';

/** Holds the place of what is loading, in the size that it will have. */
export function Skeleton({ height }: { readonly height: string }): ReactNode {
  return <div className={styles['skeleton']} style={{ height }} data-skeleton aria-hidden="true" />;
}

/** Holds the place of a page. */
export function PageSkeleton(): ReactNode {
  const { t } = useWords();
  return (
    <div className={styles['page']}>
      <p className="visually-hidden" role="status">
        {t('state.loading')}
      </p>
      <Skeleton height="2.25rem" />
      <Skeleton height="12rem" />
      <Skeleton height="18rem" />
    </div>
  );
}
