import * as fc from 'fast-check';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { UserError } from '../../domain/errors.ts';
import { crms } from '../crms.ts';
import { listNames } from './definition.ts';
import { checkFields } from './recognise.ts';
import { noSettings, parseSettings } from './settings.ts';

const folder = join(import.meta.dirname, '../../../examples/settings');
const examples = (await readdir(folder)).filter((file) => file.endsWith('.yaml'));
const textOf = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');

describe.each(examples)('the example %s', (file) => {
  const crm = crms.find(({ id }) => file === `${id}.yaml`);

  test('is of a CRM that there is, and is right', async () => {
    const settings = parseSettings(await textOf(file), file);
    expect(settings.warnings).toEqual([]);
    expect(crm).toBeDefined();
    expect(() => checkFields(crm!, settings)).not.toThrow();
  });

  test('shows every key', async () => {
    const keys = (await textOf(file)).match(/^(?:# )?[a-z_]+(?=:)/gm)!.map((key) => key.replace('# ', ''));
    const rest = [
      'workspace',
      'date_order',
      'decimal_mark',
      'times_without_zone',
      'files',
      'fields',
      'fx_rates',
      'stage_order',
    ];
    // Only Pipedrive has states of deals beside their stages.
    const lists = listNames.filter((list) => list !== 'deal_statuses' || file.startsWith('pipedrive'));
    expect(keys).toEqual(expect.arrayContaining([...rest, ...lists]));
  });
});

/** What is said of settings that are wrong. */
function faultOf(text: string): string {
  try {
    parseSettings(text, 'mine.yaml');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.code).toBe('bad_settings');
    expect(error.fault.message.en).toMatch(/^mine\.yaml/);
    expect(error.fault.message.es).toMatch(/^mine\.yaml/);
    return error.in('en').slice('mine.yaml'.length);
  }
  throw new Error('nothing is wrong with them');
}

test.each([
  ['stage: {}', ': there is no setting stage. Did you mean stages?'],
  ['- a', ': settings has the value ["a"]. Right would be keys and values.'],
  ['a: b: c', ' is not valid YAML: '],
  ['workspace: { timezone: Madrid }', ': workspace.timezone has the value "Madrid". Right would be an IANA time zone'],
  ['workspace: 3', ': workspace has the value 3. Right would be keys and values.'],
  [
    'workspace: { thresholds: { silence_days: -1 } }',
    ': workspace.thresholds.silence_days has the value -1. Right would be',
  ],
  [
    'workspace: { currency: US dollar }',
    ': workspace.currency has the value "US dollar". Right would be a code of ISO 4217 in three letters, such as USD.',
  ],
  ['workspace: { currency: euro }', ': workspace.currency has the value "euro". Right would be a code of ISO 4217'],
  ['workspace: { currency: € }', ': workspace.currency has the value "€". Right would be a code of ISO 4217'],
  ['date_order: dmmy', ': date_order has the value "dmmy". Right would be dmy / mdy / ymd.'],
  [
    'decimal_mark: "."\nstages: { Won: gained }',
    ': stages.Won has the value "gained". Right would be open, won, lost, or {',
  ],
  ['stages: { Won: { kind: won, probability: 100 } }', ': stages.Won has the value {"kind":"won","probability":100}.'],
  ['stages: { Won: }', ': stages.Won has the value null. Right would be open, won, lost, or {'],
  ['stages: { Won: { position: 5000000000 } }', ': stages.Won has the value {"position":5000000000}.'],
  ['stages: [Won]', ': stages has the value ["Won"]. Right would be keys and values.'],
  ['stage_order: Won', ': stage_order has the value "Won". Right would be a list of stage names.'],
  ['files: { a.csv: { delimiter: ";;" } }', ': files.a.csv.delimiter has the value ";;". Right would be one character'],
  ['files: { a.csv: { objekt: deal } }', ': there is no setting files.a.csv.objekt.'],
  ['files: { a.csv: { object: 3 } }', ': files.a.csv.object has the value 3. Right would be a text.'],
  ['fields: { contact.rating: [] }', ': fields.contact.rating has the value []. Right would be a text.'],
  ['fx_rates: { USD: 0 }', ': fx_rates.USD has the value 0. Right would be a number above 0'],
  ['outcomes: { Connected: spoken }', ': outcomes.Connected has the value "spoken". Right would be one of reached'],
  [
    'activity_types: { Demo: { chanel: call } }',
    ': activity_types.Demo has the value {"chanel":"call"}. Right would be call',
  ],
  ['ratings: { Fan: 4 }', ': ratings.Fan has the value 4. Right would be a whole number from -3 to 3.'],
  ['influences: { High: 1.5 }', ': influences.High has the value 1.5. Right would be a whole number from 0 to 3.'],
  ['owners: { Ben: "" }', ': owners.Ben has the value "". Right would be the name or id'],
  [
    'owners: { Ana: Ben, ben: Cleo, Cleo: ana, Dan: Ana }',
    ': owners goes in a circle, Ana → ben → Cleo → Ana: none of them would be left. Leave out the line',
  ],
  ['hourly_costs: { Ben: .inf }', ': hourly_costs.Ben has the value Infinity. Right would be an amount for an hour'],
  ['hourly_costs: { "*": -1 }', ': hourly_costs.* has the value -1. Right would be an amount for an hour'],
])('%s', (text, fault) => {
  expect(faultOf(text).slice(0, fault.length)).toBe(fault);
});

test('the code of a currency may be in small letters', () => {
  const { workspace, rates } = parseSettings(
    '{ workspace: { currency: eur }, fx_rates: { usd: 0.92, Points: 2 } }',
    'x',
  );
  expect(workspace.currency).toBe('EUR');
  expect([...rates]).toEqual([
    ['USD', '0.92'],
    ['Points', '2'],
  ]);
});

test('an owner counts for the last of the line, and may count for themselves', () => {
  const { lists } = parseSettings('owners: { Ana: Ben, ben: Cleo, Cleo: cleo }', 'mine.yaml');
  expect(lists.owners?.map(({ word, values }) => [word, ...values])).toEqual([
    ['Ana', 'cleo'],
    ['ben', 'cleo'],
    ['Cleo', 'cleo'],
  ]);
});

test('a key without anything under it is as good as none', () => {
  const text = 'stages:\nworkspace:\n  # timezone: Europe/Madrid\nfiles:\n';
  expect(parseSettings(text, 'mine.yaml')).toEqual({ ...noSettings, file: 'mine.yaml', text });
});

test('a field that only the language knows is no field of an object', () => {
  const settings = parseSettings('fields: { opportunity.constructor: X }', 'mine.yaml');
  expect(() => checkFields(crms[0]!, settings)).toThrow(UserError);
});

/** Settings, or a fault that names the file. */
function parsesOrSays(text: string): void {
  try {
    parseSettings(text, 'mine.yaml');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect([error.in('en'), error.in('es')]).toEqual([
      expect.stringContaining('mine.yaml'),
      expect.stringContaining('mine.yaml'),
    ]);
  }
}

describe('whatever they hold, they are read or the fault names the file', () => {
  const keys = [
    ...listNames,
    'workspace',
    'date_order',
    'decimal_mark',
    'times_without_zone',
    'files',
    'fields',
    'fx_rates',
    'stage_order',
  ];

  test('values of any kind', () => {
    const odd = fc.anything({ maxDepth: 3, withNullPrototype: false, withSparseArray: false });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), odd, { noNullPrototype: true }), (given) => {
        parsesOrSays(stringify(JSON.parse(JSON.stringify(given))));
      }),
    );
  });

  test('a damaged file', async () => {
    for (const file of examples) {
      const text = await textOf(file);
      const cut = fc.tuple(
        fc.nat(text.length),
        fc.nat(20),
        fc.constantFrom('', '"', ':', '&a ', '*a ', '\t', '- ', '{', '!!js ', '\u{0}', '? '),
      );
      fc.assert(
        fc.property(cut, ([at, length, put]) => parsesOrSays(text.slice(0, at) + put + text.slice(at + length))),
        { numRuns: 60 },
      );
    }
  });

  test('values that hold themselves', () => {
    parsesOrSays('workspace: &a { name: *a }');
    parsesOrSays('stages: &a { Won: *a }');
  });
});
