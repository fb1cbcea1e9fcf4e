import { describe, expect, test } from 'vitest';
import { afterStages, answerDoubt } from './answer-doubt.ts';
import type { WrittenAsk } from './ask.ts';

const when: WrittenAsk = {
  by: 'choice',
  line: "  -- DOUBT: day or month?\n  CASE WHEN fase IN ('Lost') THEN NULL END AS entered_at,",
  isSaid: true,
  choices: [
    {
      text: { en: 'day', es: 'día' },
      line: "  CASE WHEN fase IN ('Lost') THEN to_instant(f, 'dmy') END AS entered_at,",
    },
  ],
};
const stages: WrittenAsk = {
  by: 'stages',
  stages: [
    { id: 'Lost', name: 'Lost', kind: 'lost' },
    { id: "Won 'x'", name: "Won 'x'", kind: 'open' },
  ],
  closed: { file: 'stage_changes.sql', list: "IN ('Lost')" },
};
const type: WrittenAsk = {
  by: 'words',
  line: "  'other' AS channel,",
  list: 'channel',
  of: 'tipo',
  as: 'channel',
  end: ',',
  words: [
    { value: 'Llamada', records: 3, means: 'call' },
    { value: "Comida d'equip", records: 1, means: null },
  ],
};
const texts = new Map([
  ['stage_changes.sql', `SELECT\n${when.line}\n  _line\nFROM deals\n`],
  ['stages.sql', 'SELECT 1\n'],
  ['activities.sql', `SELECT\n${type.line}\n  _line\nFROM calls\n`],
]);
const told = [
  { id: "Won 'x'", kind: 'won', probability: null },
  { id: 'Lost', kind: 'lost', probability: 0.5 },
] as const;

describe('a doubt', () => {
  test('is settled by a choice, whose line takes the place of the doubtful one', () => {
    expect(answerDoubt(texts, 'stage_changes.sql', when, { choice: 0 }).get('stage_changes.sql')).toBe(
      "SELECT\n  CASE WHEN fase IN ('Lost') THEN to_instant(f, 'dmy') END AS entered_at,\n  _line\nFROM deals\n",
    );
  });

  test('is settled by words: those that are not answered stay what they were taken for', () => {
    const made = answerDoubt(texts, 'activities.sql', type, { words: { "Comida d'equip": 'meeting' } });
    expect(made.get('activities.sql')).toContain(
      "  CASE WHEN tipo = 'Llamada' THEN 'call' WHEN tipo = 'Comida d''equip' THEN 'meeting' ELSE 'other' END AS channel,\n",
    );
  });

  test('is settled by the stages in their order, also where the map says which of them are closed', () => {
    const made = answerDoubt(texts, 'stages.sql', stages, { stages: told });
    expect(made.get('stages.sql')).toContain(
      "  ('Won ''x''', 'Won ''x''', 1, 'won', NULL),\n  ('Lost', 'Lost', 2, 'lost', 0.5)\n",
    );
    expect(made.get('stage_changes.sql')).toContain("fase IN ('Won ''x''', 'Lost') THEN");
    // What is asked of that line afterwards finds it.
    const left = afterStages(
      { file: 'stage_changes.sql', column: 'entered_at', text: { en: '', es: '' }, ask: when },
      stages,
      { stages: told },
    );
    const both = answerDoubt(new Map([...texts, ...made]), 'stage_changes.sql', left.ask!, { choice: 0 });
    expect(both.get('stage_changes.sql')).toContain("IN ('Won ''x''', 'Lost') THEN to_instant(f, 'dmy')");
  });

  test.each([
    ['a choice that there is not', when, { choice: 1 }],
    ['another kind of answer', type, { choice: 0 }],
    ['stages of which one is missing', stages, { stages: told.slice(1) }],
    ['stages of which one comes twice', stages, { stages: [told[0], told[0]] }],
  ] as const)('refuses %s', (_, ask, answer) => {
    expect(() => answerDoubt(texts, 'stages.sql', ask, answer)).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ code: 'bad_answer' }) as unknown }) as Error,
    );
  });

  test('is not settled in a file that somebody has changed since', () => {
    const changed = new Map([['stage_changes.sql', 'SELECT 2']]);
    expect(() => answerDoubt(changed, 'stage_changes.sql', when, { choice: 0 })).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ code: 'map_changed' }) as unknown }) as Error,
    );
  });
});
