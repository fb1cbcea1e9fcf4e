import '../../i18n/insight.ts';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { repsQuery } from '../../api/board.ts';
import type { KpiInfo } from '../../api/kpi.ts';
import { meQuery } from '../../api/me.ts';
import { type Comparison, compareQuery } from '../../api/standing.ts';
import { kpisQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PageHead, Parts } from '../../parts/page/page-head.tsx';
import { Select } from '../../parts/page/select.tsx';
import { notByText } from '../../parts/scope-bar/not-by.ts';
import { ScopeBar } from '../../parts/scope-bar/scope-bar.tsx';
import { Fault, Note } from '../../parts/state/fault.tsx';
import { PageSkeleton, Skeleton } from '../../parts/state/skeleton.tsx';
import { unfitFor } from '../../state/look.ts';
import { usePeriod, usualPeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { ComparisonText } from './comparison-text.tsx';
import { FunnelChart } from './funnel-chart.tsx';

const groups = ['rep', 'team'] as const;
const categories = ['Q', 'P', 'R'] as const;
const usual = 'reach_rate';
const filters = ['team', 'source', 'segment', 'product'] as const;

/** Who differs from the group by more than chance: a funnel plot of one KPI, and what it says in words. */
export function PeoplePage(): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const { data: kpis, error, refetch } = useQuery(kpisQuery);
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const period = usePeriod();
  if (me?.role === 'rep') return <Navigate to="/me" replace />;
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (kpis === undefined) return <PageSkeleton />;
  const by = groups.find((each) => each === search['by']) ?? 'rep';
  const comparable = kpis.filter((kpi) => kpi.compared_by.includes(by));
  const kpi = comparable.find((each) => each.kpi === search['kpi']) ?? comparable.find((each) => each.kpi === usual);
  const choose = (change: Readonly<Record<string, string>>): void =>
    void navigate({ to: '.', search: (now: object) => ({ ...now, ...change }), replace: true, resetScroll: false });
  return (
    <>
      <PageHead title={t('people.title')} about={t('people.about')} period={period}>
        <Select
          label={t('people.kpi')}
          value={kpi?.kpi ?? ''}
          onChange={(chosen) => choose({ kpi: chosen })}
          groups={categories.map((category) => ({
            label: t(`people.category.${category}`),
            options: comparable
              .filter((each) => each.category === category)
              .map((each) => ({ value: each.kpi, label: each.label })),
          }))}
        />
        <Select
          label={t('people.by')}
          value={by}
          onChange={(chosen) => choose({ by: chosen })}
          options={groups.map((each) => ({ value: each, label: t(`people.by.${each}`) }))}
        />
      </PageHead>
      <ScopeBar usual={usualPeriod} filters={filters} />
      {kpi === undefined ? null : <Compared kpi={kpi} by={by} />}
    </>
  );
}

function Compared({ kpi, by }: { readonly kpi: KpiInfo; readonly by: 'rep' | 'team' }): ReactNode {
  const { t } = useWords();
  const [scope] = useScope();
  const period = usePeriod();
  const unfit = unfitFor(scope, [...kpi.dimensions, 'rep']);
  const { data, error, refetch } = useQuery({
    ...compareQuery(kpi.kpi, { by, ...period, where: whereOf(scope, filters) }),
    enabled: unfit.length === 0,
  });
  const { isPending: isNameless } = useQuery(repsQuery);
  if (unfit.length > 0) return <Note title={notByText({ t }, unfit)} text={t('scope.notBy.do')} />;
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  // Members stand in the order of their names.
  if (data === undefined || isNameless) return <Skeleton height="44rem" />;
  if (!hasRecords(data)) return <Note title={t('people.empty')} text={t('people.empty.why')} />;
  return (
    <Parts>
      <ComparisonText kpi={kpi} comparison={data} />
      <FunnelChart kpi={kpi} comparison={data} />
    </Parts>
  );
}

function hasRecords({ members }: Comparison): boolean {
  return members.some(({ n }) => n > 0);
}
