import type { EChartsCoreOption } from 'echarts/core';
import { type ReactNode, useCallback } from 'react';
import type { AllRisks, MonthAtRisk, OpenDeal } from '../../api/risks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Chart } from '../../parts/chart/chart.tsx';
import type { ChartColours } from '../../parts/chart/colours.ts';
import { DealCount, Weight } from '../../parts/deals/at-risk.tsx';
import { Section } from '../../parts/page/page-head.tsx';
import { useWriters } from '../../state/writers.ts';

/** The forecast of each month, and what of it carries a warning. */
export function ByMonth({ risks: { by_month: months, deals } }: { readonly risks: AllRisks }): ReactNode {
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
    <Section title={t('risk.byMonth')} intro={t('risk.byMonth.lead')}>
      <Chart
        title={t('risk.byMonth')}
        height={300}
        option={option}
        table={{
          columns: [
            { label: t('risk.byMonth.month') },
            { label: t('risk.byMonth.deals'), isNumber: true },
            { label: safe, isNumber: true },
            { label: atRisk, isNumber: true },
          ],
          rows: months.map((month) => {
            const own = deals.filter((deal) => monthOf(deal) === month.month);
            const [flagged, others] = [own.filter(hasFlag), own.filter((deal) => !hasFlag(deal))];
            return [
              nameOf(month),
              <DealCount key="deals" label={`${t('risk.byMonth.deals')}: ${nameOf(month)}`} deals={own} />,
              <Weight key="safe" label={`${safe}: ${nameOf(month)}`} deals={others} meaning="all" />,
              <Weight key="risk" label={`${atRisk}: ${nameOf(month)}`} deals={flagged} />,
            ];
          }),
        }}
      />
    </Section>
  );
}

/** The first day of the month in which a deal is expected to close. */
function monthOf({ expected_close_on: day }: OpenDeal): string | null {
  return day === null ? null : `${day.slice(0, -3)}-01`;
}

function hasFlag({ flags }: OpenDeal): boolean {
  return flags.length > 0;
}
