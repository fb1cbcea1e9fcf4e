import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type KpiInfo, valueIn } from '../../api/kpi.ts';
import { kpiQuery, kpisQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { usePeriod, usualPeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { ScopeBar } from '../scope-bar/scope-bar.tsx';
import { Fault, Note } from '../state/fault.tsx';
import { PageSkeleton } from '../state/skeleton.tsx';
import { PageHead, Parts } from './page-head.tsx';

const filters = ['team', 'source', 'segment', 'product'] as const;
/** Without any of these there is nothing to tell. */
const needed = ['activities', 'contracts'] as const;

type KpiPageProps = {
  readonly title: string;
  readonly about: string;
  /** What the page tells, once it is known what KPIs mean. */
  readonly children: (kpis: readonly KpiInfo[]) => ReactNode;
};

/** A page of the record's figures over a period; where there is nothing, what to do. */
export function KpiPage({ title, about, children }: KpiPageProps): ReactNode {
  const { t } = useWords();
  const period = usePeriod();
  const [scope] = useScope();
  const { data: kpis, error, refetch } = useQuery(kpisQuery);
  const { data: some } = useQuery(kpiQuery({ kpis: needed, ...period, where: whereOf(scope, filters) }));
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (kpis === undefined) return <PageSkeleton />;
  const isEmpty = some !== undefined && needed.every((id) => (valueIn(some.rows[0], id)?.value ?? 0) === 0);
  return (
    <>
      <PageHead title={title} about={about} period={period} />
      <ScopeBar usual={usualPeriod} filters={filters} />
      {isEmpty ? <Note title={t('page.empty')} text={t('page.empty.do')} /> : <Parts>{children(kpis)}</Parts>}
    </>
  );
}
