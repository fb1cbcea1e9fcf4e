import type { ReactNode } from 'react';
import styles from './chart.module.css';

/** A share, and where the true one lies: the first round and filled, the other square and open. */
export type RangeMark = {
  readonly shape: 'round' | 'square';
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
  /** What is wrong, or good. */
  readonly tone?: 'bad' | 'accent';
};

const [width, row, pad] = [180, 15, 6];

/** Shares between 0 and 1 with their intervals, one below the other. */
export function Range({ marks, title }: { readonly marks: readonly RangeMark[]; readonly title: string }): ReactNode {
  const x = (share: number): number => pad + share * (width - 2 * pad);
  const height = marks.length * row + 4;
  return (
    <svg
      className={styles['range']}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={title}
    >
      {[0, 0.5, 1].map((at) => (
        <path key={at} className={styles['scaleLine']} d={`M${x(at)} 0V${height}`} />
      ))}
      {marks.map(({ shape, value, interval, tone = 'accent' }, i) => {
        const y = 2 + row * (i + 0.5);
        return (
          <g key={shape} data-tone={tone}>
            {interval === null ? null : (
              <path className={styles['whisker']} d={`M${x(interval[0])} ${y}H${x(interval[1])}`} />
            )}
            {value === null ? null : shape === 'round' ? (
              <circle cx={x(value)} cy={y} r={5} />
            ) : (
              <rect x={x(value) - 4.5} y={y - 4.5} width={9} height={9} />
            )}
          </g>
        );
      })}
    </svg>
  );
}
