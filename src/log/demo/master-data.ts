import { plainLetters } from './people.ts';
import type { Contact, World } from './model.ts';

const stages = [
  { id: 'discovery', name: 'Descubrimiento', position: 10, kind: 'open', probability: '0.10' },
  { id: 'evaluation', name: 'Evaluación', position: 20, kind: 'open', probability: '0.25' },
  { id: 'proposal', name: 'Propuesta', position: 30, kind: 'open', probability: '0.45' },
  { id: 'negotiation', name: 'Negociación', position: 40, kind: 'open', probability: '0.65' },
  { id: 'won', name: 'Ganada', position: 50, kind: 'won', probability: null },
  { id: 'lost', name: 'Perdida', position: 60, kind: 'lost', probability: null },
] as const;

/** Writes what the work refers to: teams, reps, stages, accounts and their people. */
export function writeMasterData(world: World): void {
  const { files, timeline } = world;
  for (const { id, name, parentId } of world.teams) files.write('teams', { id, name, parent_id: parentId });
  for (const stage of stages) files.write('stages', { ...stage, pipeline: 'ventas' });
  for (const rep of world.reps) {
    files.write('reps', {
      id: rep.id,
      name: rep.name,
      email: rep.email,
      team_id: rep.team.id,
      manager_id: rep.manager?.id ?? null,
      active_from: rep.activeFrom === null ? null : timeline.date(rep.activeFrom),
      active_to: rep.activeTo === null ? null : timeline.date(rep.activeTo),
      hourly_cost: rep.hourlyCost.toFixed(2),
    });
  }
  for (const { id, name, segment, industry, country, createdAt, contacts } of world.accounts) {
    files.write('accounts', { id, name, segment, industry, country, created_at: timeline.stamp(createdAt) });
    for (const contact of contacts) writeContact(world, contact);
  }
}

/** Writes who looked after which account and when; called when the work is done. */
export function writeAssignments(world: World): void {
  const { files, timeline } = world;
  for (const account of world.accounts) {
    for (const { rep, from, to } of account.owners) {
      files.write('assignments', {
        account_id: account.id,
        rep_id: rep.id,
        valid_from: timeline.stamp(from),
        valid_to: to === null ? null : timeline.stamp(to),
      });
    }
  }
}

function writeContact({ files, timeline }: World, contact: Contact): void {
  const { id, account, name, title, influence, createdAt, leftAt } = contact;
  const number = Number(id.slice(4));
  files.write('contacts', {
    id,
    account_id: account.id,
    name,
    email:
      number % 12 === 0
        ? null
        : `${plainLetters(name.split(' ').slice(0, 2).join('.'))}@${plainLetters(account.id)}.example`,
    phone: number % 9 === 0 ? null : `+34 555 ${pairs(number)}`,
    title,
    influence,
    created_at: createdAt === null ? null : timeline.stamp(createdAt),
    left_at: leftAt === null ? null : timeline.stamp(leftAt),
  });
}

/** Six digits in pairs; Spanish numbers never begin with 5, so nobody is called by mistake. */
function pairs(number: number): string {
  const digits = String((number * 7919) % 1_000_000).padStart(6, '0');
  return `${digits.slice(0, 2)} ${digits.slice(2, 4)} ${digits.slice(4)}`;
}
