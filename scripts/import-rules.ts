import { posix } from 'node:path';

/** What each folder of `src` may import from the others. A folder that is not listed may neither import nor be imported. */
export const layers: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  duckdb: ['domain'],
  log: ['domain', 'duckdb'],
  engine: ['domain', 'duckdb', 'log'],
  kpi: ['domain', 'duckdb', 'log', 'engine'],
  insight: ['domain', 'duckdb', 'log', 'engine', 'kpi'],
  crm: ['domain', 'duckdb', 'log'],
  record: ['domain', 'duckdb', 'log', 'engine'],
  server: ['domain', 'duckdb', 'log', 'engine', 'kpi', 'insight', 'crm', 'record'],
  cli: ['domain', 'duckdb', 'log', 'engine', 'kpi', 'insight', 'crm', 'record', 'server'],
};

/** An import that goes the wrong way. `line` counts from 1. */
export type Breach = { readonly file: string; readonly line: number; readonly reason: string };

const importPattern = /(?:\bfrom|\bimport)\s*\(?\s*(['"])(\.[^'"]*)\1/g;

/**
 * The imports of one file that go the wrong way. Tests may import anything.
 * @param file path from the root of the repository, with `/`
 */
export function breaches(file: string, source: string): readonly Breach[] {
  if (file.endsWith('.test.ts')) return [];
  return [...source.matchAll(importPattern)].flatMap((match) => {
    const target = posix.join(posix.dirname(file), match[2]!);
    const reason = refusal(file, target);
    return reason === null ? [] : [{ file, line: source.slice(0, match.index).split('\n').length, reason }];
  });
}

function refusal(file: string, target: string): string | null {
  if (file.startsWith('web/')) return target.startsWith('web/') ? null : `web knows the API only, not ${target}`;
  const [from, to] = [layerOf(file), layerOf(target)];
  if (from === null) return null;
  if (to === null) return `src imports nothing from outside it: ${target}`;
  if (from === to) return null;
  const allowed = layers[from];
  if (allowed === undefined || layers[to] === undefined) {
    return `name ${allowed === undefined ? from : to} in the layers of scripts/import-rules.ts`;
  }
  if (allowed.includes(to)) return null;
  return `${from} may import ${allowed.length === 0 ? 'no other folder' : allowed.join(', ')}, not ${to}`;
}

function layerOf(path: string): string | null {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
}
