import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { flagIds } from '../../api/accounts.ts';
import { type AllRisks, allRisksQuery } from '../../api/risks.ts';
import '../../i18n/relations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { AtRisk, flaggedOf, ShareAtRisk } from '../../parts/deals/at-risk.tsx';
import { DealsTold } from '../../parts/deals/deals-told.tsx';
import { WeightedPipeline } from '../../parts/deals/weighted-pipeline.tsx';
import { Totals } from '../../parts/figure/totals.tsx';
import { Halves, PageHead, Parts } from '../../parts/page/page-head.tsx';
import { ScopeBar } from '../../parts/scope-bar/scope-bar.tsx';
import { Fault, Note } from '../../parts/state/fault.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { scopeQuery, useScope } from '../../state/scope.ts';
import { useSetSearch } from '../../state/search.ts';
import { useWriters } from '../../state/writers.ts';
import { ByFlag } from './by-flag.tsx';
import { ByMonth } from './by-month.tsx';
import { DealList } from './deal-list.tsx';
import { PressureMatrix } from './pressure-matrix.tsx';
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
  const about = data === undefined ? {} : { about: t('risk.lead', { day: writers.dayAt(data.as_of) }) };
  return (
    <>
      <PageHead title={t('risk.title')} {...about} />
      <ScopeBar filters={['team', 'rep', 'source', 'segment']} usual={null} />
      {error !== null ? (
        <Fault error={error} onRetry={() => void refetch()} />
      ) : data === undefined || data.deals.length === 0 ? (
        <Note title={t('risk.none')} text={t('risk.none.do')} />
      ) : (
        <Parts>
          <RiskTotals risks={data} where={where} />
          <PressureMatrix deals={data.deals} chosen={deal} onChoose={(id) => set({ deal: id ?? undefined })} />
          <Halves>
            <ByFlag risks={data} chosen={flag} onChoose={(id) => set({ flag: id ?? undefined })} />
            <ByMonth risks={data} />
          </Halves>
          <DealList deals={data.deals} flag={flag} onAll={() => set({ flag: undefined })} />
          <Worth worth={data.worth} where={where} />
        </Parts>
      )}
    </>
  );
}

function RiskTotals({ risks, where }: { readonly risks: AllRisks; readonly where: string | undefined }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const flagged = flaggedOf(risks);
  const [some, all] = [writers.count(flagged.length), writers.count(risks.deals.length)];
  return (
    <Totals
      totals={[
        {
          label: t('deals.pipeline'),
          figure: <WeightedPipeline value={risks.weighted_pipeline} where={where} />,
        },
        { label: t('deals.atRisk'), figure: <AtRisk risks={risks} /> },
        { label: t('deals.share'), figure: <ShareAtRisk risks={risks} /> },
        {
          label: t('risk.deals'),
          figure: (
            <DealsTold
              label={t('risk.deals')}
              text={t('accounts.people.of', { heard: some, all })}
              meaning={t('risk.deals.meaning')}
              numerator={some}
              denominator={all}
              deals={flagged}
            />
          ),
        },
      ]}
    />
  );
}
