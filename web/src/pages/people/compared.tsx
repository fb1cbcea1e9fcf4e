import type { ReactNode } from 'react';
import type { KpiInfo } from '../../api/kpi.ts';
import type { Comparison, Standing } from '../../api/standing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Figure } from '../../parts/figure/figure.tsx';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { useWriters } from '../../state/writers.ts';
import { comparedUnit } from './member.tsx';

type ComparedProps = {
  readonly kpi: KpiInfo;
  readonly comparison: Comparison;
  readonly standing: Standing;
  /** Written are the records that it rests on. */
  readonly isSize?: boolean;
};

/** A compared value: the KPI, or how many there were for each active day. */
export function Compared({ kpi, comparison, standing, isSize = false }: ComparedProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const [scope] = useScope();
  const { by, exposure, period } = comparison;
  const { member, value, x, n } = standing;
  const of = { from: period.from, to: period.to, where: whereOf(scope, kpi.dimensions, { [by]: member }) };
  const parts = { value, numerator: x, denominator: n };
  if (isSize) return <Figure kpi={kpi} value={parts} of={of} shown={writers.count(n)} />;
  if (exposure !== 'days') return <Figure kpi={kpi} value={parts} of={of} />;
  const shown = `${writers.value(value, comparedUnit(kpi, comparison))} ${t('rep.perDay')}`;
  return <Figure kpi={kpi} value={parts} of={of} shown={shown} />;
}
