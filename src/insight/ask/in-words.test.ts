import { describe, expect, test } from 'vitest';
import { type Language, languages, type Text } from '../../domain/text.ts';
import { catalogue } from '../../kpi/catalogue/index.ts';
import { playbooks } from '../../kpi/playbooks.ts';
import type { Kpi, Unit } from '../../kpi/kpi.ts';
import type { LookAnswer } from './answer.ts';
import { captures, fieldsInWords } from './captures.ts';
import {
  fitText,
  focusTexts,
  lookTexts,
  membersText,
  rounded,
  signText,
  sureText,
  timeText,
  type Writers,
} from './in-words.ts';
import type { Members } from './members.ts';
import { kpi as lookAt } from './question.ts';
import type { KpiShown } from './shown.ts';
import { signs } from './signs.ts';

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
  return { say: (text) => text[language], value, count: String, member: (_, member) => `Ana (${member})` };
}

/** Both languages, each by its own writers. */
const told = (of: (writers: Writers) => readonly Text[]): readonly (readonly string[])[] =>
  languages.map((language) => of(writers(language)).map((text) => text[language]));

const kpi = (id: string): Kpi => catalogue.find((found) => found.id === id)!;
const why: Text = { en: 'Why.', es: 'Por qué.' };

function answerOf(id: string, shown: Partial<KpiShown>): LookAnswer {
  const value = { value: null, interval: null, n: 0 };
  const usable = { grade: 'sure', needed: null, atLeast: false } as const;
  return {
    look: lookAt(id, `compare ${id} --by rep`, why),
    missing: [],
    missingBreakdown: [],
    shown: { kind: 'kpi', kpi: kpi(id), value, perMonth: null, usable, days: null, members: null, ...shown },
  };
}

const members: Members = {
  by: 'rep',
  exposure: 'trials',
  of: 12,
  enough: 6,
  needed: 57,
  above: [],
  below: ['rep-07'],
  own: null,
};

