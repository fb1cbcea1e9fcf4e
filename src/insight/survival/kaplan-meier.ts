import { normalQuantile } from '../statistics/distributions.ts';
import type { Interval } from '../statistics/intervals.ts';

/** How long something took, or, when it has not ended yet, how long it has lasted so far. */
export type Span = { readonly length: number; readonly hasEnded: boolean };

/** A step of the curve: from this length on, the share that has not ended. */
export type Step = {
  readonly length: number;
  readonly atRisk: number;
  readonly ended: number;
  readonly share: number;
  readonly interval: Interval;
};

/**
 * The survival curve that counts what has not ended yet as long as it was seen (Kaplan & Meier 1958), with Greenwood's variance on the
 * scale log(−log S) (Kalbfleisch & Prentice 1980), which keeps intervals between 0 and 1.
 */
export function kaplanMeier(spans: readonly Span[], level: number): readonly Step[] {
  const sorted = [...spans].sort((a, b) => a.length - b.length);
  const z = normalQuantile((1 + level) / 2);
  const steps: Step[] = [];
  let [share, variance] = [1, 0];
  for (let i = 0; i < sorted.length; ) {
    const { length } = sorted[i]!;
    const atRisk = sorted.length - i;
    let ended = 0;
    while (i < sorted.length && sorted[i]!.length === length) if (sorted[i++]!.hasEnded) ended++;
    if (ended === 0) continue;
    share *= (atRisk - ended) / atRisk;
    if (atRisk > ended) variance += ended / (atRisk * (atRisk - ended));
    steps.push({ length, atRisk, ended, share, interval: intervalOf(share, variance, z) });
  }
  return steps;
}

function intervalOf(share: number, variance: number, z: number): Interval {
  if (share === 0) return [0, 0];
  const half = (z * Math.sqrt(variance)) / Math.abs(Math.log(share));
  return [share ** Math.exp(half), share ** Math.exp(-half)];
}

/** The length at which half (or another share) has ended, with its interval (Brookmeyer & Crowley 1982); null where the curve never comes so low. */
export function timeTo(
  steps: readonly Step[],
  endedShare = 0.5,
): { readonly length: number | null; readonly interval: readonly [number | null, number | null] } {
  const left = 1 - endedShare;
  const first = (of: (step: Step) => number): number | null => steps.find((step) => of(step) <= left)?.length ?? null;
  return {
    length: first(({ share }) => share),
    interval: [first(({ interval }) => interval[0]), first(({ interval }) => interval[1])],
  };
}
