import * as fc from 'fast-check';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { crms } from '../crms.ts';
import type { Crm } from './definition.ts';
import { type ImportSettings, parseSettings } from './settings.ts';
import { importsOrSays, oddCells } from './test-support.ts';

// A good export, damaged at random: an import ends in a report that accounts for every row, or in a fault that names the file.

const goldens = join(import.meta.dirname, '../../../conformance/imports');

/** The records of a CSV text without line ends in its cells. */
function recordsOf(text: string): string[][] {
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => [...line.matchAll(/(?:^|[,;])(?:"((?:[^"]|"")*)"|([^",;]*))/g)])
    .map((cells) => cells.map(([, quoted, bare]) => (quoted ?? bare!).replaceAll('""', '"')));
}

/** An export that was made by hand, with its files by name. */
type Golden = {
  readonly crm: Crm;
  readonly good: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly settings: ImportSettings;
};

async function goldenOf(name: string): Promise<Golden> {
  const source = join(goldens, name, 'source');
  const good = new Map<string, string[][]>();
  for (const file of await readdir(source)) {
    if (file.endsWith('.csv')) good.set(file, recordsOf(await readFile(join(source, file), 'utf8')));
  }
  const settings = parseSettings(await readFile(join(goldens, name, 'settings.yaml'), 'utf8'), 'settings.yaml');
  return { crm: crms.find(({ id }) => name.startsWith(id))!, good, settings };
}

const oddCell = fc.oneof(fc.constantFrom(...oddCells), fc.string({ unit: 'binary', maxLength: 12 }));

const oddHeaders: readonly string[] = [
  ...'Id id Name name Importe " line c1 _line _file _rest StageName Status Subject CreatedDate OwnerId select 🙂'.split(
    ' ',
  ),
  ...'_fivetran_active _fivetran_start _fivetran_deleted IsDeleted'.split(' '),
  '',
  ' ',
  'a b',
  'Créated Daté',
  'x'.repeat(3000),
];

/** A change to the records of a file. */
const change = fc.oneof(
  fc.record({ how: fc.constantFrom('rename', 'copy'), column: fc.nat(), text: fc.constantFrom(...oddHeaders) }),
  fc.record({
    how: fc.constantFrom('drop', 'dropHeader', 'repeatRow', 'shortRow', 'longRow'),
    column: fc.nat(),
    text: oddCell,
  }),
  fc.record({ how: fc.constantFrom('cell', 'cell', 'cell', 'column'), column: fc.nat(), text: oddCell }),
);
type Change = { readonly how: string; readonly column: number; readonly text: string };

function changed(records: readonly (readonly string[])[], { how, column, text }: Change): string[][] {
  const copy = records.map((record) => [...record]);
  const [header] = copy;
  if (header === undefined || header.length === 0 || copy.length < 2) return copy;
  const at = column % header.length;
  const row = copy[1 + (column % (copy.length - 1))]!;
  if (how === 'rename') header[at] = text;
  if (how === 'copy') for (const [i, record] of copy.entries()) record.push(i === 0 ? text : (record[at] ?? ''));
  if (how === 'drop') for (const record of copy) record.splice(at, 1);
  if (how === 'dropHeader') header.splice(at, 1);
  if (how === 'repeatRow') copy.push([...row]);
  if (how === 'shortRow') row.pop();
  if (how === 'longRow') row.push(text);
  if (how === 'cell') row.splice(at, 1, text);
  if (how === 'column') for (const record of copy.slice(1)) record.splice(at, 1, text);
  return copy;
}

/** How a file is written. */
const dress = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  end: fc.constantFrom('\n', '\r\n', '\r'),
  isQuoted: fc.boolean(),
  encoding: fc.constantFrom('utf8', 'marked', 'utf16le', 'utf16be', 'latin1'),
  /** Where the file is cut off, as a share of its bytes; 1: nowhere. */
  cut: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
});
type Dress = typeof dress extends fc.Arbitrary<infer T> ? T : never;

function written(records: readonly (readonly string[])[], { delimiter, end, isQuoted, encoding, cut }: Dress): Buffer {
  const cell = (text: string): string => (isQuoted ? `"${text.replaceAll('"', '""')}"` : text);
  const text = records.map((record) => record.map(cell).join(delimiter) + end).join('');
  const bytes =
    encoding === 'utf16le' || encoding === 'utf16be'
      ? Buffer.from(`\u{feff}${text}`, 'utf16le')
      : Buffer.from(encoding === 'marked' ? `\u{feff}${text}` : text, encoding === 'latin1' ? 'latin1' : 'utf8');
  return (encoding === 'utf16be' ? bytes.swap16() : bytes).subarray(0, Math.round(bytes.length * cut));
}

const plain: Dress = { delimiter: ',', end: '\n', isQuoted: true, encoding: 'utf8', cut: 1 };
type Damage = { readonly file: string; readonly changes: readonly Change[]; readonly dress: Dress };

async function importDamaged({ crm, good, settings }: Golden, damages: readonly Damage[]): Promise<void> {
  const files = new Map([...good].map(([name, records]) => [name, written(records, plain)]));
  for (const { file, changes, dress: how } of damages) {
    files.set(file, written(changes.reduce(changed, good.get(file)!), how));
  }
  await importsOrSays(
    { crm, settings },
    files,
    damages.map(({ file }) => file),
  );
}

/** An import takes two seconds; more of them find more. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 4);

describe.each(['salesforce-export', 'salesforce-pipeline', 'hubspot-csv-es', 'hubspot-fivetran', 'pipedrive-csv-es'])(
  '%s',
  (name) => {
    test('a damaged export is accounted for, or its fault names the file', { timeout: numRuns * 60_000 }, async () => {
      const golden = await goldenOf(name);
      const damage = fc.record({
        file: fc.constantFrom(...golden.good.keys()),
        changes: fc.array(change, { maxLength: 4 }),
        dress: fc.oneof(fc.constant(plain), dress),
      });
      const damages = fc.array(damage, { minLength: 1, maxLength: 5 });
      const isSound = (given: readonly Damage[]): Promise<void> => importDamaged(golden, given);
      await fc.assert(fc.asyncProperty(damages, isSound), { numRuns, endOnFailure: true });
    });
  },
);
