import { describe, expect, test } from 'vitest';
import type { Language } from '../../domain/text.ts';
import type { Unit } from '../../kpi/kpi.ts';
import { catalogue } from '../../kpi/catalogue/index.ts';
import type { Finding } from './diagnose.ts';
import type { Held } from './held.ts';
import {
  adjustText,
  counterText,
  evidenceOf,
  explainedText,
  headlineOf,
  tooLittleText,
  whatIfText,
  type Writers,
} from './in-words.ts';
import type { LookedAt } from './looks.ts';
import { heldBy } from './test-support/held.ts';

/** Numbers with a dot in both languages, so that the words are what is tested. */
function writers(language: Language): Writers {
  const value = (v: number | null, unit: Unit): string =>
    v === null
      ? '–'
      : unit === 'ratio'
        ? `${(100 * v).toFixed(1)} %`
        : unit === 'money'
          ? `${v.toFixed(0)} EUR`
          : v.toFixed(1);
  return { say: (text) => text[language], value, count: String };
}

function finding(id: LookedAt, rest: Partial<Finding>): Finding {
  return { ...heldBy(id, {}), isGood: false, whatIf: null, mixes: [], ...rest };
}

const presented = finding('presented_share', {
  value: 0.184,
  numerator: 7,
  denominator: 38,
  interval: [0.092, 0.334],
  group: 0.708,
  limits95: [0.545, 0.835],
  chance: 3.5e-11,
  mixes: [
    { by: 'source', holds: true },
    { by: 'segment', holds: true },
  ],
  whatIf: { contracts: 1.23, contractsInterval: [0.67, 1.9], volume: 18_697, volumeInterval: [9862, 29_706] },
});
const dials = finding('dials', {
  isGood: true,
  value: 5,
  numerator: 910,
  denominator: 182,
  exposure: 'days',
  interval: [4.6, 5.4],
  group: 3,
  limits95: [2.5, 3.5],
  chance: 0.0021,
});
const pressed = finding('pressured_accounts', {
  value: 0.173,
  numerator: 41,
  denominator: 237,
  interval: [0.089, 0.301],
  group: 0.016,
  limits95: [0, 0.047],
});
const slow = finding('sales_cycle_days', {
  value: 136.3,
  numerator: 18,
  denominator: 19,
  interval: [104.9, 152.3],
  group: 95.4,
  limits95: null,
});

describe('a finding', () => {
  test.each([
    [
      presented,
      'Your proposals go out, but few of them are presented to those who decide.',
      'Presented share 18.4 % [9.2 % … 33.4 %] (7 of 38); the group 70.8 %; chance alone 54.5 % … 83.5 %. More than noise: chance does as much in fewer than 1 of 10000 cases; with the same sources and segments the difference remains.',
    ],
    [
      dials,
      'You keep up a steady number of calls, more than the group.',
      'Dials 455.0 [418.6 … 491.4] a quarter (910 in 182 days); the group 273.0; chance alone 227.5 … 318.5. More than noise: chance does as much in 1 of 476 cases.',
    ],
    [
      pressed,
      'In many of your accounts most touches go to one person, or to somebody who does not answer.',
      'Pressured accounts 17.3 % [8.9 % … 30.1 %] (41 of 237 looks at an account, month by month); the group 1.6 %; chance alone 0.0 % … 4.7 %. More than noise: chance does as much in fewer than 1 of 10000 cases.',
    ],
    [
      slow,
      'The deals you win take longer than those of the group.',
      'Sales cycle 136.3 [104.9 … 152.3] days (18 of 19 won deals took longer than the group’s median); the group 95.4. More than noise: chance does as much in fewer than 1 of 10000 cases.',
    ],
  ])('in English', (found, headline, evidence) => {
    expect(headlineOf(found).en).toBe(headline);
    expect(evidenceOf(found, writers('en')).en).toBe(evidence);
  });

  test.each([
    [
      presented,
      'Sus propuestas salen, pero pocas se presentan a quienes deciden.',
      'Propuestas presentadas sobre enviadas 18.4 % [9.2 % … 33.4 %] (7 de 38); el grupo 70.8 %; solo por azar 54.5 % … 83.5 %. Es más que ruido: el azar hace lo mismo en menos de 1 de cada 10000 casos; con los mismos orígenes y segmentos la diferencia sigue.',
    ],
    [
      dials,
      'Mantiene un ritmo de llamadas superior al del grupo.',
      'Llamadas marcadas 455.0 [418.6 … 491.4] al trimestre (910 en 182 días); el grupo 273.0; solo por azar 227.5 … 318.5. Es más que ruido: el azar hace lo mismo en 1 de cada 476 casos.',
    ],
    [
      pressed,
      'En muchas de sus cuentas la mayoría de los toques va a una sola persona, o a alguien que no responde.',
      'Cuentas presionadas 17.3 % [8.9 % … 30.1 %] (41 de 237 revisiones de una cuenta, mes a mes); el grupo 1.6 %; solo por azar 0.0 % … 4.7 %. Es más que ruido: el azar hace lo mismo en menos de 1 de cada 10000 casos.',
    ],
    [
      slow,
      'Las oportunidades que gana tardan más que las del grupo.',
      'Ciclo de venta 136.3 [104.9 … 152.3] días (18 de 19 oportunidades ganadas tardaron más que la mediana del grupo); el grupo 95.4. Es más que ruido: el azar hace lo mismo en menos de 1 de cada 10000 casos.',
    ],
  ])('in Spanish', (found, headline, evidence) => {
    expect(headlineOf(found).es).toBe(headline);
    expect(evidenceOf(found, writers('es')).es).toBe(evidence);
  });
});

