import { z } from 'zod';
import { bucketStart } from '../../domain/calendar.ts';
import { sql } from '../../duckdb/sql.ts';
import { listOrganisations, readOrganisation } from '../../record/organisation.ts';
import type { Tx } from '../../record/record.ts';
import { textArray } from '../../record/tx.ts';
import { defineJob } from '../jobs/job.ts';
import { type Reader, readersOf } from '../mail/readers.ts';
import type { Services } from '../services.ts';
import { digestFor } from './digest.ts';

/** The hour of the reader's clock from which on the first day of the week brings the digest. */
const hour = 7;

const nothing = z.strictObject({});
const payload = z.strictObject({ org: z.string(), user: z.string(), week: z.string() });

/** Looks whose week has begun. */
export const planDigests = defineJob<z.infer<typeof nothing>, Services>({
  name: 'plan-digests',
  payload: nothing,
  schedule: { cron: '*/10 * * * *', payload: {} },
  work: async (_, services) => {
    await planDigestsAt(services, Temporal.Now.instant());
  },
});

/** Sends the jobs of the digests that are due at an instant. @returns how many */
export async function planDigestsAt(services: Services, now: Temporal.Instant): Promise<number> {
  if (services.mail === null) return 0;
  let count = 0;
  for (const { id } of await listOrganisations(services.record)) {
    await services.record.system(id, async (tx) => {
      for (const { user, week } of await dueIn(services, tx, now)) {
        const sent = await services.jobs.send(sendDigest, { org: id, user, week }, { tx, key: `${id} ${user}` });
        if (sent !== null) count++;
      }
    });
  }
  return count;
}

type Due = { readonly user: string; readonly week: string };

async function dueIn(services: Services, tx: Tx, now: Temporal.Instant): Promise<readonly Due[]> {
  const { org } = tx.actor;
  const weekStart = (await readOrganisation(tx))?.workspace.week_start ?? 1;
  const due = (await readersOf(services, tx)).flatMap((reader) => {
    const week = weekBegun(now, reader, weekStart);
    return reader.digest && week !== null ? [{ user: reader.user, week }] : [];
  });
  if (due.length === 0) return [];
  const keys = due.map(({ user, week }) => keyOf(org, user, week));
  const written = await tx.rows<{ key: string }>(sql`SELECT key FROM tacto.mail WHERE key = ANY(${textArray(keys)})`);
  const known = new Set(written.map(({ key }) => key));
  return due.filter(({ user, week }) => !known.has(keyOf(org, user, week)));
}

/** The first day of the week that has begun for a reader within a day; null: none has. */
export function weekBegun(
  now: Temporal.Instant,
  { timezone }: Pick<Reader, 'timezone'>,
  weekStart: number,
): string | null {
  const local = now.toZonedDateTimeISO(timezone);
  const calendar = { timezone, week_start: weekStart, fiscal_year_start_month: 1 };
  const week = bucketStart(local.toPlainDate(), 'week', calendar);
  const begins = week.toZonedDateTime({ timeZone: timezone, plainTime: { hour } });
  const hours = local.since(begins).total('hours');
  return hours >= 0 && hours < 24 ? week.toString() : null;
}

const keyOf = (org: string, user: string, week: string): string => `digest ${org} ${user} ${week}`;

/** Writes the digest of one reader, once for each week: the letter and what it told of are committed together. */
export const sendDigest = defineJob<z.infer<typeof payload>, Services>({
  name: 'send-digest',
  payload,
  retries: 3,
  pause: 60,
  single: 'waiting or running',
  work: async ({ org, user, week }, services) => {
    const { mail, record } = services;
    if (mail === null) return;
    const readers = await record.system(org, (tx) => readersOf(services, tx));
    const reader = readers.find((known) => known.user === user);
    if (reader === undefined || !reader.digest) return;
    const { letter, risks } = await digestFor(services, reader, week);
    await record.system(org, async (tx) => {
      const isFirst = await mail.post(tx, { kind: 'digest', key: keyOf(org, user, week), org, user, letter });
      if (!isFirst) return;
      await tx.run(sql`
        INSERT INTO tacto.mail_setting (org, user_id, risks_told) VALUES (${org}, ${user}, ${textArray(risks)})
        ON CONFLICT (org, user_id) DO UPDATE SET risks_told = excluded.risks_told`);
    });
  },
});
