import { describe, expect, test } from 'vitest';
import { catalogueIds } from '../kpi/catalogue/index.ts';
import { crms } from './crms.ts';
import { columnTitles } from './report/names.ts';

describe.each(crms.map((crm) => [crm.name, crm] as const))('%s', (_, crm) => {
  test('names KPIs of the catalogue in what it cannot tell', () => {
    const named = crm.limits.flatMap(({ weakens, rulesOut }) => [...weakens, ...rulesOut]);
    expect(named.filter((id) => !catalogueIds.has(id))).toEqual([]);
  });

  test('never says of one KPI both that it is less certain and that it has no answer', () => {
    for (const { weakens, rulesOut } of crm.limits) expect(weakens.filter((id) => rulesOut.includes(id))).toEqual([]);
  });

  test('has a title in both languages for every column that its checks show', () => {
    const shown = crm.checks.flatMap(({ rows }) => {
      const select = /^(?:WITH .*?\) )?SELECT (.*?)\s+FROM /s.exec(rows)?.[1] ?? '';
      return [...select.matchAll(/(?:\bAS |^|, )(?:\w+\.)?(\w+)(?=,|$)/g)].map(([, column]) => column!);
    });
    expect(shown.length).toBeGreaterThanOrEqual(crm.checks.length);
    expect(shown.filter((column) => !(column in columnTitles))).toEqual([]);
  });
});
