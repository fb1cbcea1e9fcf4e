import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languages } from '../../domain/text.ts';
import { dimensionsOf } from '../../engine/question.ts';
import { questions } from '../questions.ts';
import { playbooks } from '../playbooks.ts';
import { dimensionSets } from '../kpi.ts';
import { catalogue, catalogueIds } from './index.ts';

const contract = join(import.meta.dirname, '../../../../shared/kpis.md');

describe('the catalogue', () => {
  test('has ids of its own, and counter-KPIs, questions and playbooks that exist', () => {
    expect(catalogueIds.size).toBe(catalogue.length);
    for (const kpi of catalogue) {
      expect(catalogueIds, kpi.id).toContain(kpi.counter);
      expect(kpi.counter, kpi.id).not.toBe(kpi.id);
    }
    for (const id of [...questions.flatMap((q) => q.kpis), ...playbooks.flatMap((p) => p.focus)])
      expect(catalogueIds).toContain(id);
  });

  test.each(catalogue.map((kpi) => [kpi.id, kpi] as const))(
    '%s: its facts have its dimensions, its texts both languages',
    (_, kpi) => {
      expect(dimensionsOf(kpi)).toEqual(expect.arrayContaining([...kpi.dimensions]));
      for (const language of languages) {
        for (const text of [kpi.label, kpi.explanation, kpi.formulaText]) expect(text[language]).not.toBe('');
        expect(kpi.explanation[language]).toMatch(/\.$/);
      }
    },
  );

  test('period ratios say that they are, and point to the cohorts', () => {
    const ratios = [
      'close_rate',
      'conversion_per_dial',
      'first_contacts_per_conversion',
      'money_per_customer',
      'hours_per_customer',
      'touches_per_customer',
      'cost_per_conversion',
    ];
    for (const id of ratios) {
      const { explanation } = catalogue.find((kpi) => kpi.id === id)!;
      for (const language of languages) expect(explanation[language]).toMatch(/attempt_conversion.*cohort_win_rate/);
    }
  });

  test.skipIf(!existsSync(contract))(
    'is the contract’s: ids, kinds, categories, dimensions (skipped without ../shared)',
    () => {
      const kinds = { F: 'flow', S: 'snapshot', C: 'cohort' } as const;
      const rows = readFileSync(contract, 'utf8').matchAll(/^\| `(\w+)` \| ([FSC]) \| ([QPR]) \| ([^|]+) \|/gm);
      let dims = '';
      const expected = [...rows].map(([, id, kind, category, set]) => {
        dims = set!.trim() === 'as above' ? dims : set!.trim();
        const named: readonly string[] =
          { A: dimensionSets.A, D: dimensionSets.D, S: dimensionSets.S, 'D, stage': dimensionSets.open }[dims] ??
          dims.split(', ');
        return { id, kind: kinds[kind as 'F'], category, dimensions: named.toSorted() };
      });
      const found = catalogue.map(({ id, kind, category, dimensions }) => ({
        id,
        kind,
        category,
        dimensions: dimensions.toSorted(),
      }));
      const byId = (a: { id?: string | undefined }, b: { id?: string | undefined }): number => (a.id! < b.id! ? -1 : 1);
      expect(found.toSorted(byId)).toEqual(expected.toSorted(byId));
    },
  );
});
