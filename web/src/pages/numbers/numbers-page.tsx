import '../../i18n/insight.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { kpisQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PageHead, Parts } from '../../parts/page/page-head.tsx';
import { ScopeBar } from '../../parts/scope-bar/scope-bar.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { usePeriod, usualPeriod } from '../../state/period.ts';
import { Chain } from './chain.tsx';
import { CostPart } from './cost.tsx';
import { EffectsPart } from './effects.tsx';

/** The numbers game: how many dials, reached, closed; what each part of it goes with; and what a contract costs. */
export function NumbersPage(): ReactNode {
  const { t } = useWords();
  const period = usePeriod();
  const { data: kpis, error, refetch } = useQuery(kpisQuery);
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (kpis === undefined) return <PageSkeleton />;
  return (
    <>
      <PageHead title={t('numbers.title')} about={t('numbers.about')} period={period} />
      <ScopeBar usual={usualPeriod} filters={['team', 'source', 'segment', 'product']} />
      <Parts>
        <Chain kpis={kpis} />
        <EffectsPart />
        <CostPart kpis={kpis} />
      </Parts>
    </>
  );
}
