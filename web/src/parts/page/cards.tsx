import type { ReactNode } from 'react';
import styles from './cards.module.css';

/** Cards beside each other, as many as there is room for. */
export function Cards({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <ul role="list" className={styles['cards']}>
      {children}
    </ul>
  );
}

type CardProps = {
  readonly title: ReactNode;
  /** What stands beside the title, such as an amount. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
};

/** One of them. */
export function Card({ title, beside, children }: CardProps): ReactNode {
  return (
    <li className={styles['card']}>
      <div className={styles['head']}>
        <h3>{title}</h3>
        {beside === undefined ? null : <span className={styles['beside']}>{beside}</span>}
      </div>
      {children}
    </li>
  );
}
