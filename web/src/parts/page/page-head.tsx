import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { nextDay } from '../../state/look.ts';
import type { Days } from '../../state/period.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './page.module.css';

type PageHeadProps = {
  readonly title: string;
  readonly period?: Days;
  readonly about?: string;
  /** What chooses what is looked at. */
  readonly children?: ReactNode;
};

/** The head of a page: what it is, of which days, and what chooses them. */
export function PageHead({ title, period, about, children }: PageHeadProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  return (
    <header className={styles['head']}>
      <div>
        <h1>{title}</h1>
        {about === undefined ? null : <p>{about}</p>}
        {period === undefined ? null : (
          <p>{t('page.period', { from: writers.day(period.from), to: writers.day(nextDay(period.to, -1)) })}</p>
        )}
      </div>
      {children === undefined ? null : (
        <div className={styles['tools']} data-print="no">
          {children}
        </div>
      )}
    </header>
  );
}

type SectionProps = { readonly title: string; readonly intro?: ReactNode; readonly children: ReactNode };

/** A part of a page: its heading, what it tells in a sentence, and what it shows. */
export function Section({ title, intro, children }: SectionProps): ReactNode {
  return (
    <section className={styles['section']}>
      <div className={styles['intro']}>
        <h2>{title}</h2>
        {intro === undefined ? null : <p>{intro}</p>}
      </div>
      {children}
    </section>
  );
}

/** What lies on a sheet of its own. */
export function Sheet({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles['sheet']}>{children}</div>;
}

/** Two parts of a page beside each other, where there is room. */
export function Halves({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles['halves']}>{children}</div>;
}

/** The parts of a page, one below the other. */
export function Parts({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles['page']}>{children}</div>;
}
