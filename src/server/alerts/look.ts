import { z } from 'zod';
import { UserError } from '../../domain/errors.ts';
import { sql } from '../../duckdb/sql.ts';
import { systemOf } from '../../record/actor.ts';
import { hasChanged } from '../../record/changes/has-changed.ts';
import { listOrganisations } from '../../record/organisation.ts';
import { policyOf, seen } from '../insight/seen.ts';
import { defineJob } from '../jobs/job.ts';
import { type Reader, readersOf } from '../mail/readers.ts';
import { actorOf } from '../people/caller-of.ts';
import type { Services } from '../services.ts';
import { tell } from '../webhooks/events.ts';
import { type Alert, alertColumns } from './alerts.ts';
import { evaluate, type Found } from './evaluate.ts';
import { alertLetter, conditionText } from './letter.ts';

/** Nothing need change for a figure to change: days pass. */
const longestWaitMinutes = 60;

const nothing = z.strictObject({});
const payload = z.strictObject({ org: z.string() });

/** Looks each minute in which organisations with alerts something has changed. */
export const watchAlerts = defineJob<z.infer<typeof nothing>, Services>({
  name: 'watch-alerts',
  payload: nothing,
  retries: 0,
  schedule: { cron: '* * * * *', payload: {} },
  work: async (_, services) => {
    for (const { id: org } of await listOrganisations(services.record)) {
      const isDue = await services.record.system(org, async (tx) => {
        const [oldest] = await tx.rows<{ watermark: string | null; is_late: boolean }>(sql`
          SELECT watermark, coalesce(looked_at < now() - make_interval(mins => ${longestWaitMinutes}), true) AS is_late FROM tacto.alert
          WHERE org = ${org} ORDER BY watermark IS NULL DESC, looked_at NULLS FIRST, id LIMIT 1`);
        if (oldest === undefined) return false;
        return oldest.is_late || oldest.watermark === null || (await hasChanged(tx, oldest.watermark));
      });
      if (isDue) await services.jobs.send(lookAtAlerts, { org }, { key: org });
    }
  },
});

/** Looks at the alerts of one organisation. */
export const lookAtAlerts = defineJob<z.infer<typeof payload>, Services>({
  name: 'look-at-alerts',
  payload,
  retries: 2,
  single: 'waiting or running',
  work: async ({ org }, services) => {
    await lookIn(services, org);
  },
});

type Owned = Alert & { readonly user_id: string };

/** Looks at every alert of an organisation under the rights of its owner, and tells those whose condition has come to hold. */
export async function lookIn(services: Services, org: string): Promise<void> {
  const { alerts, readers } = await services.record.system(org, async (tx) => ({
    alerts: await tx.rows<Owned>(
      sql`SELECT ${alertColumns}, user_id FROM tacto.alert WHERE org = ${org} ORDER BY user_id, id`,
    ),
    readers: await readersOf(services, tx),
  }));
  if (alerts.length === 0) return;
  const kpis = await services.kpisOf(systemOf(org));
  const replica = await services.replicas.open(org);
  try {
    for (const reader of readers) {
      const own = alerts.filter(({ user_id }) => user_id === reader.user);
      if (own.length === 0) continue;
      const actor = await actorOf(services, reader.user, reader);
      const isManager = actor.role === 'administrator' || actor.role === 'manager';
      const log = seen(replica.resolved, policyOf({ actor }));
      for (const alert of own) {
        const found = isManager ? await evaluate(log, kpis, alert).catch(unknown) : nobodys;
        const says = found.holds ? conditionText(alert, found, kpis, reader.language, log.workspace) : '';
        await note(services, reader, alert, found, replica.watermark, says);
      }
    }
  } finally {
    replica.release();
  }
}

const nobodys: Found = { value: null, interval: null, holds: false };

/** What cannot be asked, such as of a rep who is no longer there, does not hold. */
function unknown(error: unknown): Found {
  if (error instanceof UserError) return nobodys;
  throw error;
}

/** Keeps what was found, and tells it (`says`: in the owner's words) if that is new. Of several servers that find the same at once one tells it: the row is theirs one after the other. */
async function note(
  services: Services,
  reader: Reader,
  alert: Owned,
  found: Found,
  watermark: string,
  says: string,
): Promise<void> {
  const { org } = reader;
  await services.record.system(org, async (tx) => {
    const [before] = await tx.rows<{ since: string | null }>(
      sql`SELECT since FROM tacto.alert WHERE org = ${org} AND id = ${alert.id} FOR UPDATE`,
    );
    if (before === undefined) return;
    const { since } = await tx.row<{ since: string | null }>(sql`
      UPDATE tacto.alert SET value = ${found.value}, looked_at = now(), watermark = ${watermark},
        since = CASE WHEN ${found.holds} THEN coalesce(since, now()) END
      WHERE org = ${org} AND id = ${alert.id} RETURNING since`);
    if (before.since !== null || since === null) return;
    if (alert.by_mail && reader.alerts) {
      const letter = alertLetter(services, reader, alert.name, says);
      const key = `alert ${org} ${alert.id} ${since}`;
      await services.mail?.post(tx, { kind: 'alert', key, org, user: reader.user, letter });
    }
    if (alert.by_webhook) {
      const { id, kind, subject, bound, direction } = alert;
      await tell(tx, services.jobs, 'alert', { alert_id: id, kind, subject, value: found.value, bound, direction });
    }
  });
}
