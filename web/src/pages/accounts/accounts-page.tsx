import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type AccountOverview, type AccountStanding, flagIds, overviewQuery } from '../../api/accounts.ts';
import { choicesQuery } from '../../api/choices.ts';
import '../../i18n/relations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { TextInput } from '../../parts/field/text-input.tsx';
import { Choose } from '../../parts/field/choose.tsx';
import { KpiFigure } from '../../parts/figure/kpi-figure.tsx';
import { Told } from '../../parts/figure/told.tsx';
import { ScopeBar } from '../../parts/scope-bar/scope-bar.tsx';
import { Fault, Note } from '../../parts/state/fault.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { scopeQuery, useScope } from '../../state/scope.ts';
import { useSetSearch } from '../../state/search.ts';
import { nextDay } from '../../state/look.ts';
import { useWriters } from '../../state/writers.ts';
import { AccountList } from './account-list.tsx';
import styles from './accounts.module.css';
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
    <ScopeBar filters={['team', 'rep', 'segment', 'source']} usual={view === 'stages' ? 'last_3_months' : null}>
      <Choose
        label={t('accounts.view')}
        value={view}
        options={views.map((id) => ({ id, name: t(`accounts.view.${id}`) }))}
        onChange={(chosen) => set({ view: chosen === 'list' ? undefined : chosen })}
      />
    </ScopeBar>
  );
  const head = (
    <header className={styles['head']}>
      <h1>{t('accounts.title')}</h1>
      <p>{t('accounts.lead')}</p>
    </header>
  );
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
          <Totals overview={data} where={where} />
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
              options={['any', 'some', ...flagIds].map((id) => ({
                id,
                name:
                  id === 'any'
                    ? t('accounts.flag.any')
                    : id === 'some'
                      ? t('accounts.flag.some')
                      : t(`flag.${id as (typeof flagIds)[number]}`),
              }))}
              onChange={(chosen) => set({ flag: chosen === 'any' ? undefined : chosen })}
            />
            <p role="status" className={styles['soft']}>
              {t('accounts.shown', { count: found.length })}
            </p>
          </div>
          {found.length === 0 ? (
            <Note title={t('accounts.none')} text={t('accounts.none.do')} />
          ) : view === 'stages' ? (
            <StageMatrix accounts={found} isWhole={found.length === data.accounts.length} />
          ) : (
            <AccountList accounts={found} asOf={data.as_of} />
          )}
        </>
      )}
    </>
  );
}

function Totals({
  overview,
  where,
}: {
  readonly overview: AccountOverview;
  readonly where: string | undefined;
}): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { data: choices } = useQuery(choicesQuery);
  const flagged = overview.accounts.filter(({ flags }) => flags.length > 0);
  const rows = (accounts: readonly AccountStanding[], of: (account: AccountStanding) => string): ReactNode[][] =>
    accounts.map((account) => [
      account.name,
      [...new Set(account.flags.map(({ flag }) => t(`flag.${flag}`)))].join(', '),
      of(account),
    ]);
  const columns = [{ label: t('accounts.account') }, { label: t('accounts.why') }];
  const today = choices?.last;
  return (
    <dl className={styles['totals']}>
      <div>
        <dt>{t('accounts.weighted')}</dt>
        <dd>
          {today === undefined ? (
            writers.value(overview.weighted_pipeline, 'money')
          ) : (
            <KpiFigure
              id="weighted_pipeline"
              unit="money"
              value={{ value: overview.weighted_pipeline }}
              of={{ from: today, to: nextDay(today), where }}
            />
          )}
        </dd>
      </div>
      <div>
        <dt>{t('accounts.atRisk')}</dt>
        <dd>
          <Told
            label={t('accounts.atRisk')}
            text={writers.value(overview.forecast_at_risk, 'money')}
            meaning={t('accounts.atRisk.meaning')}
            table={{
              columns: [...columns, { label: t('accounts.atRisk'), isNumber: true }],
              rows: rows(
                flagged.filter((account) => account.at_risk > 0),
                (account) => writers.value(account.at_risk, 'money'),
              ),
            }}
          />
        </dd>
      </div>
      <div>
        <dt>{t('accounts.flagged')}</dt>
        <dd>
          <Told
            label={t('accounts.flagged')}
            text={writers.count(flagged.length)}
            meaning={t('accounts.flagged.meaning')}
            table={{
              columns: [...columns, { label: t('accounts.deals'), isNumber: true }],
              rows: rows(flagged, (account) => writers.count(account.open_deals)),
            }}
          />
        </dd>
      </div>
    </dl>
  );
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

function matches(account: AccountStanding, wanted: string): boolean {
  const text = plain(`${account.name} ${account.segment ?? ''} ${account.industry ?? ''}`);
  return plain(wanted)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function hasFlag({ flags }: AccountStanding, wanted: string): boolean {
  if (wanted === 'any') return true;
  return wanted === 'some' ? flags.length > 0 : flags.some(({ flag }) => flag === wanted);
}