describe('a look', () => {
  test('at a share: figure, what it rests on, how sure, who stands out', () => {
    const answer = answerOf('presented_share', {
      value: { value: 0.708, numerator: 313, denominator: 442, pending: 37, interval: [0.664, 0.749], n: 442 },
      members,
    });
    expect(told((w) => lookTexts(answer, w))).toEqual([
      [
        '70.8 % [66.4 % … 74.9 %], 313 of 442 deals with a proposal; 37 pending: sure enough to act on.',
        'By rep, beyond chance: Ana (rep-07) below the group. Enough to say so of 6 of 12 reps, the others need up to 57 more deals with a proposal.',
      ],
      [
        '70.8 % [66.4 % … 74.9 %], 313 de 442 oportunidades con propuesta; 37 pendientes: bastante seguro para actuar.',
        'Por comercial, más allá del azar: Ana (rep-07) por debajo del grupo. Hay datos suficientes de 6 de 12 comerciales, al resto le faltan hasta 57 oportunidades con propuesta más.',
      ],
    ]);
  });

  test('at a median, with what is needed and when it will be there', () => {
    const answer = answerOf('sales_cycle_days', {
      value: { value: 95.4, interval: [60, 131], n: 12 },
      usable: { grade: 'rough', needed: 48, atLeast: false },
      days: 210,
    });
    expect(told((w) => lookTexts(answer, w))).toEqual([
      [
        '95.4 [60.0 … 131.0] days, 12 contracts: rough, a direction but no proof; to be sure it takes about 48 more contracts (7 months at the present pace).',
      ],
      [
        '95.4 [60.0 … 131.0] días, 12 contratos: aproximado, orienta pero no prueba; para estar seguro faltan cerca de 48 contratos más (7 meses al ritmo actual).',
      ],
    ]);
  });

  test('at a state, and at a count', () => {
    const silent = answerOf('silent_accounts', { value: { value: 9, interval: null, n: 9 } });
    expect(told((w) => lookTexts(silent, w))).toEqual([
      ['9.0: as it stands, not a sample.'],
      ['9.0: tal como está, no es una muestra.'],
    ]);
    const contracts = answerOf('contracts', {
      value: { value: 4, interval: [1.09, 10.24], n: 4 },
      perMonth: 0.5,
      usable: { grade: 'little', needed: 37, atLeast: false },
    });
    expect(told((w) => lookTexts(contracts, w))).toEqual([
      ['4.0 [1.0 … 11.0], 0.5 a month: too little to act on; to be sure it takes about 37 more contracts.'],
      ['4.0 [1.0 … 11.0], 0.5 al mes: muy poco para actuar; para estar seguro faltan cerca de 37 contratos más.'],
    ]);
  });

  test('at a rate of two numbers of records', () => {
    const rate = { value: 0.037, numerator: 161, denominator: 4332, interval: [0.032, 0.043] as const, n: 4332 };
    expect(told((w) => lookTexts(answerOf('close_rate', { value: rate }), w))).toEqual([
      ['3.7 % [3.2 % … 4.3 %], 161 contracts to 4332 calls reached: sure enough to act on.'],
      ['3.7 % [3.2 % … 4.3 %], 161 contratos por 4332 llamadas contestadas: bastante seguro para actuar.'],
    ]);
  });

  test('at something that the log lacks, or that is not known by the filter', () => {
    const lacking: LookAnswer = {
      ...answerOf('presented_share', {}),
      missing: ['proposals', 'decision_team'],
      shown: null,
    };
    expect(told((w) => lookTexts(lacking, w))).toEqual([
      ['Missing in this log: proposals; decision_team.'],
      ['Falta en este registro: proposals; decision_team.'],
    ]);
    const whole = answerOf('dials', { value: { value: 9, interval: null, n: 9 } });
    expect(told((w) => lookTexts({ ...whole, missingBreakdown: ['accounts.segment'] }, w).slice(1))).toEqual([
      ['Missing to tell it apart: accounts.segment.'],
      ['Para desglosarlo falta: accounts.segment.'],
    ]);
    expect(told((w) => lookTexts({ ...lacking, missing: [] }, w))).toEqual([
      ['Not known by what you filtered.'],
      ['No se conoce por lo que ha filtrado.'],
    ]);
  });

  test('at effects, flags and goals', () => {
    const look = answerOf('dials', {}).look;
    const shown = [
      { kind: 'records', kpi: kpi('contracts'), records: 161, needed: null },
      { kind: 'records', kpi: kpi('contracts'), records: 30, needed: 20 },
      { kind: 'flags', deals: 81, flagged: 65, weighted: 632_819, atRisk: 522_115 },
      { kind: 'flags', deals: 0, flagged: 0, weighted: 0, atRisk: 0 },
      { kind: 'goals', standing: new Map([['reached', 11] as const, ['behind', 2] as const]) },
      { kind: 'goals', standing: new Map() },
    ] as const;
    expect(
      told((w) => shown.flatMap((one) => lookTexts({ look, missing: [], missingBreakdown: [], shown: one }, w))),
    ).toEqual([
      [
        'This log has what it needs: 161 contracts.',
        'There is something, but little: 30 contracts; only large differences show before 50.',
        '82.5 %, 522115 EUR of 632819 EUR weighted; 65 of 81 open deals, as they stand.',
        'No deal is open.',
        'Of the goals that are running: reached 11, behind 2.',
        'No goal is running.',
      ],
      [
        'Este registro tiene lo que necesita: 161 contratos.',
        'Hay algo, pero poco: 30 contratos; hasta 50 solo se ven las diferencias grandes.',
        '82.5 %, 522115 EUR de 632819 EUR ponderados; 65 de 81 oportunidades abiertas, tal como están.',
        'No hay ninguna oportunidad abierta.',
        'De los objetivos en curso: alcanzados 11, por detrás 2.',
        'No hay ningún objetivo en curso.',
      ],
    ]);
  });
});

test('how much more, and when', () => {
  const records: Text = { en: 'contracts', es: 'contratos' };
  expect(told((w) => [sureText({ grade: 'little', needed: null, atLeast: false }, null, records, w)])).toEqual([
    ['too little to act on'],
    ['muy poco para actuar'],
  ]);
  expect(told((w) => [sureText({ grade: 'little', needed: 33, atLeast: true }, 4, records, w)])).toEqual([
    ['too little to act on; to be sure it takes at least 33 more contracts (4 days at the present pace)'],
    ['muy poco para actuar; para estar seguro faltan al menos 33 contratos más (4 días al ritmo actual)'],
  ]);
  expect([1, 20, 60, 200, 2000].map((days) => timeText(days, { count: String }).es)).toEqual([
    '1 día al ritmo actual',
    '20 días al ritmo actual',
    '9 semanas al ritmo actual',
    '7 meses al ritmo actual',
    '6 años al ritmo actual',
  ]);
  expect([3, 37, 141, 263, 1234].map(rounded)).toEqual([3, 37, 150, 270, 1300]);
});

