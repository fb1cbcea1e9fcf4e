import { habitsOf, roles, type Role } from './habits.ts';
import type { Rep, Team } from './model.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';
import { firstNames, surnames } from './words.ts';

const company: Team = { id: 'ventas', name: 'Ventas', parentId: null };

/** The sales teams and the one above them, which comes first. */
export const teams: readonly Team[] = [
  company,
  { id: 'norte', name: 'Norte', parentId: company.id },
  { id: 'centro', name: 'Centro', parentId: company.id },
  { id: 'sur', name: 'Sur', parentId: company.id },
];
const sellingTeams = teams.slice(1);

/** The team that never updates the expected close of its deals. */
export const overdueTeam = sellingTeams[2]!;

/**
 * Makes the reps, spread over the teams. The first of each team manages it and sells too; a company of fewer than nine
 * has one manager. The reps after the managers have the roles, in order, as far as there are reps.
 */
export function createReps(count: number, timeline: Timeline, random: Random): Rep[] {
  const managers = count < 9 ? 1 : sellingTeams.length;
  const reps: Rep[] = [];
  for (let i = 0; i < count; i++) {
    const role: Role = i < managers ? 'steady' : (roles[i - managers] ?? 'steady');
    const own = random.fork(`rep ${i}`);
    const name = nameOf(i);
    reps.push({
      id: `rep-${String(i + 1).padStart(2, '0')}`,
      name,
      email: `${plainLetters(name.split(' ').slice(0, 2).join('.'))}.${i + 1}@acme.example`,
      team: sellingTeams[i % sellingTeams.length]!,
      manager: i < managers ? null : reps[i % managers]!,
      activeFrom: activeFrom(role, timeline, own),
      activeTo: role === 'leaving' ? mondayNear(timeline, 0.62) : null,
      hourlyCost: own.whole(48, 76) / 2,
      habits: habitsOf(role, own),
      random: own,
      book: [],
      leads: [],
      deals: [],
    });
  }
  return reps;
}

/** Lower case without accents and spaces, for addresses. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\w.]/g, '')
    .toLowerCase();
}

/** A Spanish name: given name and two surnames; the first thirty differ in the given name. */
export function nameOf(index: number, step = 1): string {
  const at = index * step;
  const first = firstNames[at % firstNames.length]!;
  const second = surnames[(at * 3 + Math.floor(at / firstNames.length)) % surnames.length]!;
  const other = surnames[(at * 7 + 11 + Math.floor(at / 37)) % surnames.length]!;
  const third = other === second ? 'Sanz' : other;
  return `${first} ${second} ${third}`;
}

function activeFrom(role: Role, timeline: Timeline, random: Random): number | null {
  if (role === 'joining') return mondayNear(timeline, 0.4);
  return random.chance(0.5) ? -random.whole(200, 2600) : null;
}

function mondayNear(timeline: Timeline, share: number): number {
  const day = Math.round(timeline.days * share);
  return Math.max(1, day - timeline.plain(day).dayOfWeek + 1);
}
