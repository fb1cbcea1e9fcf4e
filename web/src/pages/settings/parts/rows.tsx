import type { ReactNode } from 'react';
import styles from './rows.module.css';

type RowsProps = { readonly label: string; readonly children: ReactNode };

/** A list of what there is, each with what can be done to it. */
export function Rows({ label, children }: RowsProps): ReactNode {
  return (
    <ul role="list" className={styles['rows']} aria-label={label}>
      {children}
    </ul>
  );
}

type RowProps = {
  readonly title: ReactNode;
  /** What is said of it, below its name; what is null is left out. */
  readonly about?: readonly (string | null)[];
  readonly tag?: string | null;
  readonly depth?: number;
  readonly children?: ReactNode;
};

/** One of a list. */
export function Row({ title, about = [], tag = null, depth = 0, children }: RowProps): ReactNode {
  const said = about.filter((part) => part !== null);
  return (
    <li className={styles['row']} style={{ marginInlineStart: `${depth * 1.25}rem` }}>
      <div className={styles['what']}>
        <span className={styles['title']}>
          {title}
          {tag === null ? null : <span className={styles['tag']}>{tag}</span>}
        </span>
        {said.length === 0 ? null : <span className={styles['about']}>{said.join(' · ')}</span>}
      </div>
      {children === undefined ? null : <div className={styles['actions']}>{children}</div>}
    </li>
  );
}

type CardProps = {
  /** Absent where the page’s own heading says it. */
  readonly title?: string;
  readonly about?: string;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
};

/** A part of a page of the settings. */
export function Card({ title, about, action, children }: CardProps): ReactNode {
  return (
    <section className={styles['card']}>
      {title === undefined ? null : (
        <div className={styles['head']}>
          <div>
            <h2>{title}</h2>
            {about === undefined ? null : <p>{about}</p>}
          </div>
          {action}
        </div>
      )}
      {children}
    </section>
  );
}

/** Says that there is nothing yet, and what to do. */
export function Empty({ children }: { readonly children: ReactNode }): ReactNode {
  return <p className={styles['empty']}>{children}</p>;
}
