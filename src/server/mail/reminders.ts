import { z } from 'zod';
import { localeOf } from '../../domain/numbers.ts';
import type { Language, Text } from '../../domain/text.ts';
import { sql } from '../../duckdb/sql.ts';
import { listOrganisations } from '../../record/organisation.ts';
import { textArray, type Tx } from '../../record/tx.ts';
import { defineJob } from '../jobs/job.ts';
import type { Services } from '../services.ts';
import { type Letter, link, list, paragraph } from './letter.ts';
import { type Reader, readersOf } from './readers.ts';
import { unsubscribeOf } from './unsubscribe.ts';

/** A follow-up as a letter names it. */
export type DueFollowUp = {
  readonly id: string;
  readonly rep_id: string;
  readonly due_at: string;
  readonly reason: string;
  readonly channel: string | null;
  readonly account: string | null;
  readonly contact: string | null;
};

/** What fell due longer ago than this is not reminded of any more: the queue shows it, and a server that stood still floods nobody. */
const lateHours = 24;

const nothing = z.strictObject({});

/** Reminds reps by mail of the follow-ups that have fallen due, each once. */
export const remind = defineJob<z.infer<typeof nothing>, Services>({
  name: 'remind',
  payload: nothing,
  retries: 0,
  schedule: { cron: '* * * * *', payload: {} },
  work: async (_, services) => {
    if (services.mail === null) return;
    for (const { id } of await listOrganisations(services.record)) {
      await services.record.system(id, (tx) => remindIn(services, tx));
    }
  },
});

/** Reminds the reps of one organisation: that they were is committed with the letters. */
export async function remindIn(services: Services, tx: Tx): Promise<void> {
  const { org } = tx.actor;
  const due = await tx.rows<{ id: string; rep_id: string }>(sql`
    SELECT id, rep_id FROM tacto.follow_up
    WHERE org = ${org} AND state = 'open' AND reminded_at IS NULL AND due_at <= now() AND due_at > now() - make_interval(hours => ${lateHours})
    ORDER BY due_at, id LIMIT 1000 FOR UPDATE SKIP LOCKED`);
  if (due.length === 0) return;
  const readers = (await readersOf(services, tx)).filter(({ reminders, rep_id }) => reminders && rep_id !== null);
  for (const reader of readers) {
    const own = due.filter(({ rep_id }) => rep_id === reader.rep_id).map(({ id }) => id);
    if (own.length === 0) continue;
    const followUps = await named(tx, own);
    const [first] = followUps;
    await services.mail!.post(tx, {
      kind: 'reminder',
      key: `reminder ${org} ${first!.id} ${first!.due_at}`,
      org,
      user: reader.user,
      letter: reminderLetter(services, reader, followUps),
    });
    await tx.run(
      sql`UPDATE tacto.follow_up SET reminded_at = now() WHERE org = ${org} AND id = ANY(${textArray(own)})`,
    );
  }
}

async function named(tx: Tx, ids: readonly string[]): Promise<readonly DueFollowUp[]> {
  return tx.rows<DueFollowUp>(sql`
    SELECT f.id, f.rep_id, f.due_at, f.reason, f.channel, a.name AS account, c.name AS contact FROM tacto.follow_up f
    LEFT JOIN tacto.accounts a ON a.org = f.org AND a.id = f.account_id
    LEFT JOIN tacto.contacts c ON c.org = f.org AND c.id = f.contact_id
    WHERE f.org = ${tx.actor.org} AND f.id = ANY(${textArray(ids)}) ORDER BY f.due_at, f.id`);
}

function reminderLetter({ keys, url }: Services, reader: Reader, followUps: readonly DueFollowUp[]): Letter {
  const { language, org, user, email } = reader;
  const es = language === 'es';
  const [first] = followUps;
  const one = followUps.length === 1;
  return {
    to: email,
    language,
    unsubscribe: unsubscribeOf(keys, url, { org, user, kind: 'reminders' }),
    subject: one
      ? `${es ? 'Seguimiento' : 'Follow-up'}: ${first!.reason.slice(0, 80)}`
      : es
        ? `${followUps.length} seguimientos`
        : `${followUps.length} follow-ups`,
    blocks: [
      paragraph(es ? 'Toca ahora:' : 'Due now:'),
      list(followUps.map((followUp) => followUpLine(followUp, reader))),
      link(es ? 'Abrir los seguimientos' : 'Open the follow-ups', `${url}/follow-ups`),
    ],
  };
}

const channelWords: Readonly<Record<string, Text>> = {
  call: { en: 'call', es: 'llamada' },
  email: { en: 'e-mail', es: 'correo' },
  text: { en: 'text message', es: 'mensaje' },
  meeting: { en: 'meeting', es: 'reunión' },
  video: { en: 'video call', es: 'videollamada' },
  visit: { en: 'visit', es: 'visita' },
  social: { en: 'social network', es: 'red social' },
  other: { en: 'other', es: 'otro' },
};

/** “Tue 3 Mar, 10:00: send the offer (Acme, Eva Gil, call)”, in the reader's language and time zone. */
export function followUpLine(
  { due_at, reason, channel, account, contact }: Omit<DueFollowUp, 'id' | 'rep_id'>,
  { language, timezone }: { readonly language: Language; readonly timezone: string },
): string {
  const way = channel === null ? null : (channelWords[channel]?.[language] ?? channel);
  const about = [account, contact, way].filter((part) => part !== null).join(', ');
  return `${momentIn(due_at, language, timezone)}: ${reason}${about === '' ? '' : ` (${about})`}`;
}

/** An instant as a reader's clock shows it. */
export function momentIn(instant: string, language: Language, timezone: string): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    timeZone: timezone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(instant));
}
