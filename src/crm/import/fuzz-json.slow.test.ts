import * as fc from 'fast-check';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { crms } from '../crms.ts';
import { parseSettings } from './settings.ts';
import { importsOrSays, oddCells } from './test-support.ts';

// Answers of an API, damaged at random: see `fuzz.slow.test.ts`.

const goldens = join(import.meta.dirname, '../../../conformance/imports');

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...oddCells, null, true, 0, -1.5, 1e300, [], {}, [[]], { id: 1 }, [null, 'x'], {
    results: 3,
  }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const damage = fc.record({
  file: fc.nat(),
  how: fc.constantFrom('value', 'value', 'value', 'drop', 'cut', 'byte'),
  place: fc.nat(),
  value: odd,
});
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

/** A JSON value with the one at a place, counted through all that it holds, put otherwise or left out. */
function changed(value: unknown, { how, place, value: other }: Damage): unknown {
  const all: { readonly holder: Record<string, unknown>; readonly key: string }[] = [];
  const walk = (holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const key of Object.keys(holder)) {
      all.push({ holder: holder as Record<string, unknown>, key });
      walk((holder as Record<string, unknown>)[key]);
    }
  };
  const copy = structuredClone(value);
  walk(copy);
  if (all.length === 0) return other;
  const { holder, key } = all[place % all.length]!;
  if (how === 'value') holder[key] = other;
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return copy;
}

function damaged(bytes: Buffer, name: string, given: Damage): Buffer {
  const { how, place } = given;
  if (how === 'cut') return bytes.subarray(0, place % (bytes.length + 1));
  if (how === 'byte' || !/json/.test(name)) {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[place % copy.length] = place & 0xff;
    return copy;
  }
  const lines = name.endsWith('.jsonl') ? bytes.toString('utf8').trimEnd().split('\n') : [bytes.toString('utf8')];
  const at = place % lines.length;
  try {
    lines[at] = JSON.stringify(changed(JSON.parse(lines[at]!), given)) ?? 'null';
  } catch {
    lines[at] = '{';
  }
  return Buffer.from(`${lines.join('\n')}\n`);
}

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 4);

describe.each(['hubspot-json', 'pipedrive-api'])('%s', (golden) => {
  test('damaged answers are accounted for, or the fault names the file', { timeout: numRuns * 60_000 }, async () => {
    const crm = crms.find(({ id }) => golden.startsWith(id))!;
    const settings = parseSettings(await readFile(join(goldens, golden, 'settings.yaml'), 'utf8'), 'settings.yaml');
    const good = new Map<string, Buffer>();
    for (const file of await readdir(join(goldens, golden, 'source'))) {
      good.set(file, await readFile(join(goldens, golden, 'source', file)));
    }
    const names = [...good.keys()];
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 6 }), async (damages) => {
        const files = new Map(good);
        for (const given of damages) {
          const name = names[given.file % names.length]!;
          files.set(name, damaged(files.get(name)!, name, given));
        }
        await importsOrSays(
          { crm, settings },
          files,
          damages.map(({ file }) => names[file % names.length]!),
        );
      }),
      { numRuns, endOnFailure: true },
    );
  });
});
