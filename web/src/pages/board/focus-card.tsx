import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type KpiTrend, trendQuery } from '../../api/board.ts';
import { type KpiInfo, valueIn } from '../../api/kpi.ts';
import { kpiQuery } from '../../api/queries.ts';
import type { WordKey } from '../../i18n/all-words.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Spark } from '../../parts/chart/spark.tsx';
import { Figure } from '../../parts/figure/figure.tsx';
import { notByText } from '../../parts/scope-bar/not-by.ts';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { type Look, unfitFor } from '../../state/look.ts';
import { useScope } from '../../state/scope.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './board.module.css';

type FocusCardProps = { readonly kpi: KpiInfo; readonly look: Look };

/** A number in focus: its value and interval, what is usual over time, and whether it differs from before by more than chance. */
export function FocusCard({ kpi, look }: FocusCardProps): ReactNode {
  const { t } = useWords();
  const [scope] = useScope();
  const unfit = unfitFor(scope, kpi.dimensions);
  if (unfit.length === 0) return <TellingCard kpi={kpi} look={look} />;
  return (
    <article className={styles['card']}>
      <h2>{kpi.label}</h2>
      <p className={styles['value']}>–</p>
      <p className={styles['soft']}>{notByText({ t }, unfit)}</p>
    </article>
  );
}

function TellingCard({ kpi, look }: FocusCardProps): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { data: answer, error } = useQuery(kpiQuery({ kpis: [kpi.kpi], ...look, interval: 0.95 }));
  const { data: trends } = useQuery(trendQuery({ kpis: [kpi.kpi], by: 'month', where: look.where }));
  const trend = trends?.[0];
  if (error !== null) return <Fault error={error} />;
  if (answer === undefined || trend === undefined) return <Skeleton height="12.5rem" />;
  const value = valueIn(answer.rows[0], kpi.kpi) ?? { value: null };
  const interval = value.interval ?? null;
  const { limits } = trend;
  const verdict = verdictOf(kpi, trend);
  const places = trend.points.flatMap(({ month }, i) =>
    trend.signals.some(({ kind, from: first, to: last }) => kind === 'outlier' && month >= first && month <= last)
      ? [i]
      : [],
  );
  return (
    <article className={styles['card']}>
      <h2>{kpi.label}</h2>
      <p className={styles['value']}>
        <Figure kpi={kpi} value={value} of={look} />
      </p>
      <p className={styles['soft']}>
        {interval === null
          ? '\u00a0'
          : t('board.interval', {
              low: writers.value(interval[0], kpi.unit),
              high: writers.value(interval[1], kpi.unit),
            })}
      </p>
      <Spark
        title={t('board.spark', { label: kpi.label })}
        values={trend.points.map((point) => point.value)}
        limits={limits === null ? null : { low: limits.low, middle: limits.mean, high: limits.high }}
        signals={places}
      />
      <p className={[styles['verdict'], verdict.tone === null ? '' : styles[verdict.tone]].join(' ')}>
        {t(verdict.text)}
      </p>
    </article>
  );
}

type Verdict = { readonly text: WordKey; readonly tone: 'better' | 'worse' | null };

/**
 * The latest period against the one before. Only a difference whose interval leaves zero out is one; what is counted in full needs none.
 */
function verdictOf({ better }: KpiInfo, { change }: KpiTrend): Verdict {
  const difference = change?.difference ?? null;
  if (change === null || difference === null) return { text: 'board.change.unknown', tone: null };
  const isBetter = difference > 0 === (better === 'higher');
  if (change.method === 'census') {
    if (difference === 0 || better === null)
      return { text: difference === 0 ? 'board.change.same' : 'board.change.counted', tone: null };
    return isBetter
      ? { text: 'board.change.countedBetter', tone: 'better' }
      : { text: 'board.change.countedWorse', tone: 'worse' };
  }
  if (change.interval === null) return { text: 'board.change.unknown', tone: null };
  const [low, high] = change.interval;
  if (low <= 0 && high >= 0) return { text: 'board.change.noise', tone: null };
  if (better === null) return { text: 'board.change.different', tone: null };
  return isBetter ? { text: 'board.change.better', tone: 'better' } : { text: 'board.change.worse', tone: 'worse' };
}
