import type { ClientBase } from 'pg';
import { UserError } from '../domain/errors.ts';

/** The role under whose name everything but migrations runs, where the connecting user may make roles. */
export const appRole = 'tacto_app';

/**
 * Finds, or makes, the role that row-level security holds for: `tacto_app`, or null when the connecting user is ordinary and is itself
 * under the policies, which are forced on the owner of the tables.
 * @throws UserError `rls_bypassed` when neither is so
 */
export async function settleAppRole(client: ClientBase): Promise<string | null> {
  const user = await userOf(client);
  const role = (await mayBecome(client)) || (user.mayMakeRoles && (await makeRole(client))) ? appRole : null;
  if (role === null && user.bypasses) throw rlsBypassed();
  if (role !== null) await grant(client);
  if (!(await isUnderPolicies(client, role))) throw rlsBypassed();
  return role;
}

async function userOf(client: ClientBase): Promise<{ bypasses: boolean; mayMakeRoles: boolean }> {
  const { rows } = await client.query<{ bypasses: boolean; mayMakeRoles: boolean }>(
    `SELECT rolsuper OR rolbypassrls AS bypasses, rolsuper OR rolcreaterole AS "mayMakeRoles" FROM pg_roles WHERE rolname = current_user`,
  );
  return rows[0]!;
}

/** Tried, not asked: what allows it differs between versions of PostgreSQL. */
async function mayBecome(client: ClientBase): Promise<boolean> {
  await client.query('BEGIN');
  try {
    await client.query(`SET LOCAL ROLE ${appRole}`);
    return true;
  } catch {
    return false;
  } finally {
    await client.query('ROLLBACK');
  }
}

async function makeRole(client: ClientBase): Promise<boolean> {
  await client.query('BEGIN');
  try {
    // Roles are of the whole cluster: another database's Tacto may make it at the same moment.
    await client.query(`DO $$ BEGIN CREATE ROLE ${appRole} NOLOGIN NOBYPASSRLS;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
    await client.query(`GRANT ${appRole} TO CURRENT_USER`);
    await client.query('COMMIT');
  } catch {
    await client.query('ROLLBACK');
    return false;
  }
  return mayBecome(client);
}

/** What the role may do with rows the policies say; it has no right to the schema itself. */
async function grant(client: ClientBase): Promise<void> {
  await client.query(`BEGIN;
    SELECT pg_advisory_xact_lock(7082026002);
    GRANT USAGE ON SCHEMA tacto TO ${appRole};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA tacto TO ${appRole};
    REVOKE ALL ON tacto.migration FROM ${appRole};
    REVOKE UPDATE, DELETE, TRUNCATE ON tacto.audit FROM ${appRole};
    COMMIT`);
}

async function isUnderPolicies(client: ClientBase, role: string | null): Promise<boolean> {
  await client.query('BEGIN');
  try {
    if (role !== null) await client.query(`SET LOCAL ROLE ${role}`);
    const { rows } = await client.query<{ all: boolean }>(
      `SELECT bool_and(row_security_active(oid)) AS all FROM pg_class
       WHERE relnamespace = 'tacto'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'migration'`,
    );
    return rows[0]?.all === true;
  } finally {
    await client.query('ROLLBACK');
  }
}

function rlsBypassed(): UserError {
  return new UserError({
    code: 'rls_bypassed',
    message: {
      en: 'The user of DATABASE_URL passes by row-level security, so a mistake could show one organisation’s data to another.',
      es: 'El usuario de DATABASE_URL se salta la seguridad por filas, así que un error podría mostrar los datos de una organización a otra.',
    },
    fix: {
      en: `Name an ordinary user that owns the database, or create the role: CREATE ROLE ${appRole} NOLOGIN; GRANT ${appRole} TO user.`,
      es: `Indique un usuario corriente que sea dueño de la base de datos, o cree el rol: CREATE ROLE ${appRole} NOLOGIN; GRANT ${appRole} TO usuario.`,
    },
  });
}
