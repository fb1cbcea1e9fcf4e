import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../domain/errors.ts';
import type { Text } from '../../domain/text.ts';
import { Database } from '../../duckdb/database.ts';
import { literal, raw, type Sql, sql } from '../../duckdb/sql.ts';
import { asSystem } from '../../record/as-system.ts';
import { textArray, type Tx } from '../../record/tx.ts';
import { ownKpis } from '../insight/own-kpis.ts';
import { peopleOn } from '../insight/uses-of-kpi.ts';
import { namesWithin } from '../people/names.ts';

/** What of a new sales log is looked up from elsewhere: ids of its reps and teams, and of its KPIs where it brings its own. */
export type NewIds = {
  readonly reps: readonly string[];
  readonly teams: readonly string[];
  readonly kpis: readonly string[] | null;
};

/** The ids of the reps and teams of a log that was written as Parquet. */
export async function idsIn(folder: string): Promise<Pick<NewIds, 'reps' | 'teams'>> {
  const db = await Database.open(':memory:', { memoryLimit: '512MB' });
  try {
    const idsOf = async (table: 'reps' | 'teams'): Promise<readonly string[]> => {
      const file = join(folder, `${table}.parquet`);
      if ((await stat(file).catch(() => null)) === null) return [];
      const rows = await db.rows<{ id: string }>(sql`SELECT id FROM read_parquet(${literal(file)})`);
      return rows.map(({ id }) => id);
    };
    return { reps: await idsOf('reps'), teams: await idsOf('teams') };
  } finally {
    db.close();
  }
}

/** Most that are named one by one. */
const mostNamed = 5;

/**
 * What keeps a new log from taking the place of the record: people with access, open invitations and tokens that are of a rep or a team which it
 * does not have, alerts and digests that name a KPI which goes with the old ones. Null: nothing does.
 */
export async function strandedBy(tx: Tx, ids: NewIds): Promise<UserError | null> {
  const found = [...(await placesLost(tx, ids)), ...(await kpisLost(tx, ids))];
  if (found.length === 0) return null;
  const list = (language: 'en' | 'es'): string => {
    const more = found.length - mostNamed;
    const rest = more <= 0 ? [] : [language === 'en' ? `${more} more` : `${more} más`];
    return [...found.slice(0, mostNamed).map((text) => text[language]), ...rest].join('; ');
  };
  return new UserError({
    code: 'still_used',
    message: {
      en: `This cannot take the place of the record yet, for something depends on what it does not have: ${list('en')}.`,
      es: `Esto aún no puede sustituir al registro, porque algo depende de lo que no tiene: ${list('es')}.`,
    },
    fix: {
      en: 'Under people, make them somebody of the new log or take their access, invitation or token away, have alerts and digests changed, and read it again; or add it beside what there is.',
      es: 'En personas, asígneles a alguien del registro nuevo o retire su acceso, invitación o token, haga cambiar avisos y resúmenes, y vuelva a leerla; o añádala además de lo que hay.',
    },
  });
}

type Place = {
  readonly kind: 'member' | 'invitation' | 'token';
  readonly who: string | null;
  readonly rep: string | null;
  readonly team: string | null;
};

/** Whether somebody is told who is none of these. */
function isNot(column: 'rep_id' | 'team_id', ids: readonly string[]): Sql {
  return sql`(${raw(column)} IS NOT NULL AND ${raw(column)} <> ALL(${textArray(ids)}))`;
}

async function placesLost(tx: Tx, { reps, teams }: NewIds): Promise<readonly Text[]> {
  const { org } = tx.actor;
  const [isRep, isTeam] = [isNot('rep_id', reps), isNot('team_id', teams)];
  const place = sql`CASE WHEN ${isRep} THEN rep_id END AS rep, CASE WHEN ${isTeam} THEN team_id END AS team`;
  const lost = sql`org = ${org} AND (${isRep} OR ${isTeam})`;
  const rows = await asSystem(tx, () =>
    tx.rows<Place>(sql`
      SELECT 'member' AS kind, user_id AS who, ${place} FROM tacto.member WHERE ${lost}
      UNION ALL SELECT 'invitation', email, ${place} FROM tacto.invitation WHERE ${lost} AND expires_at > now()
      UNION ALL SELECT 'token', name, ${place} FROM tacto.token WHERE ${lost} ORDER BY kind DESC, who`),
  );
  const names = await namesWithin(
    tx,
    rows.flatMap(({ kind, who }) => (kind === 'member' && who !== null ? [who] : [])),
  );
  return rows.map(({ kind, who, rep, team }) => {
    const name = kind === 'member' ? (names.get(who ?? '') ?? '–') : (who ?? '–');
    const ofWhat: Text = {
      en: [rep === null ? [] : `the rep ${rep}`, team === null ? [] : `the team ${team}`].flat().join(' / '),
      es: [rep === null ? [] : `el comercial ${rep}`, team === null ? [] : `el equipo ${team}`].flat().join(' / '),
    };
    return {
      en: {
        member: `${name} has ${ofWhat.en}`,
        invitation: `the invitation of ${name}: ${ofWhat.en}`,
        token: `the token “${name}”: ${ofWhat.en}`,
      }[kind],
      es: {
        member: `${name} tiene ${ofWhat.es}`,
        invitation: `la invitación de ${name}: ${ofWhat.es}`,
        token: `el token «${name}»: ${ofWhat.es}`,
      }[kind],
    };
  });
}

async function kpisLost(tx: Tx, { kpis }: NewIds): Promise<readonly Text[]> {
  if (kpis === null) return [];
  const gone = (await ownKpis(tx)).map(({ id }) => id).filter((id) => !kpis.includes(id));
  if (gone.length === 0) return [];
  return (await peopleOn(tx, gone)).map(({ kpi, by }) => ({
    en: `${by.en}: the KPI ${kpi}`,
    es: `${by.es}: el KPI ${kpi}`,
  }));
}

/** What goes with reps and teams that a new log does not have, without being of the log; null: nothing. */
export async function goesWith(tx: Tx, { reps, teams }: NewIds): Promise<Text | null> {
  const { org } = tx.actor;
  const { follow_ups, alerts } = await asSystem(tx, () =>
    tx.row<{ follow_ups: number; alerts: number }>(sql`
      SELECT (SELECT count(*) FROM tacto.follow_up WHERE org = ${org} AND state = 'open' AND ${isNot('rep_id', reps)}) AS follow_ups,
        (SELECT count(*) FROM tacto.alert WHERE org = ${org}
          AND (${isNot('rep_id', reps)} OR ${isNot('team_id', teams)})) AS alerts`),
  );
  if (follow_ups + alerts === 0) return null;
  return {
    en: `With reps and teams that are not in it go their open follow-ups (${follow_ups}) and the alerts about them (${alerts}).`,
    es: `Con los comerciales y equipos que no están en ella se van sus seguimientos abiertos (${follow_ups}) y los avisos sobre ellos (${alerts}).`,
  };
}

/** Invitations that ran out or were used keep nothing. */
export async function forgetClosedInvitations(tx: Tx): Promise<void> {
  await tx.run(
    sql`DELETE FROM tacto.invitation WHERE org = ${tx.actor.org} AND ${raw('(accepted_at IS NOT NULL OR expires_at <= now())')}`,
  );
}
