import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The guide's pages that are there in both languages, by name. */
const pages = readdirSync('docs').filter((name) => name.endsWith('.md') && existsSync(`docs/es/${name}`));

type Shape = {
  readonly headings: readonly string[];
  readonly rows: number;
  readonly items: number;
  readonly fences: readonly string[];
};

/** How a page is built, whatever its words. */
function shapeOf(text: string): Shape {
  const prose = text.replace(/^```.*?^```$/gms, '');
  return {
    headings: prose.match(/^#+(?= )/gm) ?? [],
    rows: (prose.match(/^ *\|/gm) ?? []).length,
    items: (prose.match(/^ *(?:[-*]|\d+\.) /gm) ?? []).length,
    fences: [...text.matchAll(/^```(.*?)\n.*?^```$/gms)].map(([, language]) => language!),
  };
}

/** The commands of a page, without comments and what the reader puts in their place. */
function codeOf(text: string): readonly string[] {
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, code]) =>
    code!.replace(/ # .*$/gm, '').replace(/^T=.*$/m, ''),
  );
}

describe.each(pages)('docs/%s in both languages', (name) => {
  const [english, spanish] = [readFileSync(`docs/${name}`, 'utf8'), readFileSync(`docs/es/${name}`, 'utf8')];

  test('has the same headings, tables, lists and blocks', () => {
    expect(shapeOf(spanish)).toEqual(shapeOf(english));
  });

  test('has the same commands', () => {
    expect(codeOf(spanish)).toEqual(codeOf(english));
  });
});
