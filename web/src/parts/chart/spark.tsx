import type { ReactNode } from 'react';
import styles from './chart.module.css';

type SparkProps = {
  readonly values: readonly (number | null)[];
  /** XmR: the usual middle and its limits; null where there are too few points. */
  readonly limits?: { readonly low: number; readonly middle: number; readonly high: number } | null;
  /** Places of points beyond what is usual. */
  readonly signals?: readonly number[];
  readonly title: string;
};

const [width, height, pad] = [240, 56, 5];

/** A small line over time with the limits of what is usual; the last point is marked. */
export function Spark({ values, limits = null, signals = [], title }: SparkProps): ReactNode {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return <div style={{ height }} />;
  const all = limits === null ? known : [...known, limits.low, limits.high];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const x = (i: number): number => pad + (i / Math.max(1, values.length - 1)) * (width - 2 * pad);
  const y = (value: number): number => height - pad - ((value - low) / (high - low || 1)) * (height - 2 * pad);
  const line = values
    .map((value, i) =>
      value === null ? '' : `${i === 0 || values[i - 1] === null ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`,
    )
    .join('');
  const level = (value: number): string => `M${pad} ${y(value).toFixed(1)}H${width - pad}`;
  const last = values.length - 1;
  return (
    <svg
      className={styles['spark']}
      viewBox={`0 0 ${width} ${height}`}
      height={height}
      role="img"
      aria-label={title}
      preserveAspectRatio="none"
    >
      {limits === null ? null : (
        <>
          <path className={styles['limit']} d={level(limits.low) + level(limits.high)} />
          <path className={styles['middle']} d={level(limits.middle)} />
        </>
      )}
      <path d={line} />
      {values.map((value, i) =>
        value !== null && (i === last || signals.includes(i)) ? (
          <Dot key={i} x={x(i)} y={y(value)} isSignal={signals.includes(i)} />
        ) : null,
      )}
    </svg>
  );
}

/** A point that stays round however the line is stretched: the round end of a line of no length. */
function Dot({ x, y, isSignal }: { readonly x: number; readonly y: number; readonly isSignal: boolean }): ReactNode {
  const place = `M${x.toFixed(1)} ${y.toFixed(1)}h0.01`;
  if (isSignal) return <path className={styles['signal']} d={place} />;
  return (
    <>
      <path className={styles['dot']} d={place} />
      <path className={styles['hole']} d={place} />
    </>
  );
}
