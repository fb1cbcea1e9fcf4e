import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { allRisksQuery } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { AtRisk, DealWeight, flaggedOf, ShareAtRisk } from '../../parts/deals/at-risk.tsx';
import { AccountOf, DealTitle, lacksAccount } from '../../parts/deals/deal-title.tsx';
import { WeightedPipeline } from '../../parts/deals/weighted-pipeline.tsx';
import { place, Sentence } from '../../parts/figure/sentence.tsx';
import { FlagReasons } from '../../parts/flags/flags.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { RepLink } from '../../parts/people/rep-link.tsx';
import { readScope } from '../../state/scope.ts';
import styles from './board.module.css';

const most = 6;

/** The open deals with warnings, those first on which most hangs, each with its reasons. */
export function RiskyDeals({ where }: { readonly where: string | undefined }): ReactNode {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(allRisksQuery({ where }));
  if (error !== null) {
    return (
      <section className={styles['section']}>
        <h2>{t('board.risks')}</h2>
        <Fault error={error} onRetry={() => void refetch()} />
      </section>
    );
  }
  if (data === undefined) return <Skeleton height="24rem" />;
  const flagged = flaggedOf(data);
  return (
    <section className={styles['section']}>
      <h2>{t('board.risks')}</h2>
      <p className={styles['soft']}>
        {flagged.length === 0 ? (
          t('board.risks.none')
        ) : (
          <Sentence
            text={t('board.risks.share', { risk: place('risk'), all: place('all'), share: place('share') })}
            parts={{
              risk: <AtRisk risks={data} />,
              all: <WeightedPipeline value={data.weighted_pipeline} where={where} />,
              share: <ShareAtRisk risks={data} />,
            }}
          />
        )}
      </p>
      <ul role="list" className={styles['list']}>
        {flagged.slice(0, most).map((risky) => {
          const { deal, rep, flags } = risky;
          return (
            <li key={deal} className={styles['item']}>
              <div className={styles['row']}>
                <h3>
                  <DealTitle deal={risky} />
                </h3>
                <DealWeight deal={risky} />
              </div>
              <p className={styles['soft']}>
                {lacksAccount(risky) ? (
                  <>
                    <AccountOf {...risky} /> ·{' '}
                  </>
                ) : null}
                <RepLink rep={rep} />
              </p>
              <FlagReasons flags={flags} />
            </li>
          );
        })}
      </ul>
      <p>
        <Link to="/risk" search={readScope}>
          {t('board.risks.all')}
        </Link>
      </p>
    </section>
  );
}