test('members: nobody stands out, many do, and one that was asked for', () => {
  const records: Text = { en: 'closed deals', es: 'oportunidades cerradas' };
  const quiet = { ...members, below: [], enough: 12, needed: null };
  const many = { ...members, by: 'source', below: ['a', 'b', 'c', 'd'], above: ['e'] } as const;
  const own = { member: 'rep-08', standing: { verdict: 'too_little', needed: 63 } };
  const one = { ...members, own } as unknown as Members;
  const little = { ...quiet, enough: 0, needed: 1430 };
  expect(told((w) => [quiet, many, one, little].map((found) => membersText(found, records, w)))).toEqual([
    [
      'By rep, nothing beyond chance. Enough to say so of 12 of 12 reps.',
      'By source, beyond chance: Ana (a), Ana (b), Ana (c) … below the group; Ana (e) above the group. Enough to say so of 6 of 12 sources, the others need up to 57 more closed deals.',
      'Ana (rep-08): too little to say; about 63 more records.',
      'By rep, too little to say anything of one by itself (12 reps); they need up to 1500 more closed deals.',
    ],
    [
      'Por comercial, nada más allá del azar. Hay datos suficientes de 12 de 12 comerciales.',
      'Por origen, más allá del azar: Ana (a), Ana (b), Ana (c) … por debajo del grupo; Ana (e) por encima del grupo. Hay datos suficientes de 6 de 12 orígenes, al resto le faltan hasta 57 oportunidades cerradas más.',
      'Ana (rep-08): muy poco para decirlo; unos 63 registros más.',
      'Por comercial, muy pocos datos para decir algo por separado (12 comerciales); les faltan hasta 1500 oportunidades cerradas más.',
    ],
  ]);
});

test('too many KPIs are allowed, and warned about', () => {
  const many = { chosen: ['a', 'b', 'c', 'd'], isTooMany: true, keep: ['b', 'a', 'c'], oneSided: null };
  expect(told((w) => focusTexts(many, w))).toEqual([
    [
      'These are 4 things to watch. It is allowed, but whoever steers by more than three steers by none: begin with b, a, c, and take up the others once one of these is settled.',
    ],
    [
      'Son 4 cosas que vigilar. Se puede, pero quien se guía por más de tres no se guía por ninguna: empiece por b, a, c y retome las demás cuando una de estas esté resuelta.',
    ],
  ]);
  const sided = { chosen: ['dials', 'follow_ups'], isTooMany: false, keep: [], oneSided: 'Q' } as const;
  expect(told((w) => focusTexts(sided, w))).toEqual([
    ['All of them tell how much is done; none tells whether it is done well.'],
    ['Todos dicen cuánto se hace; ninguno dice si se hace bien.'],
  ]);
  expect(told((w) => focusTexts({ ...sided, oneSided: null }, w))).toEqual([[], []]);
});

test('signs of a playbook carry their figure, its interval, what it rests on and the bound', () => {
  const found = signs.map((sign) => ({ sign, figure: { value: 3, interval: [2, 4] as const, n: 704 }, holds: false }));
  for (const one of found)
    for (const text of told((w) => [signText(one, w)]).flat())
      expect(text).toMatch(/: .*(3|300\.0 %).*\((counts|cuenta) .*\)$/);
  const [several] = found;
  const some = { ...several!, figure: { value: 3, interval: [3, 3.5] as const, n: 704 } };
  expect(told((w) => [signText(some, w), signText({ ...several!, figure: null }, w)])).toEqual([
    [
      'several people decide on a deal: 3 [3 … 3.5] people in the median decision team, 704 deals (counts from 3 on)',
      'several people decide on a deal: not known in this log',
    ],
    [
      'varias personas deciden sobre cada oportunidad: 3 [3 … 3.5] personas en el equipo de decisión mediano, 704 oportunidades (cuenta a partir de 3)',
      'varias personas deciden sobre cada oportunidad: no se sabe en este registro',
    ],
  ]);
  const fit = { playbook: playbooks[0]!, signs: found.slice(0, 4), holding: 2, lacking: [] };
  expect(told((w) => [fitText(fit, w)])).toEqual([['2 of 4 signs'], ['2 de 4 indicios']]);
});

test('where CRMs have it, told once where they are alike', () => {
  expect(fieldsInWords(captures['activities.contact_id']!)).toBe(
    'Salesforce: WhoId · HubSpot: associated contacts · Pipedrive: person',
  );
  expect(fieldsInWords(captures['leads.qualified_at']!)).toBe(
    'Salesforce, HubSpot, Pipedrive: lead_statuses: { … : qualified }',
  );
  expect(fieldsInWords(captures['proposals']!)).toBeNull();
});
