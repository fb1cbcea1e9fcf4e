import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { raw, sql } from '../../duckdb/sql.ts';
import { asConnecting, asEverywhere } from '../../record/as-system.ts';
import type { Tx } from '../../record/tx.ts';

/** What the sign-in keeps about a user: without passwords, secrets and tokens. */
export type SignInData = {
  readonly user: object | null;
  readonly sessions: readonly object[];
  readonly ways_in: readonly object[];
};

/** Everything that the sign-in keeps about a user. */
export async function signInData(pool: Pool, user: string): Promise<SignInData> {
  const rowsOf = async (query: string): Promise<readonly object[]> => (await pool.query<object>(query, [user])).rows;
  const [own = null] = await rowsOf(
    `SELECT id, name, email, "emailVerified" AS email_verified, coalesce("twoFactorEnabled", false) AS second_factor,
       "createdAt" AS created_at FROM auth."user" WHERE id = $1`,
  );
  return {
    user: own,
    sessions: await rowsOf(
      `SELECT "createdAt" AS created_at, "expiresAt" AS expires_at, "ipAddress" AS address, "userAgent" AS browser
       FROM auth.session WHERE "userId" = $1 ORDER BY "createdAt"`,
    ),
    ways_in: await rowsOf(
      `SELECT "providerId" AS provider, "createdAt" AS created_at FROM auth.account WHERE "userId" = $1 ORDER BY "createdAt"`,
    ),
  };
}

/**
 * Forgets the account by which somebody signs in, with its sessions, passwords and second factor, unless they belong to another organisation too.
 * Their membership must have been removed.
 * @returns the address it had; null when it stays
 */
export async function eraseSignIn(tx: Tx, user: string): Promise<string | null> {
  return asEverywhere(tx, () =>
    asConnecting(tx, async () => {
      const [found] = await tx.rows<{ email: string; stays: boolean }>(sql`
        SELECT email, EXISTS (SELECT FROM tacto.member m WHERE m.user_id = u.id) AS stays
        FROM auth."user" u WHERE id = ${user}`);
      if (found === undefined || found.stays) return null;
      const { email } = found;
      await tx.run(sql`DELETE FROM auth."user" WHERE id = ${user}`);
      await tx.run(
        sql`DELETE FROM auth.verification WHERE strpos(value, ${user}) > 0 OR strpos(lower(value), lower(${email})) > 0`,
      );
      await tx.run(sql`DELETE FROM tacto.invitation WHERE lower(email) = lower(${email})`);
      const key = createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
      await tx.run(sql`DELETE FROM tacto.sign_in_attempt WHERE key = ${key}`);
      return email;
    }),
  );
}

/** Name and address of a user of the transaction's organisation. */
export async function userOf(tx: Tx, user: string): Promise<{ readonly name: string; readonly email: string } | null> {
  return asConnecting(tx, async () => {
    const [found] = await tx.rows<{ name: string; email: string }>(
      sql`SELECT name, email FROM ${raw('auth."user"')} WHERE id = ${user}`,
    );
    return found ?? null;
  });
}
