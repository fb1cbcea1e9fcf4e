import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Board } from '../../api/board.ts';
import { meQuery } from '../../api/me.ts';
import { kpisQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { KpiFigure } from '../../parts/figure/kpi-figure.tsx';
import { RepLink } from '../../parts/people/rep-link.tsx';
import type { Look } from '../../state/look.ts';
import { ofRep } from '../../state/where.ts';
import styles from './board.module.css';
import { useAnyTouches } from './touches.ts';

/** So many people are named. */
const most = 3;

/** The risks that are present, and who has most of each. */
export function Places({ places, look }: Pick<Board, 'places'> & { readonly look: Look }): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  // Who sells sees only what is their own.
  const isRep = me?.role === 'rep';
  const { data: kpis = [] } = useQuery(kpisQuery);
  const anyTouches = useAnyTouches(kpis, look, kpis.length > 0 && places.length === 0);
  return (
    <section className={styles['section']}>
      <h2>{t('board.look')}</h2>
      {places.length === 0 ? (
        <p className={styles['soft']}>
          {anyTouches === undefined ? '\u00a0' : t(anyTouches ? 'board.look.none' : 'board.tooLittle')}
        </p>
      ) : null}
      <ul role="list" className={styles['wide']}>
        {places.map(({ kpi, label, explanation, reps }) => {
          const unit = kpis.find((known) => known.kpi === kpi)?.unit ?? 'count';
          return (
            <li key={kpi} className={styles['item']}>
              <h3>{label}</h3>
              <ul role="list" className={styles['counts']}>
                {reps.slice(0, most).map(({ rep, ...value }) => (
                  <li key={rep}>
                    {isRep ? null : <RepLink rep={rep} />}{' '}
                    <KpiFigure id={kpi} unit={unit} value={value} of={{ ...look, where: ofRep(look.where, rep) }} />
                  </li>
                ))}
              </ul>
              <p className={styles['soft']}>{explanation}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
