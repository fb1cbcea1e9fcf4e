import { expect, test } from 'vitest';
import { workspaceQuestions } from './questions.ts';
import { noSettings, parseSettings } from './settings.ts';

const asked = (settings: string, currencies: readonly { currency: string | null; records: number }[]): unknown[] => {
  const given = settings === '' ? noSettings : parseSettings(settings, 'settings.yaml');
  return workspaceQuestions(given, given.workspace, { dated: 0, currencies }).map(({ setting, value, records }) => [
    setting,
    value,
    records,
  ]);
};

test('amounts whose currency nobody says are asked for, and not taken for euros in silence', () => {
  expect(asked('', [{ currency: null, records: 3 }])).toEqual([['workspace.currency', 'EUR', 3]]);
  expect(asked('workspace: { currency: USD }', [{ currency: null, records: 3 }])).toEqual([]);
});

test('a currency without a rate is asked for, those of the workspace and without a name are not', () => {
  const currencies = [
    { currency: 'EUR', records: 5 },
    { currency: null, records: 1 },
    { currency: 'USD', records: 2 },
  ];
  expect(asked('', currencies)).toEqual([
    ['workspace.currency', 'EUR', 8],
    ['fx_rates', 'USD', 2],
  ]);
});
