import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiError } from '../../api/client.ts';
import { valueIn } from '../../api/kpi.ts';
import { type Factor, whyQuery } from '../../api/standing.ts';
import { kpiQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Bar } from '../../parts/chart/bar.tsx';
import { Figure } from '../../parts/figure/figure.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { VerdictWords } from '../../parts/page/verdict.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { useWriters } from '../../state/writers.ts';
import { FactorTold, type Side, type Sides } from './factor-told.tsx';
import type { RepProps } from './rep.ts';
import styles from './rep.module.css';

const steps = ['first_attempts', 'first_attempts_reached', 'prospects', 'proposals_sent', 'contracts'] as const;
const known = ['team', 'source', 'segment', 'product'];

/** From first attempts to contracts: how many there are of each, and how many of a hundred take the next step, beside the other reps’. */
export function Steps({ rep, period, kpis }: RepProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const [scope] = useScope();
  const own = { ...period, where: whereOf(scope, known, { rep }) };
  const counts = useQuery(kpiQuery({ kpis: [...steps], ...own }));
  const why = useQuery(whyQuery('contracts', { rep, playbook: 'process', ...period, where: whereOf(scope, known) }));
  const isSilent = why.error instanceof ApiError && why.error.problem?.code === 'nothing_to_explain';
  const error = counts.error ?? (isSilent ? null : why.error);
  if (error !== null) return <Fault error={error} onRetry={() => void counts.refetch()} />;
  if (counts.data === undefined || (why.data === undefined && !isSilent)) return <Skeleton height="18rem" />;
  const row = counts.data.rows[0];
  const count = (id: string): number => valueIn(row, id)?.value ?? 0;
  const shown = steps.filter((id) => why.data?.skipped.includes(id) !== true);
  // A step can have more than the one before: prospects do not all come of first attempts.
  const rate = (value: number | null): string =>
    value !== null && value > 1 ? `×${writers.value(value, 'per')}` : writers.value(value, 'ratio');
  const most = Math.max(1, ...shown.map(count));
  const sides: Sides = {
    after: own,
    before: why.data?.group_open === true ? { ...period, where: whereOf(scope, known) } : null,
  };
  const label = (id: string): string => kpis.find(({ kpi }) => kpi === id)?.label ?? id;
  const told = (i: number, factor: Factor | undefined, side: Side): ReactNode =>
    i === 0 || factor === undefined || why.data === undefined ? (
      ''
    ) : (
      <FactorTold key={side} {...{ why: why.data, factor, side, label }} text={rate(factor[side])} of={sides[side]} />
    );
  return (
    <Section title={t('rep.steps')} intro={t('rep.steps.how')}>
      {shown.every((id) => count(id) === 0) ? (
        <p className={styles['soft']}>{t('rep.nothing')}</p>
      ) : (
        <ScrollTable
          caption={t('rep.steps')}
          columns={[
            { label: t('rep.step') },
            { label: t('rep.number'), isNumber: true },
            { label: t('people.drawn'), isDrawn: true },
            { label: t('rep.ofBefore'), isNumber: true },
            { label: t('rep.ofBefore.team'), isNumber: true },
            { label: t('people.verdict'), isWide: true },
          ]}
          rows={shown.map((id, i) => {
            const info = kpis.find(({ kpi }) => kpi === id);
            const factor = why.data?.factors.find(({ to, of }) => to === id && of !== null);
            const value = valueIn(row, id) ?? { value: null };
            return [
              info?.label ?? id,
              info === undefined ? count(id) : <Figure key="figure" kpi={info} value={value} of={own} />,
              <Bar key="bar" share={count(id) / most} />,
              told(i, factor, 'after'),
              told(i, factor, 'before'),
              i === 0 || factor === undefined ? (
                ''
              ) : (
                <VerdictWords key="verdict" verdict={factor.verdict} better="higher" />
              ),
            ];
          })}
        />
      )}
    </Section>
  );
}
