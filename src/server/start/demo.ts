import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from '../../duckdb/sql.ts';
import { Database } from '../../duckdb/database.ts';
import { catalogueIds } from '../../kpi/catalogue/index.ts';
import { writeDemoLog } from '../../log/demo/index.ts';
import { readLog } from '../../log/read.ts';
import { systemOf } from '../../record/actor.ts';
import { importLog } from '../../record/bulk/import-log.ts';
import { createOrganisation, listOrganisations } from '../../record/organisation.ts';
import type { Role } from '../access/rights.ts';
import type { Services } from '../services.ts';

/** Somebody who can sign in to the demo. */
export type DemoPerson = { readonly role: Role; readonly email: string; readonly password: string };

/** The id of the demo's organisation. */
export const demoOrganisation = 'demo';

const people: readonly { role: Role; email: string; name: string; rep_id: string | null; team_id: string | null }[] = [
  { role: 'administrator', email: 'admin@acme.example', name: 'Administración', rep_id: null, team_id: null },
  { role: 'manager', email: 'manager@acme.example', name: 'Dirección de ventas', rep_id: null, team_id: 'ventas' },
  { role: 'rep', email: 'rep@acme.example', name: 'Comercial', rep_id: 'rep-04', team_id: null },
];

/**
 * Makes the demo's organisation in a record that has none: a realistic sales log that ends today, and people who can sign in. Their passwords are
 * drawn by chance and kept in the data folder, readable by its owner alone.
 * @returns the people, also at later starts; null when the record has organisations of its own
 */
export async function openDemo(services: Services, data: string): Promise<readonly DemoPerson[] | null> {
  const file = join(data, 'demo-people.json');
  const known = await listOrganisations(services.record);
  if (known.length > 0) {
    if (known.every(({ id }) => id !== demoOrganisation)) return null;
    const text = await readFile(file, 'utf8').catch(() => null);
    return text === null ? null : (JSON.parse(text) as readonly DemoPerson[]);
  }
  await fillDemo(services);
  const made: DemoPerson[] = [];
  for (const { role, email, name, rep_id, team_id } of people) {
    const password = randomBytes(9).toString('base64url');
    const { id } = await services.auth.createUser({ name, email, password });
    await services.record.everywhere((tx) =>
      tx.run(sql`
        INSERT INTO tacto.member (org, user_id, role, rep_id, team_id)
        VALUES (${demoOrganisation}, ${id}, ${role}, ${rep_id}, ${team_id})`),
    );
    made.push({ role, email, password });
  }
  await writeFile(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

async function fillDemo({ record }: Services): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tacto-demo-'));
  const db = await Database.open(':memory:');
  try {
    const until = Temporal.Now.plainDateISO('Europe/Madrid').toString();
    await writeDemoLog(join(folder, 'log'), { until });
    const { workspace } = await readLog(db, join(folder, 'log'), { knownKpis: catalogueIds });
    const { name, timezone, currency, locale, week_start } = workspace;
    await createOrganisation(record, {
      id: demoOrganisation,
      name: name ?? 'Demo',
      settings: { timezone, currency, locale, week_start },
    });
    await importLog(record, systemOf(demoOrganisation), db, workspace, { mode: 'replace' });
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
}
