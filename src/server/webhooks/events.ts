import { z } from 'zod';
import type { Text } from '../../domain/text.ts';
import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../../record/record.ts';
import type { JobOf } from '../jobs/job.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { newId } from '../people/secrets.ts';

/** What programs can be told of. They are told ids, and ask for the rest with a token of their own: nothing personal travels. */
export const eventTypes = ['activity.logged', 'contract.won', 'alert'] as const;
export type EventType = (typeof eventTypes)[number];

/** What each event means, and what its `data` holds. */
export const eventWords: Readonly<Record<EventType, Text>> = {
  'activity.logged': {
    en: 'an activity was logged, by hand or by a program: `activity_id`, `rep_id`, `account_id`, `deal_id`, `occurred_at`',
    es: 'se ha anotado una actividad, a mano o por un programa: `activity_id`, `rep_id`, `account_id`, `deal_id`, `occurred_at`',
  },
  'contract.won': {
    en: 'a deal has reached a stage of kind won: `deal_id`, `stage_id`, `rep_id`, `entered_at`',
    es: 'una oportunidad ha llegado a una etapa de tipo ganada: `deal_id`, `stage_id`, `rep_id`, `entered_at`',
  },
  alert: {
    en: 'the condition of an alert has come to hold: `alert_id`, `kind`, `subject`, `value`, `bound`, `direction`',
    es: 'ha empezado a cumplirse la condición de un aviso: `alert_id`, `kind`, `subject`, `value`, `bound`, `direction`',
  },
};

const event = z.strictObject({
  id: z.string(),
  type: z.enum(eventTypes),
  created_at: z.string(),
  organization: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});

/** Something that happened. `id` stays the same however often it is delivered. */
export type Event = z.infer<typeof event>;

/** The job that hands an event on to whoever wants it (`deliver.ts`). */
export const eventJob: JobOf<Event> = { name: 'spread-event', payload: event };

/** Tells of an event if and only if the transaction commits; where nobody wants to know, nothing is done. */
export async function tell(tx: Tx, jobs: Jobs, type: EventType, data: Event['data']): Promise<void> {
  const { wanted } = await tx.row<{ wanted: boolean }>(sql`SELECT tacto.is_awaited(${type}) AS wanted`);
  if (!wanted) return;
  const created = Temporal.Now.instant().round('second').toString();
  await jobs.send(eventJob, { id: newId(), type, created_at: created, organization: tx.actor.org, data }, { tx });
}
