import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as words from '../src/domain/vocabulary.ts';
import { catalogue } from '../src/kpi/catalogue/index.ts';
import { tableNames } from '../src/log/schema.ts';
import * as shown from '../web/src/parts/vocabulary/lists.ts';

const vocabulary = [
  words.channels,
  words.directions,
  words.outcomes,
  words.purposes,
  words.decisionRoles,
  words.dimensions,
  Object.values(words.reservedStages),
  tableNames,
].flat();

const rowsOf = (file: string): readonly string[] => readFileSync(file, 'utf8').split('\n');

describe.each([
  { file: 'docs/glossary.md', language: 'en', other: 'es' },
  { file: 'docs/glossary.es.md', language: 'es', other: 'en' },
] as const)('$file', ({ file, language, other }) => {
  const rows = rowsOf(file);

  test('explains every word of the sales log', () => {
    const missing = vocabulary.filter((word) => !rows.some((row) => row.includes(`| \`${word}\` |`)));
    expect(missing).toEqual([]);
  });

  test('has every KPI as the catalogue has it', () => {
    for (const { id, label, explanation } of catalogue) {
      expect(rows).toContain(`| ${label[language]} | ${label[other]} | \`${id}\` | ${explanation[language]} |`);
    }
  });
});

// The app knows the API only, so it has the closed lists by itself.
test.each(Object.entries(shown))('the app has the %s of the sales log', (name, list) => {
  expect(Object.entries(words)).toContainEqual([name, list]);
});
