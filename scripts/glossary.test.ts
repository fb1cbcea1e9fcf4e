import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as words from '../src/domain/vocabulary.ts';
import { catalogue } from '../src/kpi/catalogue/index.ts';
import { tableNames } from '../src/log/schema.ts';

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
