import type { Language } from '../../domain/text.ts';
import { sql } from '../../duckdb/sql.ts';
import type { SalesRecord, Tx } from '../../record/record.ts';
import { textArray } from '../../record/tx.ts';
import type { OptionalMail, Subscription } from './unsubscribe.ts';

/** What a member wants of mail; null: as the organisation has it. */
export type MailSettings = Readonly<Record<OptionalMail, boolean>> & {
  readonly language: Language | null;
  readonly timezone: string | null;
  /** The KPIs of the digest, three at most; none: those of the playbook that fits the team. */
  readonly focus: readonly string[];
};

const usual: MailSettings = {
  language: null,
  timezone: null,
  reminders: true,
  digest: true,
  alerts: true,
  focus: [],
};

/** The settings of a member. */
export async function readMailSettings(tx: Tx, user: string): Promise<MailSettings> {
  const [found] = await tx.rows<MailSettings>(sql`
    SELECT language, timezone, reminders, digest, alerts, focus FROM tacto.mail_setting
    WHERE org = ${tx.actor.org} AND user_id = ${user}`);
  return found ?? usual;
}

/** Changes some of them. @returns them as they are now */
export async function changeMailSettings(tx: Tx, user: string, changes: Partial<MailSettings>): Promise<MailSettings> {
  const { language, timezone, reminders, digest, alerts, focus } = {
    ...(await readMailSettings(tx, user)),
    ...changes,
  };
  await tx.run(sql`
    INSERT INTO tacto.mail_setting (org, user_id, language, timezone, reminders, digest, alerts, focus)
    VALUES (${tx.actor.org}, ${user}, ${language}, ${timezone}, ${reminders}, ${digest}, ${alerts}, ${textArray(focus)})
    ON CONFLICT (org, user_id) DO UPDATE SET language = excluded.language, timezone = excluded.timezone, reminders = excluded.reminders,
      digest = excluded.digest, alerts = excluded.alerts, focus = excluded.focus`);
  return { language, timezone, reminders, digest, alerts, focus };
}

/** Somebody comes in: they are written to in the language in which they did so, until they choose another. */
export async function beginMail(record: SalesRecord, org: string, user: string, language: Language): Promise<void> {
  await record.system(org, (tx) =>
    tx.run(sql`
      INSERT INTO tacto.mail_setting (org, user_id, language) VALUES (${org}, ${user}, ${language})
      ON CONFLICT DO NOTHING`),
  );
}

/** Ends a kind of mail for somebody who may have left meanwhile. */
export async function unsubscribe(record: SalesRecord, { org, user, kind }: Subscription): Promise<void> {
  await record.system(org, async (tx) => {
    const members = await tx.rows(sql`SELECT 1 FROM tacto.member WHERE org = ${org} AND user_id = ${user}`);
    if (members.length > 0) await changeMailSettings(tx, user, { [kind]: false });
  });
}
