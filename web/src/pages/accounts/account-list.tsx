import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { AccountStanding } from '../../api/accounts.ts';
import { choicesQuery } from '../../api/choices.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PlainButton } from '../../parts/button/button.tsx';
import { KpiFigure } from '../../parts/figure/kpi-figure.tsx';
import { FlagReasons } from '../../parts/flags/flags.tsx';
import { RatingMark } from '../../parts/rating/rating-mark.tsx';
import { wordsOf } from '../../parts/scope-bar/scope-bar.tsx';
import { DataTable } from '../../parts/table/data-table.tsx';
import { nextDay } from '../../state/look.ts';
import { readScope } from '../../state/scope.ts';
import { useIsNarrow } from '../../state/width.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './accounts.module.css';

/** So many are drawn at first, and added. */
const step = 30;
const mostReasons = 2;

type AccountListProps = { readonly accounts: readonly AccountStanding[]; readonly asOf: string };

/** Accounts with what is wrong with them in words. */
export function AccountList({ accounts }: AccountListProps): ReactNode {
  const { t } = useWords();
  const [shown, setShown] = useState(step);
  const isNarrow = useIsNarrow();
  const listed = accounts.slice(0, shown);
  const left = Math.min(step, accounts.length - shown);
  return (
    <>
      {isNarrow ? <Cards accounts={listed} /> : <Table accounts={listed} />}
      {left <= 0 ? null : (
        <div className={styles['foot']} data-print="no">
          <PlainButton onPress={() => setShown(shown + step)}>{t('accounts.more', { n: left })}</PlainButton>
        </div>
      )}
    </>
  );
}

type ListProps = { readonly accounts: readonly AccountStanding[] };

function Table({ accounts }: ListProps): ReactNode {
  const { t } = useWords();
  const cells = useCells();
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('accounts.title')}>
      <DataTable
        caption={t('accounts.title')}
        columns={[
          { label: t('accounts.account') },
          { label: t('accounts.why') },
          { label: t('accounts.people'), isNumber: true },
          { label: t('accounts.deciders'), isNumber: true },
          { label: t('accounts.strength') },
          { label: t('accounts.heard') },
          { label: t('accounts.weighted'), isNumber: true },
          { label: t('accounts.atRisk'), isNumber: true },
        ]}
        rows={accounts.map((account) => {
          const { name, about, why, people, deciders, strength, heard, weighted, atRisk } = cells(account);
          return [
            <div key="name" className={styles['name']}>
              {name}
              <span className={styles['soft']}>{about}</span>
            </div>,
            <div key="why" className={styles['why']}>
              {why}
            </div>,
            people,
            deciders,
            strength,
            <span key="heard" className={styles['day']}>
              {heard}
            </span>,
            weighted,
            atRisk,
          ];
        })}
      />
    </div>
  );
}

function Cards({ accounts }: ListProps): ReactNode {
  const { t } = useWords();
  const cells = useCells();
  return (
    <ul role="list" className={styles['cards']}>
      {accounts.map((account) => {
        const { name, about, why, people, deciders, strength, heard, weighted, atRisk } = cells(account);
        return (
          <li key={account.account} className={styles['card']}>
            <div className={styles['row']}>
              <h2 className={styles['title']}>{name}</h2>
              {strength}
            </div>
            <p className={styles['soft']}>{about}</p>
            {why}
            <dl className={styles['facts']}>
              <Fact label={t('accounts.atRisk')}>{atRisk}</Fact>
              <Fact label={t('accounts.weighted')}>{weighted}</Fact>
              <Fact label={t('accounts.people')}>{people}</Fact>
              <Fact label={t('accounts.deciders')}>{deciders}</Fact>
              <Fact label={t('accounts.heard')}>{heard}</Fact>
            </dl>
          </li>
        );
      })}
    </ul>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type Cells = Readonly<
  Record<'name' | 'about' | 'why' | 'people' | 'deciders' | 'strength' | 'heard' | 'weighted' | 'atRisk', ReactNode>
>;

/** What is told of an account, in a table or on a card. */
function useCells(): (account: AccountStanding) => Cells {
  const { t } = useWords();
  const writers = useWriters();
  const { data: choices } = useQuery(choicesQuery);
  const names = new Map(choices?.reps.map(({ id, name }) => [id, name]));
  const today = choices?.last;
  return (account) => {
    const { flags, reps, segment, strength, heard_at: heard } = account;
    const who = reps.map((rep) => names.get(rep) ?? t('rep.colleague'));
    const where = `account=${account.account}`;
    const of = (part: number, all: number): string =>
      all === 0 ? '–' : t('accounts.people.of', { heard: writers.count(part), all: writers.count(all) });
    return {
      name: (
        <Link
          to="/accounts/$account"
          params={{ account: account.account }}
          search={readScope}
          className={styles['link']}
        >
          {account.name}
        </Link>
      ),
      about: [...who, segment === null ? null : wordsOf(segment)].filter((part) => part !== null).join(' · '),
      why:
        flags.length === 0 ? (
          <span className={styles['soft']}>–</span>
        ) : (
          <FlagReasons flags={flags} most={mostReasons} />
        ),
      people: of(account.covered, account.contacts),
      deciders: of(account.deciders_covered, account.deciders),
      strength: (
        <span className={styles['strength']}>
          <RatingMark rating={strength === null ? null : Math.round(strength)} isSilent />
          <span>{strength === null ? t('rating.none') : writers.value(strength, 'scale')}</span>
        </span>
      ),
      heard: heard === null ? t('accounts.heard.never') : writers.dayAt(heard),
      weighted:
        account.open_deals === 0 || today === undefined ? (
          '–'
        ) : (
          <KpiFigure
            id="weighted_pipeline"
            unit="money"
            value={{ value: account.weighted_pipeline }}
            of={{ from: today, to: nextDay(today), where }}
          />
        ),
      atRisk: account.open_deals === 0 ? '–' : writers.value(account.at_risk, 'money'),
    };
  };
}
