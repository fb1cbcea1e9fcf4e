import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** One question of a conformance log with its hand-computed answer, or the error it must raise. */
export type ConformanceCase = {
  readonly name: string;
  readonly ask: {
    readonly kpis: readonly string[];
    readonly by?: readonly string[];
    readonly from?: string;
    readonly to?: string;
    readonly as_of?: string | null;
    readonly where?: Readonly<Record<string, string | null>>;
  };
  readonly rows?: readonly ExpectedRow[];
  readonly error?: { readonly code: string; readonly contains?: readonly string[] };
};

export type ExpectedRow = Readonly<Record<string, string | null | Readonly<Record<string, number | string | null>>>>;

/** What `cases.yaml` of a conformance log holds. */
export type ConformanceFile = {
  readonly about: string;
  readonly cases: readonly ConformanceCase[];
  readonly rejects?: readonly { readonly table: string; readonly line: number; readonly column: string | null }[];
  readonly reading?: Readonly<
    Record<string, { readonly read: number; readonly kept: number; readonly rejected: number }>
  >;
};

/** Reads a `cases.yaml`. */
export function readCases(file: string): ConformanceFile {
  return parse(readFileSync(file, 'utf8')) as ConformanceFile;
}

/** An expected number: a number, or arithmetic written out, such as `"1/3"`. */
export function expectedNumber(value: number | string | null): number | null {
  if (value === null || typeof value === 'number') return value;
  const tokens = value.match(/\d+(?:\.\d+)?|[-+*/()]/g) ?? [];
  let i = 0;
  const factor = (): number => {
    const token = tokens[i++];
    if (token === '(') {
      const inner = sum();
      i++;
      return inner;
    }
    return token === '-' ? -factor() : Number(token);
  };
  const product = (): number => {
    let result = factor();
    while (tokens[i] === '*' || tokens[i] === '/') result = tokens[i++] === '*' ? result * factor() : result / factor();
    return result;
  };
  const sum = (): number => {
    let result = product();
    while (tokens[i] === '+' || tokens[i] === '-')
      result = tokens[i++] === '+' ? result + product() : result - product();
    return result;
  };
  return sum();
}
