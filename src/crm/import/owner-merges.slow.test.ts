import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hubspot } from '../hubspot/definition.ts';
import { importCrm } from './import-crm.ts';
import { parseSettings } from './settings.ts';

test('people who count for each other, once by name and once by address, are refused', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'tacto-merges-'));
  try {
    const owners = [
      { id: '1', email: 'ana@acme.example', firstName: 'Ana', lastName: 'Sanz' },
      { id: '2', email: 'ben@acme.example', firstName: 'Ben', lastName: 'Ruiz' },
    ];
    const companies = owners.map(({ id }) => ({
      id: `9${id}`,
      properties: { name: `Company ${id}`, hubspot_owner_id: id, createdate: '2026-01-01T10:00:00Z' },
    }));
    const source = join(scratch, 'source.json');
    await writeFile(source, JSON.stringify({ owners, companies }));
    const settings = parseSettings('owners: { Ana Sanz: ben@acme.example, Ben Ruiz: "1" }', 'mine.yaml');
    const out = join(scratch, 'log');
    await expect(
      importCrm(hubspot, { source, out, format: 'csv', settings, knownKpis: new Set<string>() }),
    ).rejects.toMatchObject({
      fault: {
        code: 'bad_settings',
        message: {
          en: 'mine.yaml: owners counts Ana Sanz for Ben Ruiz, and Ben Ruiz for Ana Sanz.',
          es: 'mine.yaml: owners cuenta lo de Ana Sanz para Ben Ruiz, y lo de Ben Ruiz para Ana Sanz.',
        },
      },
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
});
