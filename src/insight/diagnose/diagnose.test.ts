import { describe, expect, test } from 'vitest';
import { languages } from '../../domain/text.ts';
import { catalogue } from '../../kpi/catalogue/index.ts';
import { chanceOf, discoveries, funnelOf } from '../compare/funnel.ts';
import { randomFrom } from '../statistics/random.ts';
import { advice } from './advice.ts';
import { chosen, standingOut } from './diagnose.ts';
import type { Held } from './held.ts';
import { type LookedAt, looks } from './looks.ts';
import { heldBy } from './test-support/held.ts';

const ids = (held: readonly Held[]): string[] => held.map(({ kpi }) => kpi.id);

describe('what is looked at', () => {
  test('is in the catalogue, has a better side, and words for it in both languages', () => {
    for (const { kpi: id } of looks) {
      expect(catalogue.find((kpi) => kpi.id === id)?.better, id).not.toBeNull();
      for (const language of languages) {
        const texts = Object.values(advice[id]).map((text) => text[language]);
        for (const text of texts) expect(text, id).toMatch(/^\p{Lu}.*\.$/u);
        expect(new Set(texts).size, id).toBe(3);
      }
    }
  });
});

describe('what stands out', () => {
  test('needs more the more is looked at with it', () => {
    const one = heldBy('reach_rate', { chance: 0.004 });
    expect(standingOut([one])).toEqual([one]);
    const others = looks
      .filter(({ kpi }) => kpi !== 'reach_rate')
      .map(({ kpi }) => heldBy(kpi, { chance: 0.5, verdict: 'within' }));
    expect(standingOut([one, ...others])).toEqual([]);
  });

  test('needs more the more reps there are', () => {
    expect(standingOut([heldBy('reach_rate', { chance: 0.004, reps: 12 })])).toHaveLength(1);
    expect(standingOut([heldBy('reach_rate', { chance: 0.004, reps: 13 })])).toEqual([]);
  });

  test('is what stands out among the reps too, and is worth a talk', () => {
    expect(standingOut([heldBy('reach_rate', { verdict: 'within' })])).toEqual([]);
    expect(standingOut([heldBy('reach_rate', { verdict: 'too_little' })])).toEqual([]);
    expect(standingOut([heldBy('reach_rate', { value: 0.37 })])).toEqual([]);
  });

  test('with reps who are all alike, is nothing of anybody in 95 of 100 teams', () => {
    const random = randomFrom(17);
    const rates: readonly [LookedAt, number, number][] = [
      ['reach_rate', 800, 0.22],
      ['first_reach_rate', 150, 0.25],
      ['presented_share', 40, 0.75],
      ['qualified_conversion', 60, 0.7],
      ['win_rate', 50, 0.3],
      ['rated_share', 120, 0.3],
      ['silent_accounts', 70, 0.15],
      ['decision_team_coverage', 40, 0.8],
    ];
    const teams = 500;
    let told = 0;
    for (let team = 0; team < teams; team++) {
      const looked = rates.map(([id, n, p]) => {
        const samples = Array.from({ length: 12 }, () => {
          let x = 0;
          for (let i = 0; i < n; i++) if (random() < p) x++;
          return { x, n };
        });
        const funnel = funnelOf('proportion', samples)!;
        const chances = samples.map((sample) => chanceOf(funnel, sample));
        const stands = discoveries(chances, 0.05);
        return { id, samples, chances, stands, group: funnel.target };
      });
      const ofRep = (rep: number): Held[] =>
        looked.map(({ id, samples, chances, stands, group }) =>
          heldBy(id, {
            chance: chances[rep]!,
            verdict: stands[rep] === true ? 'above' : 'within',
            value: samples[rep]!.x / samples[rep]!.n,
            group,
            reps: samples.length,
          }),
        );
      if (Array.from({ length: 12 }, (_, rep) => standingOut(ofRep(rep))).some((found) => found.length > 0)) told++;
    }
    // 5 % of 500 is 25; more than 40 would have a chance below 1 in 500.
    expect(told).toBeLessThanOrEqual(40);
  });
});

describe('what is told', () => {
  test('is better or worse by the KPI’s own better side', () => {
    const telling = [
      heldBy('reach_rate', { verdict: 'above' }),
      heldBy('silent_accounts', { verdict: 'above' }),
      heldBy('win_rate', { verdict: 'below' }),
      heldBy('single_threaded_accounts', { verdict: 'below' }),
    ];
    const { good, bad } = chosen(telling);
    expect(ids(good).toSorted()).toEqual(['reach_rate', 'single_threaded_accounts']);
    expect(ids(bad)).toEqual(['silent_accounts', 'win_rate']);
  });

  test('is no praise for calls that press accounts', () => {
    const dials = heldBy('dials', { verdict: 'above' });
    expect(ids(chosen([dials]).good)).toEqual(['dials']);
    expect(chosen([dials, heldBy('pressured_accounts', { verdict: 'above' })]).good).toEqual([]);
  });

  test('is one KPI of a matter, the clearest', () => {
    const telling = [
      heldBy('close_rate', { chance: 0.001 }),
      heldBy('win_rate', { chance: 0.0001 }),
      heldBy('reach_rate', { chance: 0.002 }),
    ];
    expect(ids(chosen(telling).bad).toSorted()).toEqual(['reach_rate', 'win_rate']);
  });

  test('is three at most, habits before rates before records, and the largest effect first', () => {
    const telling = [
      heldBy('rated_share', { effect: -5 }),
      heldBy('reach_rate', { effect: -4 }),
      heldBy('presented_share', { effect: -1 }),
      heldBy('silent_accounts', { verdict: 'above', effect: 2 }),
      heldBy('win_rate', { effect: -3 }),
    ];
    expect(ids(chosen(telling).bad)).toEqual(['silent_accounts', 'presented_share', 'reach_rate']);
  });
});
