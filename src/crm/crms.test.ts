import { describe, expect, test } from 'vitest';
import { catalogueIds } from '../kpi/catalogue/index.ts';
import { crms } from './crms.ts';

describe.each(crms.map((crm) => [crm.name, crm] as const))('%s', (_, crm) => {
  test('names KPIs of the catalogue in what it cannot tell', () => {
    const named = crm.limits.flatMap(({ weakens, rulesOut }) => [...weakens, ...rulesOut]);
    expect(named.filter((id) => !catalogueIds.has(id))).toEqual([]);
  });

  test('never says of one KPI both that it is less certain and that it has no answer', () => {
    for (const { weakens, rulesOut } of crm.limits) expect(weakens.filter((id) => rulesOut.includes(id))).toEqual([]);
  });
});
