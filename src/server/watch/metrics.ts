import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What can be measured of a running server. */
export type Measured = {
  /** How many organisations are open. */
  readonly open: () => number;
  /** Seconds that the replica furthest behind has known of a change without having it. */
  readonly lag: () => number;
  /** Whether PostgreSQL answers. */
  readonly isReady: () => Promise<boolean>;
};

/** A request that was answered. */
export type Answered = {
  /** The route's name, such as `deals.list`; null: none. */
  readonly route: string | null;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
};

/** Numbers for Prometheus. None of them names anybody. */
export type Metrics = {
  readonly answered: (request: Answered) => void;
  /** Adds a number that is asked for whenever somebody reads. */
  readonly gauge: (name: string, help: string, read: () => number | Promise<number>) => void;
  /** All of them in Prometheus' text format. */
  readonly text: () => Promise<{ readonly type: string; readonly body: string }>;
};

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** Begins to measure. */
export function openMetrics({ open, lag, isReady }: Measured): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'tacto_request_duration_seconds',
    help: 'How long requests took, by route',
    labelNames: ['route', 'method', 'status'] as const,
    buckets,
    registers: [registry],
  });
  const gauge: Metrics['gauge'] = (name, help, read) => {
    const made: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      collect: async () => made.set(await read()),
    });
  };
  gauge('tacto_replicas_open', 'Organisations whose replica is open', open);
  gauge(
    'tacto_replica_lag_seconds',
    'How long the replica furthest behind has known of a change without having it',
    lag,
  );
  gauge('tacto_database_up', '1 when PostgreSQL answers', async () => ((await isReady()) ? 1 : 0));
  return {
    answered: ({ route, method, status, seconds }) =>
      durations.observe({ route: route ?? 'none', method, status: String(status) }, seconds),
    gauge,
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}
