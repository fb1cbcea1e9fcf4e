import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import type { Board } from '../../api/board.ts';
import { kpisQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { KpiFigure } from '../../parts/figure/kpi-figure.tsx';
import { RepLink } from '../../parts/people/rep-link.tsx';
import type { Look } from '../../state/look.ts';
import { ofRep } from '../../state/where.ts';
import styles from './board.module.css';

/** So many people are named. */
const most = 3;

/** The risks that are present, and who has most of each. */
export function Places({ places, look }: Pick<Board, 'places'> & { readonly look: Look }): ReactNode {
  const { t } = useWords();
  const { data: kpis = [] } = useQuery(kpisQuery);
  return (
    <section className={styles['section']}>
      <h2>{t('board.look')}</h2>
      {places.length === 0 ? <p className={styles['soft']}>{t('board.look.none')}</p> : null}
      <ul role="list" className={styles['list']}>
        {places.map(({ kpi, label, explanation, reps }) => {
          const unit = kpis.find((known) => known.kpi === kpi)?.unit ?? 'count';
          return (
            <li key={kpi} className={styles['item']}>
              <h3>{label}</h3>
              <p>
                {reps.slice(0, most).map(({ rep, ...value }, i) => (
                  <Fragment key={rep}>
                    {i === 0 ? '' : ' · '}
                    <RepLink rep={rep} />{' '}
                    <span className={styles['count']}>
                      <KpiFigure id={kpi} unit={unit} value={value} of={{ ...look, where: ofRep(look.where, rep) }} />
                    </span>
                  </Fragment>
                ))}
              </p>
              <p className={styles['soft']}>{explanation}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
