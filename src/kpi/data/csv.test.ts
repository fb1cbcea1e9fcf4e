import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test.each([
  ['=a', "'=a"],
  ["'=a", "''=a"],
  ["''=a", "'''=a"],
  ['@a', "'@a"],
  ['+a', "'+a"],
  ["'-a", "''-a"],
  ['+34 600', '+34 600'],
  ["'-12.5", "'-12.5"],
  ["'tis", "'tis"],
  ['\ta', "'\ta"],
  ['\0=a', '\uFFFD=a'],
])('%j is written as %j', (text, written) => {
  expect(toCsv(['x'], [[text]])).toBe(`x\n${written}\n`);
});
