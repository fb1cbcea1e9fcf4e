import { describe, expect, test } from 'vitest';
import { catalogue } from '../../kpi/catalogue/index.ts';
import { playbooks, type PlaybookId } from '../../kpi/playbooks.ts';
import { chosen, type Fit, holdsFor } from './proposal.ts';
import { signs } from './signs.ts';

function fit(id: PlaybookId, holding: number, isLacking = false): Fit {
  const own = signs.filter(({ playbook }) => playbook === id).map((sign) => ({ sign, figure: null, holds: null }));
  const lacking = isLacking ? [{ kpi: catalogue[0]!, missing: ['ratings'] }] : [];
  return { playbook: playbooks.find((playbook) => playbook.id === id)!, signs: own, holding, lacking };
}

describe('the playbook that is proposed', () => {
  test('is the one of which the largest part of signs holds', () => {
    const fits = [fit('accounts', 2), fit('simple', 0), fit('numbers', 4), fit('process', 3)];
    expect(chosen(fits)).toEqual({ proposed: 'numbers', isThin: false });
  });

  test('has its KPIs at hand', () => {
    const fits = [fit('accounts', 4, true), fit('simple', 0), fit('numbers', 1), fit('process', 2)];
    expect(chosen(fits)).toEqual({ proposed: 'process', isThin: false });
  });

  test('is the simple one where nothing speaks for another', () => {
    const fits = [fit('accounts', 1), fit('simple', 1), fit('numbers', 1), fit('process', 1)];
    expect(chosen(fits)).toEqual({ proposed: 'simple', isThin: true });
  });
});

test('a sign holds only with all that chance leaves open', () => {
  expect(holdsFor({ bound: { least: 3 } }, { value: 4, interval: [2, 6], n: 5 })).toBe(false);
  expect(holdsFor({ bound: { least: 3 } }, { value: 4, interval: [3, 6], n: 50 })).toBe(true);
  expect(holdsFor({ bound: { most: 30 } }, { value: 20, interval: [12, 31], n: 9 })).toBe(false);
  expect(holdsFor({ bound: { most: 36 } }, { value: 20, interval: null, n: 20 })).toBe(true);
  expect(holdsFor({ bound: { least: 3 } }, null)).toBeNull();
});