test('what would be gained', () => {
  expect(whatIfText(presented.whatIf!, writers('en')).en).toBe(
    'At the level of the others, all else as it is: +1.2 [0.7 … 1.9] contracts and +18697 EUR [9862 EUR … 29706 EUR] a quarter.',
  );
  expect(whatIfText(presented.whatIf!, writers('es')).es).toBe(
    'Al nivel de los demás, con lo demás igual: +1.2 [0.7 … 1.9] contratos y +18697 EUR [9862 EUR … 29706 EUR] al trimestre.',
  );
  const withoutMoney = { ...presented.whatIf!, volume: null, volumeInterval: null };
  expect(whatIfText(withoutMoney, writers('en')).en).toBe(
    'At the level of the others, all else as it is: +1.2 [0.7 … 1.9] contracts a quarter.',
  );
});

describe('what to adjust', () => {
  const kpi = catalogue.find(({ id }) => id === 'decision_team_attendance')!;
  const adjustment = { finding: presented, counter: { kpi, value: 0.765, numerator: 26, denominator: 34 } };

  test('is one thing to try', () => {
    expect(adjustText(adjustment)).toEqual({
      en: 'Before you send the next proposal, agree half an hour with those who decide, and send it only once that date stands.',
      es: 'Antes de enviar la próxima propuesta, acuerde media hora con quienes deciden y envíela solo cuando tenga esa cita.',
    });
  });

  test('and the KPI to watch meanwhile', () => {
    expect(counterText(adjustment, writers('en')).en).toBe(
      'Meanwhile watch: Decision-team attendance, now 76.5 % (26 of 34). It must not get worse.',
    );
    expect(counterText(adjustment, writers('es')).es).toBe(
      'Mientras tanto, vigile: Asistencia del equipo de decisión, ahora 76.5 % (26 de 34). No debe empeorar.',
    );
    const unknown = { finding: presented, counter: { kpi, value: null, numerator: 0, denominator: 0 } };
    expect(counterText(unknown, writers('en')).en).toBe(
      'Meanwhile watch: Decision-team attendance, of which there is nothing yet. It must not get worse.',
    );
    expect(counterText(unknown, writers('es')).es).toBe(
      'Mientras tanto, vigile: Asistencia del equipo de decisión, de momento sin valor. No debe empeorar.',
    );
  });
});

test('what is not told is named in a line', () => {
  const little: readonly Held[] = [heldBy('win_rate', {}), heldBy('close_rate', {})];
  const diagnosis = { tooLittle: little, explained: [{ held: heldBy('reach_rate', {}), by: ['source' as const] }] };
  expect(tooLittleText(diagnosis, writers('en'))?.en).toBe('Too little to say anything of: Win rate, Close rate.');
  expect(tooLittleText(diagnosis, writers('es'))?.es).toBe(
    'Muy pocos datos para decir algo de: Tasa de éxito, Tasa de cierre.',
  );
  expect(tooLittleText({ tooLittle: [] }, writers('en'))).toBeNull();
  expect(explainedText(diagnosis, writers('en')).map(({ en }) => en)).toEqual([
    'Reach rate differs from the group, but within the same sources no more than by chance: not told.',
  ]);
  expect(explainedText(diagnosis, writers('es')).map(({ es }) => es)).toEqual([
    'Tasa de contacto difiere del grupo, pero con los mismos orígenes no más que por azar: no se cuenta.',
  ]);
});
