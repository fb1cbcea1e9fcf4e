import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allWords as firstWords } from '../web/src/i18n/all-words.ts';
import { insightWords } from '../web/src/i18n/insight-words.ts';
import { relationWords } from '../web/src/i18n/relation-words.ts';
import { laterWords } from '../web/src/i18n/later-words.ts';

const allWords = { ...firstWords, ...insightWords, ...relationWords, ...laterWords };

const source = globSync('web/src/**/*.{ts,tsx}', { exclude: ['**/words.ts', '**/*.test.ts'] })
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const literals = new Set([...source.matchAll(/['"`]([A-Za-z][\w.-]*)['"`]/g)].map(([, text]) => text!));
const stems = [...source.matchAll(/`([A-Za-z][\w.-]*\.)\$\{/g)].map(([, text]) => text!);
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort();

describe.each(Object.entries(allWords))('%s', (key, { en, es }) => {
  test('is used', () => {
    const stem = key.replace(/_(one|other)$/, '');
    expect(literals.has(stem) || stems.some((start) => stem.startsWith(start)), `nothing says “${stem}”`).toBe(true);
  });

  test('has a text in both languages, with the same holes', () => {
    expect(en.trim()).not.toBe('');
    expect(es.trim()).not.toBe('');
    expect(holes(es)).toEqual(holes(en));
  });

  test('has both plurals, or none', () => {
    const other = key.endsWith('_one') ? key.replace(/_one$/, '_other') : key.replace(/_other$/, '_one');
    expect(Object.keys(allWords)).toContain(other);
  });
});

test('what comes later does not take the place of what was there', () => {
  expect(Object.keys(laterWords).filter((key) => key in firstWords)).toEqual([]);
});
