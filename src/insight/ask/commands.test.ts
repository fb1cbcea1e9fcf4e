import { describe, expect, test } from 'vitest';
import { asksForRep, breakdownOf, commandLine, typed } from './commands.ts';

const rep = { dimension: 'rep', members: ['rep-08'] } as const;
const source = { dimension: 'source', members: ['web', null] } as const;

describe('a command line', () => {
  test('names the log, the period and the filters that it does not break down by', () => {
    const asked = { data: 'demo-log', from: '2026-01-01', asOf: '2026-03-01', where: [rep, source] };
    expect(typed(commandLine('compare win_rate --by rep', asked))).toBe(
      'tacto compare win_rate --by rep --data demo-log --where source=web --where source= --from 2026-01-01 --as-of 2026-03-01',
    );
    expect(typed(commandLine('effects rep_presentation_quality', { where: [rep] }))).toBe(
      'tacto effects rep_presentation_quality',
    );
    expect(typed(commandLine('risks', { ...asked, where: [] }))).toBe('tacto risks --data demo-log --as-of 2026-03-01');
  });

  test('puts the rep in where one is asked about', () => {
    expect(commandLine('why contracts --rep REP', { where: [rep] })).toEqual([
      'tacto',
      'why',
      'contracts',
      '--rep',
      'rep-08',
    ]);
    expect(typed(commandLine('trend dials --where rep=REP', { where: [rep] }))).toBe(
      'tacto trend dials --where rep=rep-08',
    );
    expect(typed(commandLine('diagnose --rep REP', { where: [] }))).toBe('tacto diagnose --rep REP');
    expect(typed(commandLine('goals', { where: [rep] }))).toBe('tacto goals --rep rep-08');
    expect(asksForRep('trend dials --where rep=REP')).toBe(true);
    expect(asksForRep('compare dials --by rep')).toBe(false);
  });

  test('is safe to paste: what a shell would take apart is quoted', () => {
    const line = commandLine('rows dials', {
      data: 'my logs/d’Or',
      where: [{ dimension: 'rep', members: ["O'Hara; rm"] }],
    });
    expect(typed(line)).toBe(`tacto rows dials --data 'my logs/d’Or' --where 'rep=O'\\''Hara; rm'`);
  });
});

test('what a command breaks down by; a grain is none', () => {
  expect(breakdownOf('kpi dials --by pitch,rep')).toEqual(['rep', 'pitch']);
  expect(breakdownOf('risks --by month')).toEqual([]);
  expect(breakdownOf('effects product_interest')).toEqual(['product']);
});
