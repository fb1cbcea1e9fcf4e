import type { EChartsCoreOption } from 'echarts/core';
import { type ReactNode, useCallback } from 'react';
import type { MonthAtRisk } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Chart } from '../../parts/chart/chart.tsx';
import type { ChartColours } from '../../parts/chart/colours.ts';
import { useWriters } from '../../state/writers.ts';
import styles from './risk.module.css';

/** The forecast of each month, and what of it carries a warning. */
export function ByMonth({ months }: { readonly months: readonly MonthAtRisk[] }): ReactNode {
  const { t } = useWords();
  const writers = useWriters();
  const nameOf = useCallback(
    ({ month }: MonthAtRisk): string => (month === null ? t('risk.byMonth.none') : writers.month(month)),
    [t, writers],
  );
  const [safe, atRisk] = [t('risk.byMonth.safe'), t('risk.byMonth.atRisk')];
  const option = useCallback(
    (colours: ChartColours): EChartsCoreOption => {
      const bars = (name: string, color: string, of: (month: MonthAtRisk) => number): object => ({
        type: 'bar',
        name,
        stack: 'forecast',
        data: months.map(of),
        itemStyle: { color, borderColor: colours.sheet, borderWidth: 1 },
        barMaxWidth: 44,
      });
      return {
        grid: { left: 8, right: 8, top: 36, bottom: 8, containLabel: true },
        aria: { enabled: true, decal: { show: true } },
        legend: { top: 0, left: 0, textStyle: { color: colours.ink } },
        tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => writers.value(Number(value), 'money') },
        xAxis: {
          type: 'category',
          data: months.map(nameOf),
          axisLabel: { color: colours['ink-soft'], hideOverlap: true },
          axisLine: { lineStyle: { color: colours['line-strong'] } },
        },
        yAxis: {
          type: 'value',
          axisLabel: { color: colours['ink-soft'], formatter: (value: number) => writers.value(value, 'money') },
          splitLine: { lineStyle: { color: colours.line } },
        },
        series: [
          bars(atRisk, colours.bad, ({ forecast_at_risk: money }) => money),
          bars(safe, colours['line-strong'], (month) => month.forecast - month.forecast_at_risk),
        ],
      };
    },
    [months, nameOf, writers, safe, atRisk],
  );
  return (
    <section className={styles['section']}>
      <div>
        <h2>{t('risk.byMonth')}</h2>
        <p className={styles['soft']}>{t('risk.byMonth.lead')}</p>
      </div>
      <Chart
        title={t('risk.byMonth')}
        height={300}
        option={option}
        table={{
          columns: [
            { label: t('risk.byMonth.month') },
            { label: t('risk.byFlag.deals'), isNumber: true },
            { label: safe, isNumber: true },
            { label: atRisk, isNumber: true },
          ],
          rows: months.map((month) => [
            nameOf(month),
            writers.count(month.deals),
            writers.value(month.forecast - month.forecast_at_risk, 'money'),
            writers.value(month.forecast_at_risk, 'money'),
          ]),
        }}
      />
    </section>
  );
}
