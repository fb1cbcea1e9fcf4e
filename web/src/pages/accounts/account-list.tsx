import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { AccountStanding } from '../../api/accounts.ts';
import { choicesQuery } from '../../api/choices.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PlainButton } from '../../parts/button/button.tsx';
import { WeightedPipeline } from '../../parts/deals/weighted-pipeline.tsx';
import { KpiFigure } from '../../parts/figure/kpi-figure.tsx';
import { FlagReasons } from '../../parts/flags/flags.tsx';
import { PaperLine } from '../../parts/page/paper-line.tsx';
import { RatingMark } from '../../parts/rating/rating-mark.tsx';
import { memberName } from '../../parts/vocabulary/member-name.ts';
import { DataTable } from '../../parts/table/data-table.tsx';
import { nextDay } from '../../state/look.ts';
import { readScope } from '../../state/scope.ts';
import { joined } from '../../state/where.ts';
import { useIsNarrow } from '../../state/width.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './accounts.module.css';
import { MoneyAtRisk } from './money-at-risk.tsx';
import { PeopleHeard } from './people-heard.tsx';

/** So many are drawn at first, and added. */
const step = 30;
const mostReasons = 2;

type AccountListProps = { readonly accounts: readonly AccountStanding[]; readonly where: string | undefined };

/** Accounts with what is wrong with them in words. */
export function AccountList({ accounts, where }: AccountListProps): ReactNode {
  const { t } = useWords();
  const [shown, setShown] = useState(step);
  const isNarrow = useIsNarrow();
  const listed = accounts.slice(0, shown);
  const left = Math.min(step, accounts.length - shown);
  return (
    <>
      {isNarrow ? <Cards accounts={listed} where={where} /> : <Table accounts={listed} where={where} />}
      {left <= 0 ? null : (
        <>
          <div className={styles['foot']} data-print="no">
            <PlainButton onPress={() => setShown(shown + step)}>{t('accounts.more', { n: left })}</PlainButton>
          </div>
          <PaperLine told={[t('accounts.first', { n: shown, count: accounts.length })]} />
        </>
      )}
    </>
  );
}

function Table({ accounts, where }: AccountListProps): ReactNode {
  const { t } = useWords();
  const cells = useCells(where);
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('accounts.title')}>
      <DataTable
        caption={t('accounts.title')}
        columns={[
          { label: t('accounts.account') },
          { label: t('deals.why') },
          { label: t('accounts.people'), isNumber: true },
          { label: t('accounts.deciders'), isNumber: true },
          { label: t('accounts.strength') },
          { label: t('accounts.heard') },
          { label: t('deals.pipeline'), isNumber: true },
          { label: t('deals.atRisk'), isNumber: true },
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

function Cards({ accounts, where }: AccountListProps): ReactNode {
  const { t } = useWords();
  const cells = useCells(where);
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
              <Fact label={t('deals.atRisk')}>{atRisk}</Fact>
              <Fact label={t('deals.pipeline')}>{weighted}</Fact>
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
function useCells(where: string | undefined): (account: AccountStanding) => Cells {
  const { t } = useWords();
  const writers = useWriters();
  const { data: choices } = useQuery(choicesQuery);
  const names = new Map(choices?.reps.map(({ id, name }) => [id, name]));
  return (account) => {
    const { flags, reps, segment, strength, heard_at: heard } = account;
    const who = reps.map((rep) => names.get(rep) ?? t('rep.colleague'));
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
      about: [...who, segment === null ? null : memberName({ t }, segment)].filter((part) => part !== null).join(' · '),
      why:
        flags.length === 0 ? (
          <span className={styles['soft']}>–</span>
        ) : (
          <FlagReasons flags={flags} most={mostReasons} />
        ),
      people: <PeopleHeard account={account} of="people" />,
      deciders: <PeopleHeard account={account} of="deciders" />,
      strength: (
        <span className={styles['strength']}>
          <RatingMark rating={strength === null ? null : Math.round(strength)} isSilent />
          {strength === null ? t('rating.none') : <Strength account={account.account} value={strength} />}
        </span>
      ),
      heard: heard === null ? t('accounts.heard.never') : writers.dayAt(heard),
      weighted:
        account.open_deals === 0 ? (
          '–'
        ) : (
          <WeightedPipeline value={account.weighted_pipeline} where={joined(where, `account=${account.account}`)} />
        ),
      atRisk:
        account.open_deals === 0 ? (
          '–'
        ) : (
          <MoneyAtRisk value={account.at_risk} where={where} account={{ id: account.account, name: account.name }} />
        ),
    };
  };
}

/** How an account's people stand to us together. */
function Strength({ account, value }: { readonly account: string; readonly value: number }): ReactNode {
  const writers = useWriters();
  const { data: choices } = useQuery(choicesQuery);
  if (choices === undefined) return writers.value(value, 'scale');
  const of = { from: choices.last, to: nextDay(choices.last), where: `account=${account}` };
  return <KpiFigure id="relationship_strength" unit="scale" value={{ value }} of={of} />;
}
