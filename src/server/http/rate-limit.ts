/** Whether one more request may pass, and in how many seconds the next may. */
export type Passage = { readonly passes: boolean; readonly left: number; readonly wait: number };

/** Buckets that fill again with time: so many at once, so many a second in the long run. */
export type RateLimit = { readonly take: (key: string, now?: number) => Passage };

type Bucket = { tokens: number; at: number };

/** So many keys are remembered; those that have been full for longest are forgotten first. */
const mostKeys = 50_000;

/**
 * A limit for each key within this process.
 * @param burst requests at once
 * @param perSecond requests a second in the long run
 */
export function rateLimit(burst: number, perSecond: number): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take: (key, now = performance.now()) => {
      const known = buckets.get(key);
      const bucket = known ?? { tokens: burst, at: now };
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > mostKeys) buckets.delete(buckets.keys().next().value!);
      bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
      bucket.at = now;
      if (bucket.tokens < 1) return { passes: false, left: 0, wait: Math.ceil((1 - bucket.tokens) / perSecond) };
      bucket.tokens -= 1;
      return { passes: true, left: Math.floor(bucket.tokens), wait: 0 };
    },
  };
}
