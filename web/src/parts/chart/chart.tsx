import type { EChartsCoreOption } from 'echarts/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { type ChartTable, DataTable } from '../table/data-table.tsx';
import styles from './chart.module.css';
import { useChartColours, type ChartColours } from './colours.ts';

type ChartProps = {
  /** What the chart shows, in a sentence: read out instead of the picture. */
  readonly title: string;
  readonly height?: number;
  readonly option: (colours: ChartColours) => EChartsCoreOption;
  /** The same as a table. */
  readonly table: ChartTable;
  /** What a click on a mark leads to, by series name and place in its data. */
  readonly onMark?: (series: string, place: number) => void;
};

/** A chart, and the same figures as a table. Its library is loaded when the first one is shown. */
export function Chart({ title, height = 280, option, table, onMark }: ChartProps): ReactNode {
  const { t } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const colours = useChartColours();
  const click = useRef(onMark);
  useEffect(() => {
    click.current = onMark;
  }, [onMark]);
  useEffect(() => {
    const element = place.current!;
    let dispose: (() => void) | null = null;
    let isGone = false;
    void import('./echarts.ts').then(({ init }) => {
      if (isGone) return;
      const chart = init(element, null, { renderer: 'svg' });
      chart.setOption({
        animation: false,
        textStyle: { fontFamily: getComputedStyle(element).fontFamily },
        ...option(colours),
      });
      chart.on('click', (event) => click.current?.(event.seriesName ?? '', event.dataIndex));
      const observer = new ResizeObserver(() => chart.resize());
      observer.observe(element);
      dispose = () => {
        observer.disconnect();
        chart.dispose();
      };
    });
    return () => {
      isGone = true;
      dispose?.();
    };
  }, [option, colours]);
  return (
    <figure className={styles['figure']}>
      <div className={styles['plot']} style={{ height }} ref={place} role="img" aria-label={title} />
      <details className={styles['table']}>
        <summary>{t('chart.table')}</summary>
        <div className={styles['scroll']}>
          <DataTable caption={title} {...table} />
        </div>
      </details>
    </figure>
  );
}
