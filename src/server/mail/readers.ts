import type { Language } from '../../domain/text.ts';
import { sql } from '../../duckdb/sql.ts';
import { readOrganisation } from '../../record/organisation.ts';
import type { Tx } from '../../record/record.ts';
import type { Role } from '../access/rights.ts';
import { languageOf } from '../http/language.ts';
import type { Services } from '../services.ts';
import type { OptionalMail } from './unsubscribe.ts';

/** A member as the reader of mail. */
export type Reader = Readonly<Record<OptionalMail, boolean>> & {
  readonly org: string;
  readonly user: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly rep_id: string | null;
  readonly team_id: string | null;
  readonly language: Language;
  readonly timezone: string;
  readonly focus: readonly string[];
  readonly risksTold: readonly string[] | null;
};

type Row = Readonly<Record<OptionalMail, boolean>> & {
  readonly user_id: string;
  readonly role: Role;
  readonly rep_id: string | null;
  readonly team_id: string | null;
  readonly language: Language | null;
  readonly timezone: string | null;
  readonly focus: readonly string[];
  readonly risks_told: readonly string[] | null;
};

/** The members of the organisation of a transaction of the system, in their languages and time zones. */
export async function readersOf(services: Services, tx: Tx): Promise<readonly Reader[]> {
  const { org } = tx.actor;
  const rows = await tx.rows<Row>(sql`
    SELECT m.user_id, m.role, m.rep_id, m.team_id, s.language, s.timezone, coalesce(s.reminders, true) AS reminders,
      coalesce(s.digest, true) AS digest, coalesce(s.alerts, true) AS alerts, coalesce(s.focus, '{}') AS focus, s.risks_told
    FROM tacto.member m LEFT JOIN tacto.mail_setting s ON s.org = m.org AND s.user_id = m.user_id
    WHERE m.org = ${org} ORDER BY m.created_at, m.user_id`);
  const organisation = await readOrganisation(tx);
  const usual = {
    language: languageOf(organisation?.workspace.locale, services.language),
    timezone: organisation?.workspace.timezone ?? 'UTC',
  };
  const users = await addressesOf(
    services,
    rows.map(({ user_id }) => user_id),
  );
  return rows.flatMap(({ user_id, language, timezone, risks_told, ...row }) => {
    const user = users.get(user_id);
    if (user === undefined) return [];
    const own = { language: language ?? usual.language, timezone: timezone ?? usual.timezone };
    return [{ ...row, ...user, ...own, org, user: user_id, risksTold: risks_told }];
  });
}

type Address = { readonly name: string; readonly email: string };

async function addressesOf({ record }: Services, ids: readonly string[]): Promise<ReadonlyMap<string, Address>> {
  const { rows } = await record.pool.query<Address & { id: string }>(
    `SELECT id, name, email FROM auth."user" WHERE id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, name, email }) => [id, { name, email }]));
}
