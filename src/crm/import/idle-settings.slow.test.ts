import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Text } from '../../domain/text.ts';
import { pipedrive } from '../pipedrive/definition.ts';
import { importCrm } from './import-crm.ts';
import { parseSettings } from './settings.ts';

const source = join(import.meta.dirname, '../../../conformance/imports/pipedrive-csv-es/source');

/** What is warned of when the export is imported with these settings. */
async function warned(settings: string): Promise<readonly Text[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'tacto-idle-'));
  try {
    const options = { source, out: join(scratch, 'log'), format: 'csv', knownKpis: new Set<string>() } as const;
    const { warnings } = await importCrm(pipedrive, { ...options, settings: parseSettings(settings, 'settings.yaml') });
    return warnings;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const english = async (settings: string): Promise<readonly string[]> => (await warned(settings)).map(({ en }) => en);

test('a file and a column that the settings name and the export does not have are told of', async () => {
  const texts = await english(
    'files: { gone.csv: { object: deal } }\nfields: { deal.product: Trato - Línea, activity.outcome: Actividad - Resultado }\n',
  );
  expect(texts).toContain('The settings name the file gone.csv, which the export does not have.');
  expect(texts).toContain('The settings read deal.product from “Trato - Línea”, a column that no file has.');
  expect(texts.join('\n')).not.toContain('activity.outcome');
});

const named = (text: { readonly en: string }): boolean => /^The settings (name|count)/.test(text.en);

test('a word that no record has is told of, with the one that was probably meant', async () => {
  const texts = await warned(`
    fields: { activity.outcome: Actividad - Resultado }
    outcomes: { Hablo: reached, no contesta: no_answer, connected: reached }
    activity_types: { Lamada: call, llamada: call }
    stages: { Oferta enviada: open, Foo: won }
    stage_order: [contacto hecho, Oferta mandada]
    owners: { Nobody: Luis Vega }
    hourly_costs: { Luis Vega: 30, Marta Rios: 30, "*": 20 }
    roles: { Boss: champion }
  `);
  expect(texts.filter(named).map(({ en }) => en)).toEqual([
    'The settings name “Foo” under stages, which the export does not have.',
    'The settings name “Oferta mandada” under stage_order, which the export does not have. Did you mean “Oferta enviada”?',
    'The settings name “Hablo” under outcomes, which the export does not have. Did you mean “Habló”?',
    'The settings name “Lamada” under activity_types, which the export does not have. Did you mean “Llamada”?',
    'The settings name “Nobody” under owners, which the export does not have.',
    'The settings name “Marta Rios” under hourly_costs, which the export does not have. Did you mean “Marta Ríos”?',
  ]);
  expect(texts.map(({ es }) => es)).toContain(
    'Los ajustes nombran «Hablo» en outcomes, que la exportación no tiene. ¿Quería decir «Habló»?',
  );
});

test('many such words are counted', async () => {
  const words = Array.from({ length: 13 }, (_, i) => `Nobody ${i}: Luis Vega`);
  const texts = (await english(`owners: { ${words.join(', ')} }`)).filter((en) => named({ en }));
  expect(texts).toHaveLength(11);
  expect(texts.at(-1)).toBe('The settings name 3 more words under owners that the export does not have.');
});

test('somebody for whom others count and whom the export does not have is told of', async () => {
  expect((await english('owners: { Marta Ríos: Luis Bega }')).filter((en) => named({ en }))).toEqual([
    'The settings count Marta Ríos for “Luis Bega” (owners), who is nobody of the export and becomes a rep. Did you mean “Luis Vega”?',
  ]);
  expect((await english('owners: { Marta Ríos: Luis Vega }')).filter((en) => named({ en }))).toEqual([]);
});
