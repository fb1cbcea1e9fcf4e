import type { EChartsCoreOption } from 'echarts/core';
import type { CurveStep } from '../../api/effects.ts';
import type { ChartColours } from '../../parts/chart/colours.ts';
import { toolTip } from '../../parts/chart/tool-tip.ts';

type Say = {
  readonly open: string;
  readonly won: string;
  readonly days: string;
  readonly share: (share: number) => string;
  readonly day: (day: number) => string;
};

type Point = readonly [number, number];

/** Two stairs with their 95 % bands: what is still open (Kaplan & Meier) and what is won (Aalen & Johansen). */
export function cycleOption(curve: readonly CurveStep[], colours: ChartColours, say: Say): EChartsCoreOption {
  const steps = (start: number, of: (step: CurveStep) => number): Point[] => [
    [0, start],
    ...curve.map((step): Point => [step.days, of(step)]),
  ];
  const band = (
    name: string,
    start: number,
    ends: (step: CurveStep) => readonly [number, number],
    colour: string,
  ): object[] =>
    [
      { data: steps(start, (step) => ends(step)[0]), area: 0 },
      { data: steps(0, (step) => ends(step)[1] - ends(step)[0]), area: 0.16 },
    ].map(({ data, area }) => ({
      type: 'line',
      step: 'end',
      stack: name,
      data,
      silent: true,
      symbol: 'none',
      lineStyle: { opacity: 0 },
      areaStyle: { color: colour, opacity: area },
      tooltip: { show: false },
    }));
  const line = (name: string, data: Point[], colour: string, type: 'solid' | 'dashed'): object => ({
    name,
    type: 'line',
    step: 'end',
    data,
    symbol: 'none',
    lineStyle: { color: colour, width: 2, type },
    itemStyle: { color: colour },
    endLabel: {
      show: true,
      formatter: `${name} ${say.share(data.at(-1)![1])}`,
      color: colours.ink,
      fontWeight: 600,
      offset: [-8, -10],
      align: 'right',
    },
  });
  const axis = {
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: colours.line, opacity: 0.6 } },
  };
  return {
    grid: { left: 8, right: 16, top: 20, bottom: 28, containLabel: true },
    tooltip: {
      ...toolTip(colours),
      trigger: 'axis',
      formatter: (shown: readonly { readonly seriesName?: string; readonly value: Point }[]) => {
        const named = shown.filter(({ seriesName }) => seriesName === say.open || seriesName === say.won);
        const [first] = named;
        if (first === undefined) return '';
        return [
          say.day(first.value[0]),
          ...named.map(({ seriesName, value }) => `${seriesName}: ${say.share(value[1])}`),
        ].join('\n');
      },
    },
    xAxis: {
      ...axis,
      type: 'value',
      min: 0,
      max: curve.at(-1)!.days,
      name: say.days,
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: { color: colours['ink-soft'] },
      axisLabel: { color: colours['ink-soft'], hideOverlap: true },
      splitLine: { show: false },
    },
    yAxis: {
      ...axis,
      type: 'value',
      min: 0,
      max: 1,
      axisLabel: { color: colours['ink-soft'], formatter: say.share },
    },
    series: [
      ...band('open', 1, ({ open_interval: interval }) => interval, colours['ink-soft']),
      ...band('won', 0, ({ won_interval: interval }) => interval, colours.accent),
      line(
        say.open,
        steps(1, ({ open }) => open),
        colours['ink-soft'],
        'dashed',
      ),
      line(
        say.won,
        steps(0, ({ won }) => won),
        colours.accent,
        'solid',
      ),
    ],
  };
}
