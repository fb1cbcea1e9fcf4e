import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { repsQuery } from '../../api/board.ts';
import { choicesQuery } from '../../api/choices.ts';
import { memberIn, valueIn } from '../../api/kpi.ts';
import { kpiQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Range } from '../../parts/chart/range.tsx';
import { KpiFigure } from '../../parts/figure/kpi-figure.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { RepLink } from '../../parts/people/rep-link.tsx';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import type { Look } from '../../state/look.ts';
import { ofRep } from '../../state/where.ts';
import { useWriters } from '../../state/writers.ts';

const kpis = ['proposals_sent', 'proposal_presentations', 'presented_share', 'decision_team_attendance'] as const;

/** Sent and presented, rep by rep, in the order of their names: no league table. */
export function ByRep({ look }: { readonly look: Look }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { data, error, refetch } = useQuery(kpiQuery({ kpis, by: 'rep', ...look, interval: 0.95 }));
  const { data: choices } = useQuery(choicesQuery);
  const { isPending: isNameless } = useQuery(repsQuery);
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined || choices === undefined || isNameless) return <Skeleton height="18rem" />;
  const nameOf = (rep: string): string => choices.reps.find(({ id }) => id === rep)?.name ?? rep;
  const reps = data.rows
    .flatMap((row) => {
      const rep = memberIn(row, 'rep');
      const has = kpis.some((id) => (valueIn(row, id)?.value ?? 0) > 0);
      return rep === null || !has ? [] : [{ rep, row }];
    })
    .toSorted((a, b) => nameOf(a.rep).localeCompare(nameOf(b.rep)));
  if (reps.length === 0) return null;
  return (
    <Section title={t('presentations.byRep')}>
      <ScrollTable
        caption={t('presentations.byRep')}
        columns={[
          { label: t('presentations.rep') },
          { label: t('presentations.sent'), isNumber: true },
          { label: t('presentations.presented'), isNumber: true },
          { label: t('presentations.share'), isNumber: true },
          { label: t('presentations.interval'), isDrawn: true },
          { label: t('presentations.attendance'), isNumber: true },
        ]}
        rows={reps.map(({ rep, row }) => {
          const of = { ...look, where: ofRep(look.where, rep) };
          const figure = (id: (typeof kpis)[number]): ReactNode => (
            <KpiFigure key={id} id={id} value={valueIn(row, id) ?? { value: null }} of={of} />
          );
          const share = valueIn(row, 'presented_share');
          const interval = share?.interval ?? null;
          return [
            <RepLink key="rep" rep={rep} />,
            figure('proposals_sent'),
            figure('proposal_presentations'),
            figure('presented_share'),
            interval === null ? (
              '–'
            ) : (
              <Range
                key="range"
                marks={[{ shape: 'square', value: share?.value ?? null, interval }]}
                title={t('board.interval', { low: writers.share(interval[0]), high: writers.share(interval[1]) })}
              />
            ),
            figure('decision_team_attendance'),
          ];
        })}
      />
    </Section>
  );
}
