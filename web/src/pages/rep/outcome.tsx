import type { ReactNode } from 'react';
import type { Query } from '../../api/client.ts';
import type { KpiInfo } from '../../api/kpi.ts';
import type { Why } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Figure } from '../../parts/figure/figure.tsx';
import { Told } from '../../parts/figure/told.tsx';
import { KpiRecords } from '../../parts/records/kpi-records.tsx';
import { useWriters } from '../../state/writers.ts';
import type { Side } from './factor-told.tsx';

type OutcomeProps = {
  readonly why: Why;
  readonly side: Side;
  readonly kpis: readonly KpiInfo[];
  readonly of: Query | null;
};

/** What a side of a difference comes to: the KPI, or what somebody like the others' average would come to in as many days. */
export function Outcome({ why, side, kpis, of }: OutcomeProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const kpi = kpis.find((each) => each.kpi === why.kpi);
  const value = why[side];
  const text = writers.value(value, why.kpi === 'contracts' ? 'tenth' : 'money');
  if (of === null || kpi === undefined) return text;
  if (side === 'after' || why.against === 'previous')
    return <Figure kpi={kpi} value={{ value }} of={of} shown={text} />;
  return (
    <Told
      label={t('rep.side.team')}
      text={text}
      meaning={t('rep.average.meaning', { label: kpi.label })}
      formula={t('rep.average.formula', { label: kpi.label })}
    >
      <KpiRecords kpi={why.kpi} of={of} />
    </Told>
  );
}
