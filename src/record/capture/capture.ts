import { UserError } from '../../domain/errors.ts';
import {
  addFollowUp,
  type FollowUp,
  type NewFollowUp,
  openFollowUps,
  settleFollowUp,
} from '../follow-ups/follow-ups.ts';
import type { Row, Values } from '../rows/row.ts';
import { getRow, insertRows } from '../rows/write.ts';
import type { Tx } from '../tx.ts';
import { type Inferred, infer } from './infer.ts';

/** All that a rep says of one touch, at once. Columns of the activity are as in the sales log; without `occurred_at` it is now. */
export type Capture = {
  /** An id that the device made: sending it twice writes it once. */
  readonly id?: string | undefined;
  /** The rep who did it; the user's own when absent. */
  readonly rep_id?: string | undefined;
  readonly occurred_at?: string | undefined;
  readonly channel: string;
  readonly account_id?: string | undefined;
  readonly contact_id?: string | undefined;
  readonly deal_id?: string | undefined;
  readonly lead_id?: string | undefined;
  readonly no_deal?: boolean | undefined;
  /** The activity's other columns: direction, outcome, purpose, pitch, duration_s, subject. */
  readonly details?: Values | undefined;
  /** Ids of others who took part. */
  readonly participants?: readonly string[] | undefined;
  /** How people stood to us, −3 … +3; without a contact it is of the activity's. */
  readonly ratings?:
    | readonly {
        readonly contact_id?: string | undefined;
        readonly strength: number;
        readonly note?: string | undefined;
      }[]
    | undefined;
  /** What was given to them. */
  readonly shares?: readonly { readonly asset_type: string; readonly asset?: string | undefined }[] | undefined;
  /** The stage that the deal reached by it. */
  readonly stage_id?: string | undefined;
  /** What to do next. */
  readonly next_step?: (Omit<NewFollowUp, 'rep_id'> & { readonly rep_id?: string }) | undefined;
  /** The follow-up that it was. */
  readonly follow_up_id?: string | undefined;
};

/** What was written. */
export type Captured = {
  readonly activity: Row;
  /** It had been written before: nothing was written now. */
  readonly isRepeated: boolean;
  readonly about: Inferred;
  readonly nextStep: FollowUp | null;
  /** Open follow-ups with the same contact, account or deal that it may have settled too. */
  readonly openFollowUps: readonly FollowUp[];
};

/**
 * Writes an activity and all that goes with it, or nothing: participants, ratings, what was shared, the deal's new stage, the next step. What it is
 * about is inferred where there is no doubt (see `infer`).
 * @throws UserError `no_rep`, `no_deal`, `no_contact`, `unlikely_moment`, and those of `insertRows`
 */
export async function capture(tx: Tx, given: Capture): Promise<Captured> {
  const repeated = given.id === undefined ? null : await getRow(tx, 'activities', given.id);
  if (repeated !== null) return again(tx, repeated);
  const rep = given.rep_id ?? tx.actor.rep;
  if (rep === null) throw noRep();
  const occurredAt =
    given.occurred_at ?? Temporal.Now.instant().round({ smallestUnit: 'second', roundingMode: 'floor' }).toString();
  if (!isLikely(occurredAt)) throw unlikelyMoment(occurredAt);
  const about = await infer(tx, { ...given, occurred_at: occurredAt });
  const [activity] = await insertRows(tx, 'activities', [
    {
      ...given.details,
      ...(given.id === undefined ? {} : { id: given.id }),
      rep_id: rep,
      occurred_at: occurredAt,
      channel: given.channel,
      account_id: about.account?.id ?? given.account_id,
      contact_id: given.contact_id,
      deal_id: about.deal?.id ?? given.deal_id,
      lead_id: about.lead?.id ?? given.lead_id,
    },
  ]);
  const id = String(activity!['id']);
  const others = [...new Set(given.participants)].filter((contact) => contact !== given.contact_id);
  await insertRows(
    tx,
    'participants',
    others.map((contact_id) => ({ activity_id: id, contact_id })),
  );
  await rate(tx, given, rep, occurredAt);
  const links = { contact_id: given.contact_id, deal_id: about.deal?.id, lead_id: about.lead?.id };
  await insertRows(
    tx,
    'shares',
    (given.shares ?? []).map((share) => ({ ...share, ...links, rep_id: rep, shared_at: occurredAt, activity_id: id })),
  );
  if (given.stage_id !== undefined) {
    if (about.deal === null) throw noDeal();
    await insertRows(tx, 'stage_changes', [
      { deal_id: about.deal.id, stage_id: given.stage_id, entered_at: occurredAt, rep_id: rep },
    ]);
  }
  if (given.follow_up_id !== undefined) await settleFollowUp(tx, given.follow_up_id, 'done', id);
  const nextStep =
    given.next_step === undefined
      ? null
      : await addFollowUp(tx, {
          rep_id: rep,
          account_id: about.account?.id ?? null,
          ...nonNull(links),
          ...given.next_step,
        });
  return {
    activity: activity!,
    isRepeated: false,
    about,
    nextStep,
    openFollowUps: await relatedTo(tx, about, nextStep),
  };
}

