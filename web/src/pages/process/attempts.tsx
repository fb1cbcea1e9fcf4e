import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type KpiInfo, type KpiValue, memberIn, valueIn } from '../../api/kpi.ts';
import { kpiQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { scaleOf, Strip } from '../../parts/chart/strip.tsx';
import { Figure } from '../../parts/figure/figure.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import { ScrollTable } from '../../parts/table/scroll-table.tsx';
import { channelText } from '../../parts/vocabulary/touch-text.ts';
import { usePeriod } from '../../state/period.ts';
import { useScope } from '../../state/scope.ts';
import { whereOf } from '../../state/where.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './process.module.css';

const kinds = [
  { key: 'first', made: 'first_attempts', reached: 'first_attempts_reached', rate: 'first_reach_rate' },
  { key: 'follow_up', made: 'follow_ups', reached: 'follow_ups_reached', rate: 'follow_up_reach_rate' },
] as const;

type Line = {
  readonly key: string;
  readonly name: string;
  readonly where: string | undefined;
  readonly made: KpiValue | null;
  readonly reached: KpiValue | null;
  readonly rate: KpiValue | null;
};

/** First attempts and follow-ups by channel: made, answered, and how many of a hundred. */
export function Attempts({ kpis }: { readonly kpis: readonly KpiInfo[] }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const period = usePeriod();
  const [scope] = useScope();
  const known = kpis.find(({ kpi }) => kpi === 'first_attempts')?.dimensions ?? [];
  const where = whereOf(scope, known);
  const ids = kinds.flatMap(({ made, reached, rate }) => [made, reached, rate]);
  const byChannel = useQuery(kpiQuery({ kpis: ids, by: 'channel', ...period, where, interval: 0.95 }));
  const whole = useQuery(kpiQuery({ kpis: ids, ...period, where, interval: 0.95 }));
  const error = byChannel.error ?? whole.error;
  if (error !== null) return <Fault error={error} onRetry={() => void byChannel.refetch()} />;
  if (byChannel.data === undefined || whole.data === undefined) return <Skeleton height="26rem" />;
  const rows = [...byChannel.data.rows, ...whole.data.rows];
  const linesOf = ({ made, reached, rate }: (typeof kinds)[number]): readonly Line[] =>
    rows.flatMap((row) => {
      const channel = memberIn(row, 'channel');
      const own = valueIn(row, made);
      if ((own?.value ?? 0) === 0) return [];
      return [
        {
          key: channel ?? 'all',
          name: channel === null ? t('process.all') : channelText({ t }, channel),
          where: channel === null ? where : whereOf(scope, known, { channel }),
          made: own,
          reached: valueIn(row, reached),
          rate: valueIn(row, rate),
        },
      ];
    });
  const lines = kinds.map(linesOf);
  const scale = scaleOf(
    lines.flat().flatMap(({ rate }) => [rate?.value, ...(rate?.interval ?? [])]),
    0,
  );
  const figure = (id: string, value: KpiValue | null, of: string | undefined): ReactNode => {
    const info = kpis.find(({ kpi }) => kpi === id);
    return info === undefined ? null : (
      <Figure kpi={info} value={value ?? { value: null }} of={{ ...period, where: of }} />
    );
  };
  return (
    <Section title={t('process.attempts')} intro={t('process.attempts.how')}>
      <div className={styles['two']}>
        {kinds.map(({ key, made, reached, rate }, i) => (
          <div key={key} className={styles['part']}>
            <h3>{t(`process.kind.${key}`)}</h3>
            {lines[i]!.length === 0 ? <p className={styles['soft']}>{t('process.attempts.none')}</p> : null}
            {lines[i]!.length === 0 ? null : (
              <ScrollTable
                caption={t(`process.kind.${key}`)}
                columns={[
                  { label: t('process.channel'), isTerm: true },
                  { label: t('process.made'), isNumber: true },
                  { label: t('process.reached'), isNumber: true },
                  { label: t('process.rate'), isNumber: true },
                  { label: t('people.drawn'), isDrawn: true },
                ]}
                rows={lines[i]!.map((line) => [
                  line.name,
                  figure(made, line.made, line.where),
                  figure(reached, line.reached, line.where),
                  <span key="rate">
                    {figure(rate, line.rate, line.where)}{' '}
                    <span className={styles['soft']}>{range(line.rate, writers.share)}</span>
                  </span>,
                  <Strip
                    key="strip"
                    scale={scale}
                    value={line.rate?.value ?? null}
                    interval={line.rate?.interval ?? null}
                    verdict="within"
                  />,
                ])}
              />
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}

function range(value: KpiValue | null, share: (share: number, decimals?: number) => string): string {
  const interval = value?.interval ?? null;
  return interval === null ? '' : `(${share(interval[0], 0)} … ${share(interval[1], 0)})`;
}
