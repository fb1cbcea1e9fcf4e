import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type AccountOverview, type AccountStanding, flagIds, overviewQuery } from '../../api/accounts.ts';
import '../../i18n/relations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TextInput } from '../../parts/field/text-input.tsx';
import { Choose } from '../../parts/field/choose.tsx';
import { WeightedPipeline } from '../../parts/deals/weighted-pipeline.tsx';
import { Told } from '../../parts/figure/told.tsx';
import { Totals } from '../../parts/figure/totals.tsx';
import { PageHead } from '../../parts/page/page-head.tsx';
import { PaperLine } from '../../parts/page/paper-line.tsx';
import { ScopeBar } from '../../parts/scope-bar/scope-bar.tsx';
import { Fault, Note } from '../../parts/state/fault.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { hasWords } from '../../state/plain.ts';
import { scopeQuery, useScope } from '../../state/scope.ts';
import { useSetSearch } from '../../state/search.ts';
import { useWriters } from '../../state/writers.ts';
import { AccountList } from './account-list.tsx';
import { AccountRecords } from './account-records.tsx';
import styles from './accounts.module.css';
import { MoneyAtRisk } from './money-at-risk.tsx';
import { StageMatrix } from './stage-matrix.tsx';

const views = ['list', 'stages'] as const;
type View = (typeof views)[number];

/** All accounts: those at risk first, or their calls by stage. */
export function AccountsPage(): ReactNode {
  const { t } = useWords();
  const [scope] = useScope();
  const { where } = scopeQuery(scope);
  const { data, error, refetch } = useQuery({ ...overviewQuery({ where }), placeholderData: keepPreviousData });
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const set = useSetSearch();
  const view: View = search['view'] === 'stages' ? 'stages' : 'list';
  const wanted = typeof search['q'] === 'string' ? search['q'] : '';
  const flag = ['some', ...flagIds].find((id) => id === search['flag']) ?? 'any';
  const bar = (
    <ScopeBar
      filters={['team', 'rep', 'segment', 'source']}
      usual={view === 'stages' ? 'last_3_months' : null}
      tellsDays
    >
      <Choose
        label={t('accounts.view')}
        value={view}
        options={views.map((id) => ({ id, name: t(`accounts.view.${id}`) }))}
        onChange={(chosen) => set({ view: chosen === 'list' ? undefined : chosen })}
      />
    </ScopeBar>
  );
  const head = <PageHead title={t('accounts.title')} about={t('accounts.lead')} />;
  if (error !== null) {
    return (
      <>
        {head}
        {bar}
        <Fault error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  if (data === undefined) return <PageSkeleton />;
  const flagName = (id: string): string =>
    id === 'any' || id === 'some' ? t(`accounts.flag.${id}`) : t(`flag.${id as (typeof flagIds)[number]}`);
  const isFiltered = where !== undefined;
  const found = data.accounts.filter((account) => matches(account, wanted) && hasFlag(account, flag));
  return (
    <>
      {head}
      {bar}
      {data.accounts.length === 0 && !isFiltered ? (
        <Note title={t('accounts.empty')} text={t('accounts.empty.do')} />
      ) : (
        <>
          <AccountTotals overview={data} where={where} />
          <div className={styles['tools']} data-print="no">
            <TextInput
              label={t('accounts.search')}
              type="search"
              value={wanted}
              onChange={(q) => set({ q: q === '' ? undefined : q })}
            />
            <Choose
              label={t('accounts.flag')}
              value={flag}
              options={['any', 'some', ...flagIds].map((id) => ({ id, name: flagName(id) }))}
              onChange={(chosen) => set({ flag: chosen === 'any' ? undefined : chosen })}
            />
            <p role="status" className={styles['soft']}>
              {t('accounts.shown', { count: found.length })}
            </p>
          </div>
          <PaperLine
            told={[
              ...(flag === 'any' ? [] : [`${t('accounts.flag')}: ${flagName(flag)}`]),
              ...(wanted === '' ? [] : [`${t('accounts.search')}: ${wanted}`]),
              t('accounts.shown', { count: found.length }),
            ]}
          />
          {found.length === 0 ? (
            <Note title={t('accounts.none')} text={t('accounts.none.do')} />
          ) : view === 'stages' ? (
            <StageMatrix accounts={found} isWhole={found.length === data.accounts.length} />
          ) : (
            <AccountList accounts={found} where={where} />
          )}
        </>
      )}
    </>
  );
}

type AccountTotalsProps = { readonly overview: AccountOverview; readonly where: string | undefined };

function AccountTotals({ overview, where }: AccountTotalsProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const flagged = overview.accounts.filter(({ flags }) => flags.length > 0);
  return (
    <Totals
      totals={[
        {
          label: t('deals.pipeline'),
          figure: <WeightedPipeline value={overview.weighted_pipeline} where={where} />,
        },
        {
          label: t('deals.atRisk'),
          figure: <MoneyAtRisk value={overview.forecast_at_risk} where={where} />,
        },
        {
          label: t('accounts.flagged'),
          figure: (
            <Told
              label={t('accounts.flagged')}
              text={writers.count(flagged.length)}
              meaning={t('accounts.flagged.meaning')}
              formula={t('accounts.flagged.formula')}
            >
              <AccountRecords accounts={flagged} />
            </Told>
          ),
        },
      ]}
    />
  );
}

function matches(account: AccountStanding, wanted: string): boolean {
  return hasWords(`${account.name} ${account.segment ?? ''} ${account.industry ?? ''}`, wanted);
}

function hasFlag({ flags }: AccountStanding, wanted: string): boolean {
  if (wanted === 'any') return true;
  return wanted === 'some' ? flags.length > 0 : flags.some(({ flag }) => flag === wanted);
}
