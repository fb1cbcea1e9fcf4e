import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pipedrive } from '../pipedrive/definition.ts';
import { importCrm } from './import-crm.ts';
import { parseSettings } from './settings.ts';

const source = join(import.meta.dirname, '../../../conformance/imports/pipedrive-csv-es/source');

test('a file and a column that the settings name and the export does not have are told of', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'tacto-idle-'));
  try {
    const settings = parseSettings(
      'files: { gone.csv: { object: deal } }\nfields: { deal.product: Trato - Línea, activity.outcome: Actividad - Resultado }\n',
      'settings.yaml',
    );
    const options = {
      source,
      out: join(scratch, 'log'),
      format: 'csv',
      settings,
      knownKpis: new Set<string>(),
    } as const;
    const { warnings } = await importCrm(pipedrive, options);
    const texts = warnings.map(({ en }) => en);
    expect(texts).toContain('The settings name the file gone.csv, which the export does not have.');
    expect(texts).toContain('The settings read deal.product from “Trato - Línea”, a column that no file has.');
    expect(texts.join('\n')).not.toContain('activity.outcome');
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
});
