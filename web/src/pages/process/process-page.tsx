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
import { Attempts } from './attempts.tsx';
import { CyclePart } from './cycle.tsx';
import { Effort } from './effort.tsx';
import { Information } from './information.tsx';

/** Sales as a process: attempts and follow-ups by channel, information given, what a contract takes, and how long. */
export function ProcessPage(): ReactNode {
  const { t } = useWords();
  const period = usePeriod();
  const { data: kpis, error, refetch } = useQuery(kpisQuery);
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (kpis === undefined) return <PageSkeleton />;
  return (
    <>
      <PageHead title={t('process.title')} about={t('process.about')} period={period} />
      <ScopeBar usual={usualPeriod} filters={['team', 'source', 'segment', 'product']} />
      <Parts>
        <Effort kpis={kpis} />
        <Attempts kpis={kpis} />
        <Information kpis={kpis} />
        <CyclePart />
      </Parts>
    </>
  );
}
