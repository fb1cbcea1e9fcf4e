import { randomUUID } from 'node:crypto';
import { UserError } from '../../domain/errors.ts';
import type { channels } from '../../domain/vocabulary.ts';
import { and, raw, type Sql, sql } from '../../duckdb/sql.ts';
import type { Tx } from '../tx.ts';

/** Something that a rep means to do. Instants are ISO text in UTC. */
export type FollowUp = {
  readonly id: string;
  readonly rep_id: string;
  readonly account_id: string | null;
  readonly contact_id: string | null;
  readonly deal_id: string | null;
  readonly lead_id: string | null;
  readonly due_at: string;
  readonly channel: (typeof channels)[number] | null;
  readonly reason: string;
  readonly state: 'open' | 'done' | 'dropped';
  readonly proposal_key: string | null;
  readonly created_at: string;
  readonly settled_at: string | null;
  readonly activity_id: string | null;
};

/** A follow-up to be added; `id` when it was given one before it was sent. */
export type NewFollowUp = Pick<FollowUp, 'rep_id' | 'due_at' | 'reason'> &
  Partial<Pick<FollowUp, 'id' | 'account_id' | 'contact_id' | 'deal_id' | 'lead_id' | 'channel' | 'proposal_key'>>;

/**
 * Adds a follow-up. One with the id of one that is there is that one: sending twice adds one.
 * @throws UserError `unknown_id`, `duplicate_id`, `not_allowed`
 */
export async function addFollowUp(tx: Tx, given: NewFollowUp): Promise<FollowUp> {
  const id = given.id ?? randomUUID();
  const known = await findFollowUp(tx, id);
  if (known !== null) return known;
  return written(tx, () =>
    tx.rows<FollowUp>(sql`
      INSERT INTO tacto.follow_up (org, id, rep_id, account_id, contact_id, deal_id, lead_id, due_at, channel, reason, proposal_key, created_by)
      VALUES (${tx.actor.org}, ${id}, ${given.rep_id}, ${given.account_id ?? null}, ${given.contact_id ?? null}, ${given.deal_id ?? null},
        ${given.lead_id ?? null}, ${given.due_at}, ${given.channel ?? null}, ${given.reason}, ${given.proposal_key ?? null}, ${tx.actor.user})
      RETURNING ${columns}`),
  );
}

/** A follow-up that this user sees. */
export async function findFollowUp(tx: Tx, id: string): Promise<FollowUp | null> {
  const [found] = await tx.rows<FollowUp>(
    sql`SELECT ${columns} FROM tacto.follow_up WHERE org = ${tx.actor.org} AND id = ${id}`,
  );
  return found ?? null;
}

/** Open follow-ups in the order in which they are due; of one rep, or of all that this user sees; due before an instant. */
export async function openFollowUps(
  tx: Tx,
  { rep, before, limit = 500 }: { readonly rep?: string; readonly before?: string; readonly limit?: number } = {},
): Promise<readonly FollowUp[]> {
  const conditions: Sql[] = [
    sql`org = ${tx.actor.org}`,
    sql`state = 'open'`,
    ...(rep === undefined ? [] : [sql`rep_id = ${rep}`]),
    ...(before === undefined ? [] : [sql`due_at < ${before}`]),
  ];
  return tx.rows<FollowUp>(
    sql`SELECT ${columns} FROM tacto.follow_up WHERE ${and(conditions)} ORDER BY due_at, created_at, id LIMIT ${limit}`,
  );
}

/** What a rep does with a follow-up: puts it off, gives it to somebody, says otherwise what it is about. */
export type FollowUpChange = Partial<Pick<FollowUp, 'due_at' | 'rep_id' | 'channel' | 'reason'>>;

/**
 * Changes an open follow-up.
 * @throws UserError `no_follow_up`, `settled`, `unknown_id`, `not_allowed`
 */
export async function changeFollowUp(tx: Tx, id: string, change: FollowUpChange): Promise<FollowUp> {
  const found = await requireOpen(tx, id);
  const { due_at, rep_id, channel, reason } = { ...found, ...change };
  return written(tx, () =>
    tx.rows<FollowUp>(sql`
      UPDATE tacto.follow_up SET due_at = ${due_at}, rep_id = ${rep_id}, channel = ${channel}, reason = ${reason},
        reminded_at = CASE WHEN due_at = ${due_at}::timestamptz THEN reminded_at END
      WHERE org = ${tx.actor.org} AND id = ${id} RETURNING ${columns}`),
  );
}

/**
 * Settles a follow-up: done (by an activity, if one is named) or dropped. One that is settled already stays as it is.
 * @throws UserError `no_follow_up`
 */
