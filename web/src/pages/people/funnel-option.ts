import type { EChartsCoreOption } from 'echarts/core';
import type { Standing } from '../../api/standing.ts';
import type { ChartColours } from '../../parts/chart/colours.ts';
import { toolTip } from '../../parts/chart/tool-tip.ts';

type Plot = {
  readonly members: readonly Standing[];
  readonly group: number | null;
  readonly colours: ChartColours;
  /** Whether a verdict is good or bad, where it is either. */
  readonly tone: (verdict: Standing['verdict']) => 'good' | 'bad' | null;
  readonly name: (member: string) => string;
  readonly value: (value: number) => string;
  /** A step of the vertical axis. */
  readonly step: (value: number) => string;
  readonly count: (n: number) => string;
  /** Stands at the group's line. */
  readonly middle: string;
  /** What the horizontal axis counts. */
  readonly across: string;
  readonly range: (low: number, high: number) => string;
};

const symbols = {
  above: { symbol: 'triangle', symbolRotate: 0 },
  below: { symbol: 'triangle', symbolRotate: 180 },
  within: { symbol: 'circle', symbolRotate: 0 },
  too_little: { symbol: 'emptyCircle', symbolRotate: 0 },
} as const;

/** A funnel plot as ECharts draws it: limits as lines through the sizes that there are, a mark for each member. */
export function funnelOption({ members, group, colours, tone, ...say }: Plot): EChartsCoreOption {
  const sized = members.toSorted((a, b) => a.n - b.n);
  const limit = (of: (standing: Standing) => number | undefined): (readonly [number, number])[] =>
    sized.flatMap((standing) => {
      const value = of(standing);
      return value === undefined ? [] : [[standing.n, value] as const];
    });
  const line = (name: string, data: (readonly [number, number])[], type: 'solid' | 'dashed'): object => ({
    name,
    type: 'line',
    data,
    silent: true,
    symbol: 'none',
    z: 1,
    lineStyle: { color: colours['line-strong'], width: 1.25, type },
    tooltip: { show: false },
  });
  const [least, most] = [sized[0]?.n ?? 0, sized.at(-1)?.n ?? 1];
  const axis = {
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    axisLabel: { color: colours['ink-soft'], hideOverlap: true },
    splitLine: { lineStyle: { color: colours.line, opacity: 0.6 } },
  };
  return {
    // The group's name stands beside its line, where no mark is.
    grid: { left: 8, right: group === null ? 24 : 64, top: 20, bottom: 28, containLabel: true },
    tooltip: toolTip(colours),
    xAxis: {
      ...axis,
      type: 'value',
      scale: true,
      max: Math.ceil(most * 1.06),
      name: say.across,
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: { color: colours['ink-soft'] },
      // The axis goes on a little beyond the last mark: there it is not named.
      axisLabel: { ...axis.axisLabel, formatter: say.count, showMaxLabel: false },
      splitLine: { show: false },
    },
    yAxis: { ...axis, type: 'value', scale: true, axisLabel: { ...axis.axisLabel, formatter: say.step } },
    series: [
      line(
        '99.8 %',
        limit(({ limits998 }) => limits998?.[0]),
        'dashed',
      ),
      line(
        '99.8 % +',
        limit(({ limits998 }) => limits998?.[1]),
        'dashed',
      ),
      line(
        '95 %',
        limit(({ limits95 }) => limits95?.[0]),
        'solid',
      ),
      line(
        '95 % +',
        limit(({ limits95 }) => limits95?.[1]),
        'solid',
      ),
      {
        name: 'members',
        type: 'scatter',
        z: 3,
        data: members.map(({ member, value, n, verdict }) => ({
          name: say.name(member),
          value: [n, value],
          ...symbols[verdict],
          symbolSize: verdict === 'within' || verdict === 'too_little' ? 9 : 13,
          itemStyle: {
            color:
              verdict === 'within' || verdict === 'too_little'
                ? colours['ink-soft']
                : colours[tone(verdict) ?? 'accent'],
          },
          label: {
            show: verdict === 'above' || verdict === 'below',
            formatter: '{b}',
            position: n - least > (most - least) * 0.6 ? 'left' : 'right',
            color: colours.ink,
            fontWeight: 600,
            backgroundColor: colours.sheet,
            padding: [1, 3],
          },
        })),
        labelLayout: { hideOverlap: true },
        tooltip: {
          formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
            const { member, value, n, limits95 } = members[dataIndex]!;
            const range = limits95 === null ? '' : `\n${say.range(limits95[0], limits95[1])}`;
            return `${say.name(member)}: ${value === null ? '–' : say.value(value)} (n = ${say.count(n)})${range}`;
          },
        },
        ...(group === null
          ? {}
          : {
              markLine: {
                silent: true,
                symbol: 'none',
                data: [{ yAxis: group }],
                lineStyle: { color: colours.accent, type: 'solid', width: 1.5 },
                label: { formatter: say.middle, position: 'end', color: colours.accent, fontWeight: 600 },
              },
            }),
      },
    ],
  };
}
