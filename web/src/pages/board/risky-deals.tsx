import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { risksQuery } from '../../api/board.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FlagReasons } from '../../parts/flags/flags.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { RepLink } from '../../parts/people/rep-link.tsx';
import { readScope } from '../../state/scope.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './board.module.css';

const most = 6;

/** The open deals with warnings, those first on which most hangs, each with its reasons. */
export function RiskyDeals({ where }: { readonly where: string | undefined }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { data, error } = useQuery(risksQuery({ where }));
  if (error !== null) return <Fault error={error} />;
  if (data === undefined) return <Skeleton height="24rem" />;
  const flagged = data.deals.filter(({ flags }) => flags.length > 0);
  return (
    <section className={styles['section']}>
      <h2>{t('board.risks')}</h2>
      <p className={styles['soft']}>
        {flagged.length === 0
          ? t('board.risks.none')
          : t('board.risks.share', {
              risk: writers.value(data.forecast_at_risk, 'money'),
              all: writers.value(data.weighted_pipeline, 'money'),
              share: writers.value(data.forecast_at_risk_share, 'ratio'),
            })}
      </p>
      <ul role="list" className={styles['list']}>
        {flagged.slice(0, most).map(({ deal, name, rep, account, account_name: accountName, weighted, flags }) => (
          <li key={deal} className={styles['item']}>
            <div className={styles['row']}>
              <h3>{name ?? deal}</h3>
              <span>{writers.value(weighted, 'money')}</span>
            </div>
            <p className={styles['soft']}>
              {account === null ? null : (
                <>
                  <Link to="/accounts/$account" params={{ account }} search={readScope}>
                    {accountName ?? account}
                  </Link>
                  {' · '}
                </>
              )}
              <RepLink rep={rep} />
            </p>
            <FlagReasons flags={flags} />
          </li>
        ))}
      </ul>
      <p>
        <Link to="/risk" search={readScope}>
          {t('board.risks.all')}
        </Link>
      </p>
    </section>
  );
}
