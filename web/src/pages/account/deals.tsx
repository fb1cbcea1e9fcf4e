import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AccountDeal, AccountHistory, AccountStanding } from '../../api/accounts.ts';
import { choicesQuery } from '../../api/choices.ts';
import { writersOf } from '../../i18n/numbers.ts';
import { useWords } from '../../i18n/use-words.ts';
import { FlagReasons } from '../../parts/flags/flags.tsx';
import { stageName } from '../../parts/vocabulary/stage-name.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './account.module.css';

type DealsProps = { readonly history: AccountHistory; readonly flags: AccountStanding['flags'] };

/** The account's deals, those still open first, with what may keep each from coming. */
export function Deals({ history, flags }: DealsProps): ReactNode {
  const words = useWords();
  const { t, language } = words;
  const writers = useWriters();
  const { data: choices } = useQuery(choicesQuery);
  const last = (deal: AccountDeal): AccountDeal['stages'][number] => deal.stages.at(-1)!;
  const isOpen = (deal: AccountDeal): boolean => last(deal).kind === 'open';
  const deals = history.deals.toSorted(
    (a, b) => Number(isOpen(b)) - Number(isOpen(a)) || (last(a).from < last(b).from ? 1 : -1),
  );
  return (
    <section className={styles['section']}>
      <h2>{t('account.deals')}</h2>
      {deals.length === 0 ? <p className={styles['soft']}>{t('account.deals.none')}</p> : null}
      <ul role="list" className={styles['deals']}>
        {deals.map((deal) => {
          const stay = last(deal);
          const own = flags.filter((flag) => flag.deal === deal.deal);
          const stage = stay.name ?? stageName(words, choices?.stages ?? [], stay.stage);
          return (
            <li key={deal.deal} className={styles['deal']} data-kind={stay.kind}>
              <div className={styles['row']}>
                <h3>{deal.name ?? deal.deal}</h3>
                <span className={styles['amount']}>
                  {deal.amount === null
                    ? '–'
                    : writersOf(language, deal.currency, 'UTC').value(Number(deal.amount), 'money')}
                </span>
              </div>
              <p className={styles['soft']}>
                {[
                  t('account.deal.since', { stage, day: writers.dayAt(stay.from) }),
                  history.reps[deal.rep] ?? t('rep.colleague'),
                  isOpen(deal) && deal.expected_close_on !== null
                    ? t('account.deal.close', { day: writers.day(deal.expected_close_on) })
                    : null,
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </p>
              {own.length === 0 ? null : <FlagReasons flags={own} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
