import { UserError } from '../../domain/errors.ts';
import { sql } from '../../duckdb/sql.ts';
import type { Tx } from '../../record/record.ts';
import type { Role } from '../access/rights.ts';

/** What somebody is in an organisation: a role, the rep of the log that they are, the team that they lead. */
export type Place = { readonly role: Role; readonly rep_id: string | null; readonly team_id: string | null };

/**
 * Checks that somebody can be that: a rep is a rep of the log, a manager leads a team or is in one, and both exist.
 * @throws UserError `bad_place`, `unknown_id`
 */
export async function checkPlace(tx: Tx, { role, rep_id, team_id }: Place): Promise<void> {
  if (role === 'rep' && rep_id === null) {
    throw badPlace(
      {
        en: 'A rep’s access names no rep of the log.',
        es: 'El acceso de un comercial no indica ningún comercial del registro.',
      },
      { en: 'Give rep_id, the id of one of the reps.', es: 'Indique rep_id, el id de uno de los comerciales.' },
    );
  }
  if (role === 'manager' && rep_id === null && team_id === null) {
    throw badPlace(
      { en: 'A manager’s access names no team.', es: 'El acceso de un responsable no indica ningún equipo.' },
      {
        en: 'Give team_id, the team that the manager leads, or rep_id, a rep of that team.',
        es: 'Indique team_id, el equipo que dirige, o rep_id, un comercial de ese equipo.',
      },
    );
  }
  const { rep, team } = await tx.row<{ rep: boolean; team: boolean }>(sql`
    SELECT ${rep_id}::text IS NULL OR EXISTS (SELECT FROM tacto.reps WHERE org = ${tx.actor.org} AND id = ${rep_id}) AS rep,
      ${team_id}::text IS NULL OR EXISTS (SELECT FROM tacto.teams WHERE org = ${tx.actor.org} AND id = ${team_id}) AS team`);
  if (!rep) throw unknownId('rep_id', 'reps', rep_id!);
  if (!team) throw unknownId('team_id', 'teams', team_id!);
}

function badPlace(message: { en: string; es: string }, fix: { en: string; es: string }): UserError {
  return new UserError({ code: 'bad_place', message, fix });
}

function unknownId(field: string, table: string, value: string): UserError {
  return new UserError({
    code: 'unknown_id',
    message: {
      en: `${field}: there is no row “${value}” in ${table}.`,
      es: `${field}: no existe la fila «${value}» en ${table}.`,
    },
  });
}
