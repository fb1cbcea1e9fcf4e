import { randomUUID } from 'node:crypto';
import { sql } from '../../duckdb/sql.ts';
import { createOrganisation, listOrganisations } from '../../record/organisation.ts';
import type { SalesRecord } from '../../record/record.ts';
import { underStartLock } from '../../record/start-lock.ts';
import { invitationLink, invite } from '../people/invitations.ts';

/**
 * Makes the link by which the first administrator comes in, and the first organisation if there is none. Earlier such links are taken back. Two
 * servers that start at once make one organisation.
 * @returns null when there is an administrator
 */
export async function firstAdministratorLink(
  record: SalesRecord,
  url: string,
  organisation = 'Tacto',
): Promise<string | null> {
  const hasOne = await record.everywhere((tx) =>
    tx.rows(sql`SELECT 1 FROM tacto.member WHERE role = 'administrator' LIMIT 1`),
  );
  if (hasOne.length > 0) return null;
  // One after another: of several servers that start at once the last one's link holds, and no other.
  return underStartLock(record.place, async () => {
    const [known] = await listOrganisations(record);
    const org = known?.id ?? randomUUID();
    if (known === undefined) await createOrganisation(record, { id: org, name: organisation });
    return record.everywhere(async (tx) => {
      await tx.run(sql`
        DELETE FROM tacto.invitation WHERE email IS NULL AND role = 'administrator' AND accepted_at IS NULL`);
      const { secret } = await invite(tx, org, null, { role: 'administrator', rep_id: null, team_id: null });
      return invitationLink(url, secret);
    });
  });
}
