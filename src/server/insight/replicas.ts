import type { Resolved } from '../../engine/question.ts';

/** An organisation's facts at one moment. Until `release` they do not change and stay open. */
export type Replica = {
  readonly resolved: Resolved;
  /** Names the state of the record that the facts are of. */
  readonly watermark: string;
  readonly release: () => void;
};

/** Who asks: what they wrote themselves is always in the facts. */
export type Asker = {
  /** Names the caller, as `Caller.key` does. */
  readonly key?: string;
  /** Facts of some seconds ago are enough, and nothing newer is waited for. */
  readonly isHurried?: boolean;
};

/** The facts of organisations, following the record. */
export type Replicas = {
  /**
   * The facts of an organisation with all that was committed before; of a large log, or for whoever is in a hurry, the newest that there are.
   */
  readonly open: (org: string, asker?: Asker) => Promise<Replica>;
  /** Notes that a caller has just written something. */
  readonly wrote: (key: string) => void;
  /** Removes what is kept of an organisation; it is made anew for the next who asks. */
  readonly forget: (org: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Milliseconds that facts may be behind the record. Whoever asks gets the newest that there are: this bounds what they are where following takes
 * long, as with a large log that many write at once.
 */
const maxAge = { usual: 3000, hurried: 10_000 };

type Facts = {
  readonly open: (
    org: string,
    options: { readonly maxAge: number; readonly isHurried: boolean; readonly since: number },
  ) => Promise<Replica>;
  readonly forget: (org: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens facts as fresh as whoever asks may expect. */
export function replicasFor(facts: Facts): Replicas {
  /** When callers last wrote, the latest last. What is longer ago than facts may be old need not be known. */
  const lastWrites = new Map<string, number>();
  const forgetOld = (): void => {
    for (const [key, at] of lastWrites) {
      if (at > performance.now() - maxAge.hurried) break;
      lastWrites.delete(key);
    }
  };
  return {
    open: (org, { key, isHurried = false } = {}) =>
      facts.open(org, {
        maxAge: isHurried ? maxAge.hurried : maxAge.usual,
        isHurried,
        since: (key === undefined ? undefined : lastWrites.get(key)) ?? -Infinity,
      }),
    wrote: (key) => {
      forgetOld();
      lastWrites.delete(key);
      lastWrites.set(key, performance.now());
    },
    forget: (org) => facts.forget(org),
    close: () => facts.close(),
  };
}
