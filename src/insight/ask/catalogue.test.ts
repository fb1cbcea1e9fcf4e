import { describe, expect, test } from 'vitest';
import { languages } from '../../domain/text.ts';
import { catalogue } from '../../kpi/catalogue/index.ts';
import { needsOf } from '../../kpi/needs.ts';
import { playbooks } from '../../kpi/playbooks.ts';
import { questions as seeds } from '../../kpi/questions.ts';
import { tables, type TableName } from '../../log/schema.ts';
import { isComparable } from '../compare/compare-kpi.ts';
import { effectIds } from '../effects/ids.ts';
import { missingThings } from './captures.ts';
import { askCatalogue } from './catalogue/index.ts';
import { breakdownOf } from './commands.ts';
import { needsOfBreakdown, needsOfLook } from './look-needs.ts';
import { groupIds, mostLooks } from './question.ts';
import { figureIds, signs } from './signs.ts';

const kpis = new Map(catalogue.map((kpi) => [kpi.id, kpi]));
const looks = askCatalogue.flatMap((question) => question.looks.map((look) => ({ question, look })));

describe('the catalogue of questions', () => {
  test('is broad: every group has some, each question once', () => {
    expect(new Set(askCatalogue.map(({ id }) => id)).size).toBe(askCatalogue.length);
    expect(askCatalogue.length).toBeGreaterThanOrEqual(40);
    for (const group of groupIds)
      expect(askCatalogue.filter((question) => question.group === group).length, group).toBeGreaterThanOrEqual(4);
  });

  test('has the board’s questions, in their words', () => {
    for (const seed of seeds) {
      const asked = askCatalogue.find(({ id }) => id === seed.id);
      expect(asked?.text).toEqual(seed.text);
      // What it looks at is among what the board shows of it.
      for (const { subject } of asked!.looks)
        if (subject.kind === 'kpi') expect(seed.kpis, seed.id).toContain(subject.id);
    }
  });

  test.each(askCatalogue.map((question) => [question.id, question] as const))(
    '%s: at most three looks, each thing once, texts in both languages',
    (_, { looks: own, text, words, reading }) => {
      expect(own.length).toBeGreaterThan(0);
      expect(own.length).toBeLessThanOrEqual(mostLooks);
      expect(new Set(own.map(({ subject }) => JSON.stringify(subject))).size).toBe(own.length);
      for (const language of languages) {
        expect(text[language]).toMatch(/\?$/);
        expect(words[language]).not.toBe('');
        expect(reading[language]).toMatch(/[.)]$/);
        for (const { why } of own) expect(why[language]).toMatch(/\.$/);
      }
      expect(text.es).toMatch(/^(¿|En sencillo|El juego|La venta como)/);
    },
  );

  test.each(looks.map(({ question, look }) => [`${question.id}: ${look.run}`, look] as const))(
    '%s shows what is looked at, by what it has',
    (_, { subject, run }) => {
      const [command, named = ''] = run.split(' ');
      const by = breakdownOf(run);
      switch (subject.kind) {
        case 'kpi': {
          const kpi = kpis.get(subject.id)!;
          expect(kpi, subject.id).toBeDefined();
          if (command === 'cost') expect(kpi.answers).toContain('cost');
          else expect(named.split(',')).toContain(subject.id);
          for (const dimension of by) expect(kpi.dimensions).toContain(dimension);
          if (command === 'compare') expect(isComparable(kpi, by[0]!)).toBe(true);
          else expect(['kpi', 'rows', 'trend', 'cost']).toContain(command);
          break;
        }
        case 'effect':
          expect(effectIds).toContain(subject.id);
          expect(run).toBe(`effects ${subject.id}`);
          break;
        case 'flags':
          expect(command).toBe('risks');
          break;
        case 'report':
          expect({ parts: 'why', diagnosis: 'diagnose', cycle: 'cost', goals: 'goals' }[subject.id]).toBe(command);
      }
    },
  );
});

describe('how to capture', () => {
  const needs = [
    ...looks.flatMap(({ look }) => [...needsOfLook(look, kpis), ...needsOfBreakdown(look)]),
    ...catalogue.flatMap((kpi) => needsOf(kpi)),
  ];

  test('is known of everything that a question or a KPI may lack', () => {
    for (const { name, capture } of missingThings(needs)) {
      expect(capture, name).not.toBeNull();
      for (const language of languages) expect(capture!.habit[language]).not.toBe('');
    }
  });

  test('tells of columns that a log has', () => {
    for (const { name } of missingThings(needs)) {
      const [table, column] = name.replace(/[=(].*$/, '').split('.');
      expect(Object.keys(tables)).toContain(table);
      if (column !== undefined)
        expect(
          tables[table as TableName].columns.map((found) => found.name),
          name,
        ).toContain(column);
    }
  });
});

describe('signs of playbooks', () => {
  test('each playbook has three at least, each figure is used, texts in both languages', () => {
    for (const { id } of playbooks) expect(signs.filter(({ playbook }) => playbook === id).length).toBeGreaterThan(2);
    for (const figure of figureIds) expect(signs.some((sign) => sign.figure === figure)).toBe(true);
    for (const { philosophy, fits, beware } of playbooks)
      for (const language of languages)
        for (const text of [philosophy, fits, beware]) expect(text[language]).not.toBe('');
  });

  test('no figure speaks for two playbooks at once', () => {
    for (const figure of figureIds) {
      const own = signs.filter((sign) => sign.figure === figure);
      const most = own.flatMap(({ bound }) => ('most' in bound ? bound.most : []));
      const least = own.flatMap(({ bound }) => ('least' in bound ? bound.least : []));
      expect(own.length).toBe(Math.min(most.length, 1) + Math.min(least.length, 1));
      if (most.length > 0 && least.length > 0) expect(most[0]!).toBeLessThan(least[0]!);
    }
  });
});
