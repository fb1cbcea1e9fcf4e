import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { valueIn } from '../../api/kpi.ts';
import { presentationsQuery } from '../../api/presentations.ts';
import { kpiQuery, kpisQuery } from '../../api/queries.ts';
import '../../i18n/relations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Figure } from '../../parts/figure/figure.tsx';
import { Totals } from '../../parts/figure/totals.tsx';
import { Halves, PageHead, Parts } from '../../parts/page/page-head.tsx';
import { ScopeBar } from '../../parts/scope-bar/scope-bar.tsx';
import { Fault, Note } from '../../parts/state/fault.tsx';
import { PageSkeleton } from '../../parts/state/skeleton.tsx';
import { type Look, useLook } from '../../state/look.ts';
import { useWriters } from '../../state/writers.ts';
import { ByMonth } from './by-month.tsx';
import { ByRep } from './by-rep.tsx';
import { Held } from './held.tsx';
import { Room } from './room.tsx';
import { faultOf } from '../../state/fault-of.ts';
import { Winning } from './winning.tsx';

const usual = 'last_12_months';

/** Proposals presented against those sent: when, by whom, to whom, and what came of it. */
export function PresentationsPage(): ReactNode {
  const { t } = useWords();
  const { look, error, refetch } = useLook(usual);
  return (
    <>
      <PageHead title={t('presentations.title')} about={t('presentations.lead')} />
      <ScopeBar filters={['team', 'rep', 'source', 'segment']} usual={usual} tellsDays />
      {error !== null ? (
        <Fault error={error} onRetry={() => void refetch()} />
      ) : look === null ? (
        <PageSkeleton />
      ) : (
        <Content look={look} />
      )}
    </>
  );
}

const totals = ['proposals_sent', 'proposal_presentations', 'presented_share', 'decision_team_attendance'] as const;

function Content({ look }: { readonly look: Look }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const numbers = useQuery(kpiQuery({ kpis: totals, ...look, interval: 0.95 }));
  const found = useQuery(presentationsQuery({ ...look }));
  const kpis = useQuery(kpisQuery);
  const fault = faultOf([numbers, found, kpis]);
  if (fault !== null) return <Fault {...fault} />;
  if (numbers.data === undefined || found.data === undefined || kpis.data === undefined) return <PageSkeleton />;
  const row = numbers.data.rows[0];
  const isEmpty = (valueIn(row, 'proposals_sent')?.value ?? 0) === 0 && found.data.presentations.length === 0;
  if (isEmpty) return <Note title={t('presentations.none')} text={t('presentations.none.do')} />;
  return (
    <Parts>
      <Totals
        totals={totals
          .flatMap((id) => kpis.data.filter(({ kpi }) => kpi === id))
          .map((kpi) => {
            const value = valueIn(row, kpi.kpi);
            const [low, high] = value?.interval?.map((end) => writers.value(end, kpi.unit)) ?? [];
            return {
              label: kpi.label,
              figure: value === null ? '–' : <Figure kpi={kpi} value={value} of={look} />,
              note: low === undefined || high === undefined ? '\u00a0' : t('board.interval', { low, high }),
            };
          })}
      />
      <Halves>
        <ByMonth look={look} />
        <Winning look={look} difference={found.data.difference} />
      </Halves>
      <ByRep look={look} />
      <Room roles={found.data.roles} presentations={found.data.presentations} />
      <Held presentations={found.data.presentations} />
    </Parts>
  );
}
