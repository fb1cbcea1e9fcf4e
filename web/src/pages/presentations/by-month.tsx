import { useQuery } from '@tanstack/react-query';
import type { EChartsCoreOption } from 'echarts/core';
import { type ReactNode, useCallback, useMemo } from 'react';
import { memberIn, valueIn } from '../../api/kpi.ts';
import { kpiQuery } from '../../api/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Chart } from '../../parts/chart/chart.tsx';
import type { ChartColours } from '../../parts/chart/colours.ts';
import { KpiFigure } from '../../parts/figure/kpi-figure.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { Fault } from '../../parts/state/fault.tsx';
import { Skeleton } from '../../parts/state/skeleton.tsx';
import type { Look } from '../../state/look.ts';
import { joined } from '../../state/where.ts';
import { useWriters } from '../../state/writers.ts';

const kpis = ['proposals_sent', 'proposal_presentations', 'presented_share'] as const;

/** Proposals sent and presented in each month. */
export function ByMonth({ look }: { readonly look: Look }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const { data, error, refetch } = useQuery(kpiQuery({ kpis, by: 'month', ...look }));
  const months = useMemo(
    () =>
      (data?.rows ?? []).map((row) => ({
        month: memberIn(row, 'month') ?? '',
        sent: valueIn(row, 'proposals_sent'),
        presented: valueIn(row, 'proposal_presentations'),
        share: valueIn(row, 'presented_share'),
      })),
    [data],
  );
  const [sent, presented] = [t('presentations.sent'), t('presentations.presented')];
  const option = useCallback(
    (colours: ChartColours): EChartsCoreOption => ({
      grid: { left: 8, right: 8, top: 36, bottom: 8, containLabel: true },
      aria: { enabled: true, decal: { show: true } },
      legend: { top: 0, left: 0, textStyle: { color: colours.ink } },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'category',
        data: months.map(({ month }) => writers.month(month)),
        axisLabel: { color: colours['ink-soft'], hideOverlap: true },
        axisLine: { lineStyle: { color: colours['line-strong'] } },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        axisLabel: { color: colours['ink-soft'] },
        splitLine: { lineStyle: { color: colours.line } },
      },
      series: [
        {
          type: 'bar',
          name: sent,
          data: months.map((row) => row.sent?.value ?? 0),
          itemStyle: { color: colours['line-strong'] },
          barMaxWidth: 22,
        },
        {
          type: 'bar',
          name: presented,
          data: months.map((row) => row.presented?.value ?? 0),
          itemStyle: { color: colours.accent },
          barMaxWidth: 22,
        },
      ],
    }),
    [months, writers, sent, presented],
  );
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height="22rem" />;
  const of = (month: string): object => ({
    where: joined(look.where, `month=${month}`),
  });
  return (
    <Section title={t('presentations.byMonth')}>
      <Chart
        title={t('presentations.byMonth')}
        height={280}
        option={option}
        table={{
          columns: [
            { label: t('presentations.month') },
            { label: sent, isNumber: true },
            { label: presented, isNumber: true },
            { label: t('presentations.share'), isNumber: true },
          ],
          rows: months.map((row) => [
            writers.month(row.month),
            <KpiFigure key="sent" id="proposals_sent" value={row.sent ?? { value: 0 }} of={{ ...of(row.month) }} />,
            <KpiFigure
              key="presented"
              id="proposal_presentations"
              value={row.presented ?? { value: 0 }}
              of={{ ...of(row.month) }}
            />,
            <KpiFigure
              key="share"
              id="presented_share"
              unit="ratio"
              value={row.share ?? { value: null }}
              of={{ ...of(row.month) }}
            />,
          ]),
        }}
      />
    </Section>
  );
}
