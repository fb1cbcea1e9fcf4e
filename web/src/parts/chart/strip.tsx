import type { ReactNode } from 'react';
import styles from './strip.module.css';

export type Verdict = 'above' | 'below' | 'within' | 'too_little';

type StripProps = {
  /** The values at both ends of the drawing: the same for all that stand below each other. */
  readonly scale: readonly [number, number];
  readonly value: number | null;
  /** Where the true value lies. */
  readonly interval?: readonly [number, number] | null;
  /** Where it would lie by chance. */
  readonly band?: readonly [number, number] | null;
  /** What it is held against: a line. */
  readonly middle?: number | null;
  readonly verdict: Verdict;
  /** Whether that is good or bad, where it is either. */
  readonly tone?: 'good' | 'bad' | null;
  /** Steps are doublings, not sums. */
  readonly isLog?: boolean;
};

/**
 * A value with its interval, beside what it is held against. For the eye only: the figures stand beside it. The verdict is told by shape: a triangle up
 * or down, a dot, a ring.
 */
export function Strip({
  scale,
  value,
  interval = null,
  band = null,
  middle = null,
  verdict,
  tone = null,
  isLog = false,
}: StripProps): ReactNode {
  const on = (number: number): number => (isLog ? Math.log(Math.max(number, 1e-9)) : number);
  const [low, high] = [on(scale[0]), on(scale[1])];
  const x = (number: number): number => Math.min(100, Math.max(0, ((on(number) - low) / (high - low || 1)) * 100));
  const span = (of: readonly [number, number]): { readonly left: string; readonly width: string } => ({
    left: `${x(of[0])}%`,
    width: `${Math.max(0.5, x(of[1]) - x(of[0]))}%`,
  });
  return (
    <div className={styles['strip']} aria-hidden="true">
      {band === null ? null : <span className={styles['band']} style={span(band)} />}
      {middle === null ? null : <span className={styles['middle']} style={{ left: `${x(middle)}%` }} />}
      {interval === null ? null : <span className={styles['interval']} style={span(interval)} />}
      {value === null ? null : (
        <svg
          className={[styles['mark'], styles[verdict]].join(' ')}
          data-tone={tone ?? undefined}
          style={{ left: `${x(value)}%` }}
          viewBox="-6 -6 12 12"
        >
          <path d={shapes[verdict]} />
        </svg>
      )}
    </div>
  );
}

const dot = 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0';

const shapes: Readonly<Record<Verdict, string>> = {
  above: 'M0 -5L5 4H-5Z',
  below: 'M0 5L5 -4H-5Z',
  within: dot,
  too_little: dot,
};

/** The ends of a scale that holds all of these values, with a little room. */
export function scaleOf(values: readonly (number | null | undefined)[], least?: number): readonly [number, number] {
  const known = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  if (known.length === 0) return [0, 1];
  const [low, high] = [Math.min(...known, ...(least === undefined ? [] : [least])), Math.max(...known)];
  const room = (high - low) * 0.04;
  return [least === undefined ? low - room : low, high + room];
}
