import { describe, expect, test } from 'vitest';
import { defaultWorkspace } from '../domain/workspace.ts';
import { catalogue } from './catalogue/index.ts';
import { thresholdInWords, thresholdsOf, thresholdValue } from './thresholds.ts';

const { thresholds } = defaultWorkspace;
const of = (id: string): readonly string[] => thresholdsOf(catalogue.find((kpi) => kpi.id === id)!);

describe('thresholds', () => {
  test('of a KPI follow from the facts and columns of its formula', () => {
    expect(of('dials')).toEqual([]);
    expect(of('first_reach_rate')).toEqual(['reply_window_days']);
    expect(of('win_rate_presented').toSorted()).toEqual(['presentation_window_days', 'win_window_days']);
  });

  test('each belongs to a KPI, and a formula that speaks of a window has one', () => {
    const used = new Set(catalogue.flatMap(thresholdsOf));
    expect(Object.keys(thresholds).filter((name) => !used.has(name as keyof typeof thresholds))).toEqual([]);
    const speaking = catalogue.filter((kpi) => /window|landmark/.test(`${kpi.formulaText.en} ${kpi.explanation.en}`));
    expect(speaking.filter((kpi) => thresholdsOf(kpi).length === 0)).toEqual([]);
  });

  test('are told with value, unit and meaning', () => {
    expect(thresholdInWords('reply_window_days', thresholds, 'en')).toBe('14 days, the reply window');
    expect(thresholdInWords('reply_window_days', { ...thresholds, reply_window_days: 1 }, 'es')).toBe(
      '1 día, el plazo de respuesta',
    );
    expect(thresholdValue('win_window_days', { ...thresholds, win_window_days: 0.5 }, 'es')).toBe('0,5 días');
    expect(thresholdValue('pressure_top_share', thresholds, 'en')).toBe('60%');
    expect(thresholdValue('unanswered_streak', thresholds, 'es')).toBe('4');
  });
});
