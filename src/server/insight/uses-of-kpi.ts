import type { Text } from '../../domain/text.ts';
import { sql } from '../../duckdb/sql.ts';
import { asSystem } from '../../record/as-system.ts';
import type { Tx } from '../../record/record.ts';
import { textArray } from '../../record/tx.ts';
import { namesWithin } from '../people/names.ts';

/** Something that names a KPI, in words that follow “named by”. */
export type Use = { readonly kpi: string; readonly by: Text };

/** The goals that name any of some KPIs. */
export async function goalsOn(tx: Tx, kpis: readonly string[]): Promise<readonly Use[]> {
  const rows = await tx.rows<{ kpi: string; goals: number }>(sql`
    SELECT kpi, count(*) AS goals FROM tacto.goals WHERE org = ${tx.actor.org} AND kpi = ANY(${textArray(kpis)}) GROUP BY kpi ORDER BY kpi`);
  return rows.map(({ kpi, goals }) => ({
    kpi,
    by: goals === 1 ? { en: 'a goal', es: 'un objetivo' } : { en: `${goals} goals`, es: `${goals} objetivos` },
  }));
}

/** What people keep for themselves that names any of some KPIs, whoever asks: alerts, and the KPIs of a digest. */
export async function peopleOn(tx: Tx, kpis: readonly string[]): Promise<readonly Use[]> {
  const { org } = tx.actor;
  const wanted = textArray(kpis);
  const rows = await asSystem(tx, () =>
    tx.rows<{ kpi: string; user: string; kind: 'alert' | 'digest' }>(sql`
      SELECT DISTINCT subject AS kpi, user_id AS "user", 'alert' AS kind FROM tacto.alert
        WHERE org = ${org} AND kind = 'kpi' AND subject = ANY(${wanted})
      UNION ALL SELECT named, user_id, 'digest' FROM tacto.mail_setting, unnest(focus) named
        WHERE org = ${org} AND named = ANY(${wanted}) ORDER BY kpi, kind, "user"`),
  );
  const names = await namesWithin(
    tx,
    rows.map(({ user }) => user),
  );
  return rows.map(({ kpi, user, kind }) => {
    const name = names.get(user) ?? '–';
    return { kpi, by: kinds[kind](name) };
  });
}

const kinds: Readonly<Record<'alert' | 'digest', (name: string) => Text>> = {
  alert: (name) => ({ en: `an alert of ${name}`, es: `un aviso de ${name}` }),
  digest: (name) => ({ en: `the weekly digest of ${name}`, es: `el resumen semanal de ${name}` }),
};

/** Most that are named one by one. */
const mostNamed = 5;

/** “a goal, an alert of Max and 3 more” */
export function usesInWords(uses: readonly Use[]): Text {
  const more = uses.length - mostNamed;
  const line = (language: 'en' | 'es', and: string, others: string): string => {
    const parts = [
      ...uses.slice(0, mostNamed).map(({ by }) => by[language]),
      ...(more > 0 ? [`${more} ${others}`] : []),
    ];
    const last = parts.at(-1)!;
    return parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} ${and} ${last}`;
  };
  return { en: line('en', 'and', 'more'), es: line('es', 'y', 'más') };
}