async function again(tx: Tx, activity: Row): Promise<Captured> {
  const text = (column: string): string | null => (activity[column] === null ? null : String(activity[column]));
  const about = await infer(tx, {
    occurred_at: text('occurred_at')!,
    account_id: text('account_id'),
    contact_id: text('contact_id'),
    deal_id: text('deal_id'),
    lead_id: text('lead_id'),
    no_deal: true,
  });
  return { activity, isRepeated: true, about, nextStep: null, openFollowUps: [] };
}

async function rate(tx: Tx, { ratings = [], contact_id }: Capture, rep: string, ratedAt: string): Promise<void> {
  const rows = ratings.map(({ contact_id: rated = contact_id, strength, note }) => {
    if (rated === undefined) throw noContact();
    return { contact_id: rated, rep_id: rep, rated_at: ratedAt, strength, note };
  });
  await insertRows(tx, 'ratings', rows);
}

/** Open follow-ups that are about the same, but for the new one. */
async function relatedTo(
  tx: Tx,
  { contact, deal, account }: Inferred,
  own: FollowUp | null,
): Promise<readonly FollowUp[]> {
  const open = await openFollowUps(tx, { limit: 1000 });
  const isSame = (known: { readonly id: string } | null, id: string | null): boolean =>
    known !== null && known.id === id;
  return open.filter(
    (found) =>
      found.id !== own?.id &&
      (isSame(contact, found.contact_id) ||
        isSame(deal, found.deal_id) ||
        (found.contact_id === null && found.deal_id === null && isSame(account, found.account_id))),
  );
}

function nonNull<T extends Readonly<Record<string, string | undefined>>>(links: T): Partial<Record<keyof T, string>> {
  return Object.fromEntries(Object.entries(links).filter(([, id]) => id !== undefined)) as Partial<
    Record<keyof T, string>
  >;
}

function noRep(): UserError {
  return new UserError({
    code: 'no_rep',
    message: {
      en: 'It is not said whose activity this is, and you are no rep yourself.',
      es: 'No se dice de quién es esta actividad, y usted no es comercial.',
    },
    fix: { en: 'Give rep_id.', es: 'Indique rep_id.' },
  });
}

/** Years around the present in which somebody may say to have touched a customer: a slip in the year would move everybody's periods. */
const likely = { before: 10, after: 2 };

function isLikely(moment: string): boolean {
  const [now, at] = [Temporal.Now.zonedDateTimeISO('UTC'), Temporal.Instant.from(moment)];
  return (
    Temporal.Instant.compare(at, now.subtract({ years: likely.before }).toInstant()) > 0 &&
    Temporal.Instant.compare(at, now.add({ years: likely.after }).toInstant()) < 0
  );
}

function unlikelyMoment(moment: string): UserError {
  return new UserError({
    code: 'unlikely_moment',
    message: {
      en: `${moment} is more than ${likely.before} years ago or more than ${likely.after} ahead.`,
      es: `${moment} queda a más de ${likely.before} años atrás o a más de ${likely.after} adelante.`,
    },
    fix: {
      en: 'Check the year. What is that old comes in by an import.',
      es: 'Revise el año. Lo que sea tan antiguo se incorpora con una importación.',
    },
  });
}

function noDeal(): UserError {
  return new UserError({
    code: 'no_deal',
    message: {
      en: 'A stage is given, and it is not clear of which deal.',
      es: 'Se indica una etapa, pero no está claro de qué oportunidad.',
    },
    fix: { en: 'Give deal_id.', es: 'Indique deal_id.' },
  });
}

function noContact(): UserError {
  return new UserError({
    code: 'no_contact',
    message: { en: 'A rating does not say of whom.', es: 'Una valoración no dice de quién es.' },
    fix: {
      en: 'Give contact_id with the rating or the activity.',
      es: 'Indique contact_id en la valoración o en la actividad.',
    },
  });
}
