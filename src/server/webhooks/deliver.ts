import { z } from 'zod';
import { sql } from '../../duckdb/sql.ts';
import { defineJob } from '../jobs/job.ts';
import type { Services } from '../services.ts';
import { type Event, eventJob } from './events.ts';
import { postTo } from './post.ts';
import { signedHeaders } from './signature.ts';

/** Makes of an event a delivery to each program that wants it: all of them, or it is begun again. */
export const spreadEvent = defineJob<Event, Services>({
  ...eventJob,
  isKept: true,
  retries: 20,
  work: async (event, { record, jobs }) => {
    await record.system(event.organization, async (tx) => {
      const wanted = await tx.rows<{ id: string }>(sql`
        SELECT id FROM tacto.webhook WHERE org = ${tx.actor.org} AND is_active AND ${event.type} = ANY (events) ORDER BY id`);
      for (const { id } of wanted) {
        await jobs.send(deliverEvent, { webhook: id, event }, { tx, key: `${event.id} ${id}` });
      }
    });
  },
});

const payload = z.strictObject({ webhook: z.string(), event: eventJob.payload });

/** The receiver said that it is gone for good. */
const gone = 410;

/**
 * Delivers an event until the receiver answers with 2xx, for about a day: at least once, and with the same `webhook-id` each time, by which a
 * receiver knows what it has already.
 */
export const deliverEvent = defineJob<z.infer<typeof payload>, Services>({
  name: 'deliver-event',
  payload,
  isKept: true,
  retries: 17,
  pause: 2,
  longestPause: 3 * 3600,
  longest: 30,
  atOnce: 4,
  single: 'waiting or running',
  work: async ({ webhook, event }, { record, keys, log, allowsPrivateWebhooks }) => {
    const { organization: org } = event;
    const [to] = await record.system(org, (tx) =>
      tx.rows<{ url: string; secret: Buffer }>(
        sql`SELECT url, secret FROM tacto.webhook WHERE org = ${org} AND id = ${webhook} AND is_active`,
      ),
    );
    if (to === undefined) return;
    const secret = keys.unseal('webhook', to.secret);
    if (secret === null) {
      log.error('webhook sealed with another secret', { webhook });
      return;
    }
    const body = JSON.stringify(event);
    const headers = signedHeaders(secret, event.id, Math.floor(Date.now() / 1000), body);
    const { status, reason } = await postTo(to.url, body, headers, allowsPrivateWebhooks);
    const isDone = status !== null && status >= 200 && status < 300;
    await record.system(org, (tx) =>
      tx.run(sql`
        UPDATE tacto.webhook SET tried_at = now(), status = ${status}, is_active = is_active AND ${status !== gone},
          failures = CASE WHEN ${isDone} THEN 0 ELSE failures + 1 END
        WHERE org = ${org} AND id = ${webhook}`),
    );
    if (!isDone && status !== gone) throw new DeliveryFault(reason ?? String(status));
  },
});

class DeliveryFault extends Error {
  override readonly name = 'DeliveryFault';
  readonly code: string;

  constructor(code: string) {
    super('a webhook was not taken');
    this.code = code;
  }
}
