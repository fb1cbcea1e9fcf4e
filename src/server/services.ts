import type { Language } from '../domain/text.ts';
import type { Kpi } from '../kpi/kpi.ts';
import type { Actor, SalesRecord } from '../record/record.ts';
import type { Audit } from './audit/audit.ts';
import type { Ending } from './http/ending.ts';
import type { Auth } from './people/auth.ts';
import type { Keys } from './keys/keys.ts';
import type { Replicas } from './insight/replicas.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Mail } from './mail/outbox.ts';
import type { Log } from './log.ts';
import type { Metrics } from './watch/metrics.ts';

/** What the routes work with. */
export type Services = {
  readonly record: SalesRecord;
  readonly replicas: Replicas;
  /** The KPIs that an organisation can ask for: the catalogue's and its own. */
  readonly kpisOf: (actor: Actor) => Promise<ReadonlyMap<string, Kpi>>;
  readonly auth: Auth;
  readonly audit: Audit;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Null: the metrics are for this machine alone. */
  readonly metricsToken: string | null;
  /** Work that is done later, by whichever server takes it. */
  readonly jobs: Jobs;
  /** What is done with the server's secret. */
  readonly keys: Keys;
  /** Null: no mail is sent. */
  readonly mail: Mail | null;
  /** Whether webhooks may go to addresses of one’s own network, and without encryption. */
  readonly allowsPrivateWebhooks: boolean;
  /** A folder of this server for files that come and go. */
  readonly spool: string;
  /** The origin that people use. */
  readonly url: string;
  /** The language of what is said to somebody whose language is not known. */
  readonly language: Language;
  readonly trustedProxies: number;
  /** How many requests a second one caller may make in the long run. */
  readonly requestsPerSecond: number;
  readonly ending: Ending;
  /** Whether it takes requests: false while it ends. */
  readonly isReady: () => Promise<boolean>;
};
