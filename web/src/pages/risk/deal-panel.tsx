import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { historyQuery } from '../../api/accounts.ts';
import { choicesQuery } from '../../api/choices.ts';
import type { DealFlag, OpenDeal } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PlainButton } from '../../parts/button/button.tsx';
import { DealWeight } from '../../parts/deals/at-risk.tsx';
import { RatingMark } from '../../parts/rating/rating-mark.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { Scroll } from '../../parts/table/scroll.tsx';
import { DataTable } from '../../parts/table/data-table.tsx';
import { stageName } from '../../parts/vocabulary/stage-name.ts';
import { readScope } from '../../state/scope.ts';
import { useWriters } from '../../state/writers.ts';
import { touchWords } from '../account/timeline/touch-words.ts';
import styles from './risk.module.css';

/** A deal: its warnings in words, the people they are about, and the touches behind them. */
export function DealPanel({ deal, onClose }: { readonly deal: OpenDeal; readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const { t } = words;
  const { data: choices } = useQuery(choicesQuery);
  const rep = choices?.reps.find(({ id }) => id === deal.rep)?.name;
  return (
    <aside className={styles['panel']} aria-live="polite">
      <div className={styles['row']}>
        <h3>{deal.name ?? deal.deal}</h3>
        <PlainButton onPress={onClose}>{t('risk.deal.close')}</PlainButton>
      </div>
      <p className={styles['money']}>
        <DealWeight deal={deal} />
      </p>
      <p className={styles['soft']}>
        {[rep, stageName(words, choices?.stages ?? [], deal.stage)].filter((part) => part !== undefined).join(' · ')}
      </p>
      {deal.account === null ? null : (
        <p>
          <Link to="/accounts/$account" params={{ account: deal.account }} search={readScope}>
            {deal.account_name ?? deal.account}
          </Link>
        </p>
      )}
      {deal.flags.length === 0 ? <p>{t('risk.deal.none')}</p> : null}
      {deal.flags.map((flag) => (
        <Why key={flag.flag} flag={flag} account={deal.account} />
      ))}
    </aside>
  );
}

function Why({ flag, account }: { readonly flag: DealFlag; readonly account: string | null }): ReactNode {
  const { t } = useWords();
  return (
    <div className={styles['why']}>
      <h4>{t(`flag.${flag.flag}`)}</h4>
      <p>{flag.reason}</p>
      {flag.contacts.length === 0 ? null : (
        <ul role="list" className={styles['people']} aria-label={t('risk.deal.people')}>
          {flag.contacts.map(({ id, name, rating }) => (
            <li key={id}>
              <RatingMark rating={rating} r={9} />
              {name}
            </li>
          ))}
        </ul>
      )}
      {flag.activities.length === 0 || account === null ? null : (
        <details className={styles['records']}>
          <summary>
            {t('risk.deal.records')} ({flag.activities.length})
          </summary>
          <Records account={account} activities={flag.activities} />
        </details>
      )}
    </div>
  );
}

function Records({
  account,
  activities,
}: {
  readonly account: string;
  readonly activities: readonly string[];
}): ReactNode {
  const words = useWords();
  const { t } = words;
  const writers = useWriters();
  const { data: history } = useQuery(historyQuery(account, {}));
  if (history === undefined) return <Skeleton height="6rem" />;
  const own = new Set(activities);
  const nameOf = (id: string): string => history.contacts.find(({ contact }) => contact === id)?.name ?? id;
  return (
    <Scroll label={t('risk.deal.records')} isBare>
      <DataTable
        caption={t('risk.deal.records')}
        columns={[
          { label: t('account.touch.day') },
          { label: t('account.touch.channel') },
          { label: t('account.touch.result') },
          { label: t('account.touch.who') },
        ]}
        rows={history.touches
          .filter(({ activity }) => own.has(activity))
          .toReversed()
          .map((touch) => [
            writers.moment(touch.at),
            ...touchWords(words, touch),
            touch.contacts.map(nameOf).join(', '),
          ])}
      />
    </Scroll>
  );
}
