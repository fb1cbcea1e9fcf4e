import { expect, test } from 'vitest';
import { catalogue } from '../../kpi/catalogue/index.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { type Goal, wayOf } from './goal.ts';
import { verdictInWords, verdictNames } from './in-words.ts';
import type { GoalStanding } from './standing.ts';
import { verdicts } from './verdict.ts';

const writers = { count: String, percent: (share: number): string => `${Math.round(share * 100)} %` };
const kpiOf = (id: string): Kpi => catalogue.find((kpi) => kpi.id === id)!;

function standing(id: string, verdict: GoalStanding['verdict'], more: Partial<GoalStanding> = {}): GoalStanding {
  const kpi = kpiOf(id);
  const goal: Goal = {
    kpi,
    way: wayOf(kpi),
    direction: kpi.better === 'lower' ? 'at_most' : 'at_least',
    target: '10',
    grain: 'month',
    from: Temporal.PlainDate.from('2026-06-01'),
    to: Temporal.PlainDate.from('2026-07-01'),
    owner: { kind: 'rep', id: 'ana' },
  };
  return {
    goal,
    state: 'running',
    verdict,
    missing: [],
    unpriced: null,
    found: { value: 5, interval: null, n: 5 },
    attainment: 0.5,
    days: { total: 22, over: 10, left: 12 },
    expected: null,
    left: 5,
    needed: null,
    own: null,
    pace: null,
    projection: null,
    isWithinChance: false,
    ...more,
  };
}

const chance = (probability: number) => ({ projection: { value: 9, interval: [7, 12], chance: probability } as const });

test.each([
  [standing('dials', 'reached'), 'reached', 'alcanzado'],
  [standing('dials', 'on_course'), 'on course', 'en camino de alcanzarse'],
  // Never surer than to the nearest twentieth.
  [standing('dials', 'open', chance(0.618)), 'open: about 60 % likely', 'abierto: probable al 60 %'],
  [standing('dials', 'behind', chance(0.12)), 'behind: about 10 % likely', 'por detrás: probable al 10 %'],
  [standing('dials', 'hardly_reachable'), 'hardly reachable at this pace', 'difícil de alcanzar a este ritmo'],
  [
    standing('dials', 'hardly_reachable', { days: { total: 22, over: 22, left: 0 } }),
    'hardly reachable: no working day is left',
    'difícil de alcanzar: no quedan días laborables',
  ],
  [standing('dials', 'missed', { state: 'over' }), 'not reached', 'no alcanzado'],
  [
    standing('dials', 'too_early'),
    'too early to say: a pace takes 4 whole weeks',
    'aún es pronto para decirlo: un ritmo necesita 4 semanas completas',
  ],
  [
    standing('contract_volume', 'too_early'),
    'too early to say: a pace takes 4 whole weeks and 5 records',
    'aún es pronto para decirlo: un ritmo necesita 4 semanas completas y 5 registros',
  ],
  [standing('dials', 'not_begun', { state: 'future' }), 'not begun', 'aún no ha empezado'],
  [standing('contacts_covered', 'open'), 'open', 'abierto'],
  [
    standing('reach_rate', 'open'),
    'open: chance alone may make the difference',
    'abierto: la diferencia puede ser azar',
  ],
  [standing('reach_rate', 'behind'), 'behind, by more than chance', 'por detrás, por más que el azar'],
  [
    standing('reach_rate', 'missed', { state: 'over', isWithinChance: true }),
    'not reached, by no more than chance',
    'no alcanzado, por no más que el azar',
  ],
  [
    standing('presented_share', 'too_early', { found: { value: null, interval: null, n: 0, pending: 7 } }),
    'too early to say: 7 pending',
    'aún es pronto para decirlo: 7 pendientes',
  ],
  [
    standing('reach_rate', 'too_early', { found: { value: null, interval: null, n: 0 } }),
    'too early to say: no records yet',
    'aún es pronto para decirlo: aún sin registros',
  ],
  [standing('silent_accounts', 'on_course'), 'at target as it stands', 'en el objetivo, tal como está'],
  [standing('silent_accounts', 'behind'), 'over the limit as it stands', 'por encima del límite, tal como está'],
  [
    standing('assigned_accounts', 'behind'),
    'short of the target as it stands',
    'por debajo del objetivo, tal como está',
  ],
  [standing('silent_accounts', 'reached', { state: 'over' }), 'kept', 'respetado'],
  [standing('silent_accounts', 'missed', { state: 'over' }), 'not kept', 'no respetado'],
  [
    standing('contracts', 'unknown', { missing: ['stage_changes'] }),
    'the log lacks stage_changes',
    'al registro le falta stage_changes',
  ],
])('%#: %o', (given, en, es) => {
  expect(verdictInWords(given, writers)).toEqual({ en, es });
});

test('every verdict has a name, and words for each way, in both languages', () => {
  for (const verdict of verdicts) {
    expect(verdictNames[verdict].en).not.toBe('');
    expect(verdictNames[verdict].es).not.toBe('');
    for (const id of [
      'dials',
      'contract_volume',
      'contacts_covered',
      'reach_rate',
      'sales_cycle_days',
      'silent_accounts',
    ]) {
      const { en, es } = verdictInWords(standing(id, verdict), writers);
      expect(en).not.toBe('');
      expect(es).not.toBe(en);
    }
  }
});
