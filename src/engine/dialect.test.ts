import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;
const asking = [
  ...readdirSync(folder).filter((file) => /^(?!cache|fingerprint|dialect).*(?<!\.test)\.ts$/.test(file)),
  'resolve/money.ts',
];

/** Words that other engines say differently or not at all. */
const own =
  /FILTER \(|QUALIFY|EXCLUDE|GROUP BY ALL|ASOF|SEMI JOIN|ANTI JOIN|make_timestamp|to_microseconds|to_months|to_days|strftime|isodow|date_trunc|::DATE|DECIMAL\(|infinity|median\(|list\(|to_json|bool_or|arg_m|INTERVAL|MATERIALIZED|\(VALUES/g;

test.each(asking)('%s asks in words that every engine knows', (file) => {
  // Resolving is DuckDB's alone: of money.ts only what asking uses is looked at.
  const text = readFileSync(join(folder, file), 'utf8').replace(/export const resolve[^;]*;/, '');
  expect(text.match(own) ?? []).toEqual([]);
});

test('the dialect is where they are', () => {
  expect(new Set(readFileSync(join(folder, 'dialect.ts'), 'utf8').match(own)).size).toBeGreaterThan(15);
});
