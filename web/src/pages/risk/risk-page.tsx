import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { flagIds } from '../../api/accounts.ts';
import { choicesQuery } from '../../api/choices.ts';
import { type AllRisks, allRisksQuery } from '../../api/risks.ts';
import '../../i18n/relations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { KpiFigure } from '../../parts/figure/kpi-figure.tsx';
import { Told } from '../../parts/figure/told.tsx';
import { ScopeBar } from '../../parts/scope-bar/scope-bar.tsx';
import { Fault, Note } from '../../parts/state/fault.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { nextDay } from '../../state/look.ts';
import { scopeQuery, useScope } from '../../state/scope.ts';
import { useSetSearch } from '../../state/search.ts';
import { useWriters } from '../../state/writers.ts';
import { ByFlag } from './by-flag.tsx';
import { ByMonth } from './by-month.tsx';
import { DealList } from './deal-list.tsx';
import { PressureMatrix } from './pressure-matrix.tsx';
import styles from './risk.module.css';
import { Worth } from './worth.tsx';

/** Open deals that may not come: where, why, how much hangs on them, and what each warning was worth. */
export function RiskPage(): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const [scope] = useScope();
  const { where } = scopeQuery(scope);
  const { data, error, refetch } = useQuery({ ...allRisksQuery({ where }), placeholderData: keepPreviousData });
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const set = useSetSearch();
  if (data === undefined && error === null) return <PageSkeleton />;
  const flag = flagIds.find((id) => id === search['flag']) ?? null;
  const deal = data?.deals.find((each) => each.deal === search['deal']) ?? null;
  return (
    <>
      <header className={styles['head']}>
        <h1>{t('risk.title')}</h1>
        {data === undefined ? null : (
          <p className={styles['soft']}>{t('risk.lead', { day: writers.dayAt(data.as_of) })}</p>
        )}
      </header>
      <ScopeBar filters={['team', 'rep', 'source', 'segment']} usual={null} />
      {error !== null ? (
        <Fault error={error} onRetry={() => void refetch()} />
      ) : data === undefined || data.deals.length === 0 ? (
        <Note title={t('risk.none')} text={t('risk.none.do')} />
      ) : (
        <>
          <Totals risks={data} where={where} />
          <PressureMatrix deals={data.deals} chosen={deal} onChoose={(id) => set({ deal: id ?? undefined })} />
          <div className={styles['halves']}>
            <ByFlag risks={data} chosen={flag} onChoose={(id) => set({ flag: id ?? undefined })} />
            <ByMonth months={data.by_month} />
          </div>
          <DealList deals={data.deals} flag={flag} onAll={() => set({ flag: undefined })} />
          <Worth worth={data.worth} />
        </>
      )}
    </>
  );
}

function Totals({ risks, where }: { readonly risks: AllRisks; readonly where: string | undefined }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { data: choices } = useQuery(choicesQuery);
  const flagged = risks.deals.filter(({ flags }) => flags.length > 0);
  const today = choices?.last;
  const table = {
    columns: [
      { label: t('risk.deal') },
      { label: t('accounts.account') },
      { label: t('accounts.why') },
      { label: t('risk.deal.weighted'), isNumber: true },
    ],
    rows: flagged.map((deal) => [
      deal.name ?? deal.deal,
      deal.account_name ?? '–',
      deal.flags.map(({ flag }) => t(`flag.${flag}`)).join(', '),
      writers.value(deal.weighted, 'money'),
    ]),
  };
  const share = risks.forecast_at_risk_share;
  return (
    <dl className={styles['totals']}>
      <div>
        <dt>{t('accounts.weighted')}</dt>
        <dd>
          {today === undefined ? (
            writers.value(risks.weighted_pipeline, 'money')
          ) : (
            <KpiFigure
              id="weighted_pipeline"
              unit="money"
              value={{ value: risks.weighted_pipeline }}
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
            text={writers.value(risks.forecast_at_risk, 'money')}
            meaning={t('accounts.atRisk.meaning')}
            table={table}
          />
        </dd>
      </div>
      <div>
        <dt>{t('risk.share')}</dt>
        <dd>
          <Told
            label={t('risk.share')}
            text={writers.value(share, 'ratio')}
            meaning={t('risk.share.meaning')}
            table={table}
          />
        </dd>
      </div>
      <div>
        <dt>{t('risk.deals')}</dt>
        <dd>
          <Told
            label={t('risk.deals')}
            text={t('accounts.people.of', {
              heard: writers.count(flagged.length),
              all: writers.count(risks.deals.length),
            })}
            meaning={t('risk.deals.meaning')}
            table={table}
          />
        </dd>
      </div>
    </dl>
  );
}
