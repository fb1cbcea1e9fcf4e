import type { Actor } from '../actor.ts';
import { createOrganisation } from '../organisation.ts';
import type { SalesRecord } from '../record.ts';
import { insertRows } from '../rows/write.ts';

const began = '2026-01-01T00:00:00Z';

/**
 * An organisation with two teams, `north` (reps `ann`, `bob`) and `south` (rep `cid`), each rep with an account of the same name, and an
 * account `nobody` of nobody.
 */
export async function makeTeam(record: SalesRecord, org: string): Promise<void> {
  await createOrganisation(record, { id: org, name: org.toUpperCase(), settings: { timezone: 'Europe/Madrid' } });
  await record.system(org, async (tx) => {
    await insertRows(tx, 'teams', [
      { id: 'north', name: 'North' },
      { id: 'south', name: 'South' },
    ]);
    await insertRows(tx, 'reps', [
      { id: 'ann', name: 'Ann', team_id: 'north' },
      { id: 'bob', name: 'Bob', team_id: 'north' },
      { id: 'cid', name: 'Cid', team_id: 'south' },
    ]);
    await insertRows(
      tx,
      'accounts',
      ['ann', 'bob', 'cid', 'nobody'].map((id) => ({ id, name: id })),
    );
    await insertRows(
      tx,
      'assignments',
      ['ann', 'bob', 'cid'].map((id) => ({ account_id: id, rep_id: id, valid_from: began })),
    );
    await insertRows(tx, 'stages', [
      { id: 'talk', name: 'Talk', position: 1, kind: 'open' },
      { id: 'won', name: 'Won', position: 2, kind: 'won' },
    ]);
  });
}

export function repOf(org: string, rep: string): Actor {
  return { org, user: `user-${rep}`, role: 'rep', rep, teams: [] };
}

export function managerOf(org: string, teams: readonly string[], rep: string | null = null): Actor {
  return { org, user: 'manager', role: 'manager', rep, teams };
}

export function memberOf(org: string, role: Actor['role']): Actor {
  return { org, user: role, role, rep: null, teams: [] };
}