export async function settleFollowUp(
  tx: Tx,
  id: string,
  state: 'done' | 'dropped',
  activity: string | null = null,
): Promise<FollowUp> {
  const found = await findFollowUp(tx, id);
  if (found === null) throw noFollowUp(id);
  if (found.state !== 'open') return found;
  return written(tx, () =>
    tx.rows<FollowUp>(sql`
      UPDATE tacto.follow_up SET state = ${state}, settled_at = now(), activity_id = ${activity}
      WHERE org = ${tx.actor.org} AND id = ${id} RETURNING ${columns}`),
  );
}

/** How long a proposal that was dropped is not told again. */
const dropDays = 90;

/** The keys of proposals that are not to be told now: those that were taken on, put off or dropped lately. */
export async function toldProposals(tx: Tx, rep: string | null): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ proposal_key: string }>(sql`
    SELECT proposal_key FROM tacto.follow_up
    WHERE org = ${tx.actor.org} AND proposal_key IS NOT NULL AND (state = 'open' OR settled_at > now() - make_interval(days => ${dropDays}))
      AND (${rep}::text IS NULL OR rep_id = ${rep})`);
  return new Set(rows.map(({ proposal_key }) => proposal_key));
}

/** Takes a proposal on for a day, or drops it; what was settled long ago is opened anew. */
export async function settleProposal(
  tx: Tx,
  given: NewFollowUp & { readonly proposal_key: string },
  isDropped: boolean,
): Promise<FollowUp> {
  await tx.run(sql`DELETE FROM tacto.follow_up
    WHERE org = ${tx.actor.org} AND rep_id = ${given.rep_id} AND proposal_key = ${given.proposal_key} AND state <> 'open'`);
  const [known] = await tx.rows<FollowUp>(
    sql`SELECT ${columns} FROM tacto.follow_up
      WHERE org = ${tx.actor.org} AND rep_id = ${given.rep_id} AND proposal_key = ${given.proposal_key}`,
  );
  const kept = known ?? (await addFollowUp(tx, given));
  return isDropped ? settleFollowUp(tx, kept.id, 'dropped') : changeFollowUp(tx, kept.id, { due_at: given.due_at });
}

const [dueAt, createdAt, settledAt] = ['due_at', 'created_at', 'settled_at'].map((column) =>
  raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS ${column}`),
) as [Sql, Sql, Sql];
const columns = sql`id, rep_id, account_id, contact_id, deal_id, lead_id, ${dueAt}, channel, reason, state, proposal_key,
  ${createdAt}, ${settledAt}, activity_id`;

async function requireOpen(tx: Tx, id: string): Promise<FollowUp> {
  const found = await findFollowUp(tx, id);
  if (found === null) throw noFollowUp(id);
  if (found.state === 'open') return found;
  throw new UserError({
    code: 'settled',
    message: { en: 'This follow-up is settled already.', es: 'Este seguimiento ya está cerrado.' },
    fix: { en: 'Add a new one.', es: 'Añada uno nuevo.' },
  });
}

async function written(tx: Tx, statement: () => Promise<readonly FollowUp[]>): Promise<FollowUp> {
  try {
    const [row] = await tx.attempt(statement);
    if (row !== undefined) return row;
  } catch (error) {
    const { code, constraint = '' } = error as { code?: string; constraint?: string };
    if (code === '23505') throw taken();
    if (code === '23503') throw unknownId(constraint.replace(/^follow_up_|_fkey$/g, ''));
    if (code !== '42501') throw error;
  }
  throw new UserError({
    code: 'not_allowed',
    message: {
      en: 'You may not write follow-ups of this rep.',
      es: 'No puede escribir seguimientos de este comercial.',
    },
    fix: { en: 'Ask their manager.', es: 'Pídaselo a su responsable.' },
  });
}

function unknownId(column: string): UserError {
  return new UserError({
    code: 'unknown_id',
    message: { en: `There is no row with this ${column}.`, es: `No existe ninguna fila con este ${column}.` },
    fix: { en: 'Name one that is there.', es: 'Indique uno que exista.' },
  });
}

/** An id of somebody else's, or a proposal that the other rep has taken on too. */
function taken(): UserError {
  return new UserError({
    code: 'duplicate_id',
    message: { en: 'There is such a follow-up already.', es: 'Ya existe un seguimiento así.' },
    fix: { en: 'Change that one, or give another id.', es: 'Modifique ese o indique otro id.' },
  });
}

function noFollowUp(id: string): UserError {
  return new UserError({
    code: 'no_follow_up',
    message: { en: `There is no follow-up “${id}”.`, es: `No existe el seguimiento «${id}».` },
  });
}
