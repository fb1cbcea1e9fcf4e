import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { breaches, layers } from './import-rules.ts';

const reasons = (file: string, source: string) => breaches(file, source).map((breach) => breach.reason);

describe('import direction', () => {
  test('lets a folder import what stands before it, and itself', () => {
    const source = `import { a } from '../engine/facts.ts';\nimport type { B } from '../domain/text.ts';\nimport './own.ts';`;
    expect(breaches('src/kpi/catalogue.ts', source)).toEqual([]);
    expect(breaches('src/engine/resolve/time.ts', `export * from '../../duckdb/sql.ts';`)).toEqual([]);
  });

  test('names file, line and what would be right', () => {
    expect(breaches('src/log/read.ts', `\n\nimport { plan } from '../engine/plan.ts';`)).toEqual([
      { file: 'src/log/read.ts', line: 3, reason: 'log may import domain, duckdb, not engine' },
    ]);
    expect(reasons('src/domain/text.ts', `import '../log/schema.ts';`)).toEqual([
      'domain may import no other folder, not log',
    ]);
  });

  test.each([
    ['a type', `import type { A } from '../cli/a.ts';`],
    ['a re-export', `export { a } from '../cli/a.ts';`],
    ['an import over several lines', `import {\n  a,\n  b,\n} from '../cli/a.ts';`],
    ['an import while running', `const a = await import('../cli/a.ts');`],
    ['double quotes', `import { a } from "../cli/a.ts";`],
  ])('sees %s', (_, source) => {
    expect(reasons('src/server/api.ts', source)).toHaveLength(1);
  });

  test('keeps src inside src and web outside it', () => {
    expect(reasons('src/kpi/a.ts', `import '../../conformance/run.ts';`)).toHaveLength(1);
    expect(reasons('web/src/app.tsx', `import '../../src/domain/text.ts';`)).toHaveLength(1);
    expect(reasons('web/src/pages/home.tsx', `import '../src/chart.ts';`)).toEqual([]);
  });

  test('lets tests and packages be', () => {
    expect(breaches('src/domain/text.test.ts', `import '../cli/a.ts';`)).toEqual([]);
    expect(breaches('src/domain/text.ts', `import { readFile } from 'node:fs/promises';`)).toEqual([]);
  });

  test('refuses a folder without a place in the order', () => {
    expect(reasons('src/misc/a.ts', `import '../domain/text.ts';`)).toEqual([
      'name misc in the layers of scripts/import-rules.ts',
    ]);
    const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(Object.keys(layers)).toEqual(expect.arrayContaining(folders.map((folder) => folder.name)));
  });

  test('has no two folders that import each other', () => {
    for (const [folder, allowed] of Object.entries(layers)) {
      for (const lower of allowed) expect(layers[lower], `${folder} → ${lower}`).not.toContain(folder);
    }
  });
});
