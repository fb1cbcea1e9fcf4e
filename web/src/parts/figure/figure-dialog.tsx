import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { KpiInfo } from '../../api/kpi.ts';
import { kpisQuery } from '../../api/queries.ts';
import '../../i18n/relations.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useWriters } from '../../state/writers.ts';
import { KpiRecords } from '../records/kpi-records.tsx';
import type { FigureProps } from './figure.tsx';
import { Opened } from './opened.tsx';

/** The formula of a KPI that is made of two others names them as the reader does. */
function formulaText(formula: string, kpis: readonly KpiInfo[]): string {
  const parts = formula.split(' ÷ ').map((part) => kpis.find(({ kpi }) => kpi === part)?.label);
  return parts.length > 1 && parts.every((part) => part !== undefined) ? parts.join(' ÷ ') : formula;
}

/** What a KPI's number is made of. */
export function FigureDialog({ kpi, value, of, shown }: FigureProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { data: kpis = [] } = useQuery(kpisQuery);
  const counter = kpis.find((other) => other.kpi === kpi.counter);
  const { numerator, denominator, pending, interval, n } = value;
  const write = (number: number): string => writers.value(number, kpi.unit);
  const part = (number: number | null | undefined): string | null =>
    number === null || number === undefined ? null : writers.value(number, 'per');
  const meaning = [kpi.explanation, kpi.better === null ? null : t(`figure.better.${kpi.better}`)];
  return (
    <Opened
      label={kpi.label}
      text={shown ?? writers.value(value.value, kpi.unit)}
      sentences={[
        meaning.filter((sentence) => sentence !== null).join(' '),
        interval === null || interval === undefined || n === null || n === undefined
          ? null
          : t('figure.interval', { low: write(interval[0]), high: write(interval[1]), n: writers.count(n) }),
      ]}
      facts={[
        [t('figure.formula'), formulaText(kpi.formula, kpis)],
        [t('figure.numerator'), part(numerator)],
        [t('figure.denominator'), part(denominator)],
        [t('figure.pending'), part(pending)],
        [t('figure.counter'), counter?.label ?? null],
      ]}
    >
      <KpiRecords kpi={kpi.kpi} of={of} />
    </Opened>
  );
}
