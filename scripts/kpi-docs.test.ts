import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from '../src/kpi/catalogue/index.ts';
import { kpiDoc, kpiDocs } from './write-kpi-docs.ts';

test.each(Object.entries(kpiDocs))(
  '%s is what the catalogue says (node scripts/write-kpi-docs.ts)',
  (file, language) => {
    expect(readFileSync(file, 'utf8')).toBe(kpiDoc(language));
  },
);

test.each(Object.values(kpiDocs))('the list in %s has every KPI once, and every link leads to one', (language) => {
  const doc = kpiDoc(language);
  const anchors = [...doc.matchAll(/<a id="([^"]+)">/g)].map((match) => match[1]);
  expect(anchors).toEqual(catalogue.map((kpi) => kpi.id));
  expect([...doc.matchAll(/\]\(#([^)]+)\)/g)].filter((match) => !anchors.includes(match[1]))).toEqual([]);
});
