import { expect, test } from 'vitest';
import { defaultWorkspace } from '../../domain/workspace.ts';
import type { Behind } from './behind.ts';
import type { Evidence } from './evidence.ts';
import { reasonOf } from './in-words.ts';

const { thresholds } = defaultWorkspace;
const evidence: Evidence = {
  touches: 9,
  most: 7,
  unanswered: 4,
  focus_touches: 8,
  focus_most: 6,
  quiet_days: 40,
  days_in_stage: 90,
  usual_days: 30,
  balance: -0.5,
  balance_before: 0.5,
  dissenters: 1,
  expected_close_on: '2026-05-12',
};
const behind: Behind = {
  contacts: [
    { id: 'c1', name: 'Ana Ruiz', rating: -2 },
    { id: 'c2', name: 'Luis Gil', rating: null },
  ],
  activities: [],
};
const writers = { whole: String, balance: String, rating: String, day: String };

test.each([
  ['pressured', 'pressed: 7 of 9 touches in 28 days went to Ana Ruiz, up to 4 in a row without an answer'],
  ['silent', 'silent: nobody there has answered for 40 days'],
  ['single_threaded', 'one contact only: in 90 days all answers came from Ana Ruiz, Luis Gil'],
  ['concentrated', 'all on one contact: 6 of 8 touches in 60 days went to Ana Ruiz, Luis Gil'],
  ['no_decision_maker', 'nobody who decides is known; of the decision team only Ana Ruiz, Luis Gil'],
  ['decision_maker_unheard', 'nobody who decides has been heard for 60 days: Ana Ruiz, Luis Gil'],
  ['hidden_dissent', 'hidden dissent, against us and not spoken to alone for 60 days: Ana Ruiz (-2), Luis Gil'],
  [
    'negative_balance',
    'the account’s balance is -0.5: more influence is against than for; against us: Ana Ruiz (-2), Luis Gil',
  ],
  ['falling_balance', 'the account’s balance fell from 0.5 to -0.5 in 90 days, pulled down by Ana Ruiz (-2), Luis Gil'],
  ['stalled', 'stalled: 90 days in its stage; four of five won deals took at most 30'],
  ['overdue', 'overdue: expected to close on 2026-05-12'],
] as const)('the reason of %s in English', (flag, text) => {
  expect(reasonOf(flag, evidence, behind, thresholds, writers).en).toBe(text);
});

test.each([
  ['pressured', 'presión: 7 de 9 toques en 28 días fueron a Ana Ruiz, hasta 4 seguidos sin respuesta'],
  ['silent', 'en silencio: nadie de la cuenta responde desde hace 40 días'],
  ['single_threaded', 'un solo interlocutor: en 90 días solo ha respondido Ana Ruiz, Luis Gil'],
  ['concentrated', 'todo en un contacto: 6 de 8 toques en 60 días fueron a Ana Ruiz, Luis Gil'],
  ['no_decision_maker', 'no se conoce a nadie que decida; del equipo de decisión, solo Ana Ruiz, Luis Gil'],
  ['decision_maker_unheard', 'en 60 días no ha respondido nadie que decida: Ana Ruiz, Luis Gil'],
  ['hidden_dissent', 'disenso oculto, en contra y sin hablar a solas en 60 días: Ana Ruiz (-2), Luis Gil'],
  [
    'negative_balance',
    'el balance de la cuenta es -0.5: pesa más quien está en contra que a favor; en contra: Ana Ruiz (-2), Luis Gil',
  ],
  ['falling_balance', 'el balance de la cuenta cayó de 0.5 a -0.5 en 90 días; lo bajan Ana Ruiz (-2), Luis Gil'],
  ['stalled', 'estancada: 90 días en su etapa; cuatro de cada cinco ganadas tardaron como mucho 30'],
  ['overdue', 'vencida: su cierre estaba previsto para el 2026-05-12'],
] as const)('the reason of %s in Spanish', (flag, text) => {
  expect(reasonOf(flag, evidence, behind, thresholds, writers).es).toBe(text);
});

test('one who pulls a balance down does so alone', () => {
  const alone = { ...behind, contacts: behind.contacts.slice(0, 1) };
  expect(reasonOf('falling_balance', evidence, alone, thresholds, writers).es).toMatch(/; lo baja Ana Ruiz \(-2\)$/);
});

test('the reason of pressure tells only what makes it so', () => {
  const of = (rest: Partial<Evidence>): string =>
    reasonOf('pressured', { ...evidence, ...rest }, behind, thresholds, writers).en;
  expect(of({ unanswered: 0 })).toBe('pressed: 7 of 9 touches in 28 days went to Ana Ruiz');
  expect(of({ touches: 8, most: 4, unanswered: 5 })).toBe(
    'pressed: tried up to 5 times in a row without an answer in 28 days: Ana Ruiz, Luis Gil',
  );
});
