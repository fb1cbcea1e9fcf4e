import { expect, test } from 'vitest';
import { defaultWorkspace } from '../../domain/workspace.ts';
import { chosenIn, withoutChosen } from './chosen.ts';

const proposed = `decimal_comma: true
workspace:
  name: "upload"
  # CHECK: times without an offset are read in this zone.
  timezone: UTC
  # CHECK: no currency is named.
  currency: EUR
  locale: en
`;

test('what an organisation has settled is not in a proposed map, nor is what was said of it', () => {
  const home = { ...defaultWorkspace, name: 'Acme', timezone: 'Europe/Madrid' };
  expect(chosenIn(home)).toEqual(['name', 'timezone']);
  expect(withoutChosen(proposed, chosenIn(home))).toBe(`decimal_comma: true
workspace:
  # CHECK: no currency is named.
  currency: EUR
`);
});

test('nothing is left to be said of the workspace where all is settled', () => {
  const home = { ...defaultWorkspace, name: 'Acme', timezone: 'Europe/Madrid', currency: 'USD' };
  expect(withoutChosen(proposed, chosenIn(home))).toBe('decimal_comma: true\n');
});
