import { UserError } from '../../domain/errors.ts';
import { and, join, type Sql, sql } from '../../duckdb/sql.ts';
import { textArray, type Tx } from '../tx.ts';

/** Somebody saw or changed something about people: ids and names of fields, never what they hold. */
export type AuditEntry = {
  /** The user's account, `token:` and a service's id, or `system`. */
  readonly actor: string;
  readonly role: string;
  readonly kind: 'saw' | 'changed';
  /** The route, such as `ratings.add`. */
  readonly action: string;
  /** `rep:`, `contact:`, `user:`, `team:` … and an id; `reps`, `contacts`: all of them. */
  readonly subjects: readonly string[];
  readonly fields: readonly string[];
  /** When, as an instant; now when absent. */
  readonly at?: string;
};

/** An entry as it is kept. */
export type KeptEntry = AuditEntry & { readonly seq: number; readonly at: string };

/** Adds entries to the audit of the transaction's organisation. */
export async function noteAudit(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(
    ({ actor, role, kind, action, subjects, fields, at }) =>
      sql`(${tx.actor.org}, coalesce(${at ?? null}::timestamptz, now()), ${actor}, ${role}, ${kind}, ${action}, ${textArray(subjects)}, ${textArray(fields)})`,
  );
  await tx.run(
    sql`INSERT INTO tacto.audit (org, at, actor, role, kind, action, subjects, fields) VALUES ${join(rows)}`,
  );
}

export type AuditQuery = {
  /** Only about any of these. */
  readonly about?: readonly string[];
  readonly actor?: string;
  readonly kind?: AuditEntry['kind'];
  readonly since?: string;
  readonly until?: string;
  readonly cursor?: string;
  readonly limit: number;
};

/**
 * Entries that this user may see, latest first.
 * @returns a page of them, and the cursor of the next
 * @throws UserError `bad_cursor`
 */
export async function listAudit(
  tx: Tx,
  { about, actor, kind, since, until, cursor, limit }: AuditQuery,
): Promise<{ readonly rows: readonly KeptEntry[]; readonly next: string | null }> {
  const conditions: Sql[] = [
    sql`org = ${tx.actor.org}`,
    ...(about === undefined ? [] : [sql`subjects && ${textArray(about)}`]),
    ...(actor === undefined ? [] : [sql`actor = ${actor}`]),
    ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ...(since === undefined ? [] : [sql`at >= ${since}::timestamptz`]),
    ...(until === undefined ? [] : [sql`at < ${until}::timestamptz`]),
    ...(cursor === undefined ? [] : [sql`seq < ${readCursor(cursor)}::bigint`]),
  ];
  const found = await tx.rows<KeptEntry>(sql`
    SELECT seq, at, actor, role, kind, action, subjects, fields FROM tacto.audit WHERE ${and(conditions)}
    ORDER BY seq DESC LIMIT ${limit + 1}`);
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? cursorAt(rows.at(-1)!.seq) : null };
}

const cursorAt = (seq: number): string => Buffer.from(String(seq)).toString('base64url');

function readCursor(cursor: string): string {
  const seq = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{1,18}$/.test(seq)) return seq;
  throw new UserError({
    code: 'bad_cursor',
    message: { en: 'This cursor is none of this list.', es: 'Este cursor no es de esta lista.' },
    fix: {
      en: 'Take the one that the page before gave, or begin without.',
      es: 'Use el que dio la página anterior o empiece sin cursor.',
    },
  });
}
