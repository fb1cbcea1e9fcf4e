import { dayOf, parseDay, startOfDay } from '../../domain/calendar.ts';
import { UserError } from '../../domain/errors.ts';
import type { FactContext } from '../../engine/facts.ts';
import type { Resolved } from '../../engine/question.ts';
import { riskContext } from '../risk/context.ts';

/** A moment at which an account is looked at: the end of a local day, or the log's "now" on its last day. */
export type Moment = { readonly day: Temporal.PlainDate; readonly context: FactContext };

/** The last local day that the log tells of. */
export function lastDayOf(log: Resolved): Temporal.PlainDate {
  return dayOf(log.asOf.subtract({ microseconds: 1 }), log.workspace.timezone);
}

/**
 * The moment of a day such as 2026-03-01, its events included; without one, or for a day to come, the log's "now".
 * @throws UserError `bad_date`
 */
export function momentOf(log: Resolved, asOf: string | undefined): Moment {
  const last = lastDayOf(log);
  const asked = asOf === undefined ? last : parseDay(asOf);
  if (asked === null) throw badDay(asOf!);
  const day = Temporal.PlainDate.compare(asked, last) > 0 ? last : asked;
  return { day, context: riskContext(log, day, day.add({ days: 1 }), null) };
}

/** The instant at which a moment's day ends, no later than the log's "now". */
export function endOf(log: Resolved, { day }: Moment): Temporal.Instant {
  const end = startOfDay(day.add({ days: 1 }), log.workspace.timezone);
  return Temporal.Instant.compare(end, log.asOf) < 0 ? end : log.asOf;
}

function badDay(text: string): UserError {
  return new UserError({
    code: 'bad_date',
    message: { en: `${text} is not a day.`, es: `${text} no es un día.` },
    fix: { en: 'Write it as 2026-03-01.', es: 'Escríbalo así: 2026-03-01.' },
  });
}
