import type { ECharts, EChartsCoreOption } from 'echarts/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import type { ChartTable } from '../table/data-table.tsx';
import { SaveTable } from '../table/save-table.tsx';
import { ScrollTable } from '../table/scroll-table.tsx';
import styles from './chart.module.css';
import { useChartColours, type ChartColours } from './colours.ts';

type ChartProps = {
  /** What the chart shows, in a sentence: read out instead of the picture. */
  readonly title: string;
  readonly height?: number;
  readonly option: (colours: ChartColours) => EChartsCoreOption;
  /** The same as a table. */
  readonly table: ChartTable;
  /** The table is always shown, not only when asked for. */
  readonly showsTable?: boolean;
  /** What a click on a mark leads to, by series name and place in its data. */
  readonly onMark?: (series: string, place: number) => void;
};

/** What lies between the margins of a sheet of A4, in pixels of CSS. */
const paper = 680;

/** How wide a drawing is on paper, where it takes as much of the page's width as on the screen: nothing tells when the sheet is laid out. */
function widthOnPaper(element: HTMLElement): number {
  const whole = element.closest('main')?.clientWidth ?? element.clientWidth;
  return Math.floor(paper * Math.min(1, element.clientWidth / whole));
}

/** A chart, and the same figures as a table. Its library is loaded when the first one is shown. */
export function Chart({ title, height = 280, option, table, showsTable = false, onMark }: ChartProps): ReactNode {
  const { t } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<ECharts | null>(null);
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
      const made = init(element, null, { renderer: 'svg' });
      made.on('click', (event) => click.current?.(event.seriesName ?? '', event.dataIndex));
      const observer = new ResizeObserver(() => made.resize());
      observer.observe(element);
      const toPaper = (): void => {
        made.resize({ width: widthOnPaper(element) });
        made.getZr().flush();
      };
      const toScreen = (): void => made.resize({ width: 'auto' });
      window.addEventListener('beforeprint', toPaper);
      window.addEventListener('afterprint', toScreen);
      dispose = () => {
        observer.disconnect();
        window.removeEventListener('beforeprint', toPaper);
        window.removeEventListener('afterprint', toScreen);
        made.dispose();
      };
      setChart(made);
    });
    return () => {
      isGone = true;
      setChart(null);
      dispose?.();
    };
  }, []);
  useEffect(() => {
    const { fontFamily } = getComputedStyle(place.current!);
    chart?.setOption({ animation: false, textStyle: { fontFamily }, ...option(colours) }, true);
  }, [chart, option, colours]);
  const shown = useRef<HTMLDivElement>(null);
  const rows = (
    <div className={styles['rows']} ref={shown}>
      <ScrollTable caption={title} {...table} />
      <SaveTable title={title} of={shown} />
    </div>
  );
  return (
    <figure className={styles['figure']}>
      <div className={styles['plot']} style={{ height }} ref={place} role="img" aria-label={title} />
      {showsTable ? (
        rows
      ) : (
        <details className={styles['table']}>
          <summary>{t('chart.table')}</summary>
          {rows}
        </details>
      )}
    </figure>
  );
}
