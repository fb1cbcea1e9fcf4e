import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWebApp, violationsOf, type WebApp } from './support/web-app.ts';

const patience = 300_000;
const root = join(import.meta.dirname, '..');
const salesforce = join(root, 'conformance', 'imports', 'salesforce-export', 'source');

let app: WebApp;
beforeAll(async () => {
  app = await openWebApp({ demo: true });
}, 300_000);
afterAll(() => app?.close(), 60_000);

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => /\.(csv|json|xlsx)$/.test(name)).map((name) => join(folder, name));

describe('an importer', () => {
  test(
    'drops an export of Salesforce, answers a question, and discards it',
    async () => {
      const page = await app.signedIn('admin', { language: 'es' });
      await page.goto(`${app.url}/import`);
      await page.getByText('Suelte aquí los archivos o su carpeta, o').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.locator('input[type=file]').setInputFiles(await filesIn(salesforce));
      await page.getByRole('heading', { name: 'Reconocido como: Salesforce' }).waitFor({ timeout: patience });
      const question = page.getByLabel(
        '¿El estado de lead «Nurturing» significa nuevo, cualificado, descartado o prospecto?',
      );
      await question.waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await question.selectOption({ label: 'cualificado' });
      await page.getByRole('button', { name: 'Responder y leer de nuevo' }).click();
      await question.waitFor({ state: 'hidden', timeout: patience });
      await page.getByRole('heading', { name: 'Reconocido como: Salesforce' }).waitFor({ timeout: patience });
      await page.getByText('En qué confiar menos').waitFor();
      await page.getByRole('button', { name: 'Descartar' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Descartar' }).click();
      await page.getByText('Esta importación se descartó').waitFor();
      await page.context().close();
    },
    patience,
  );
});

test('a rep sees no import, by the address neither', async () => {
  const page = await app.signedIn('rep', { language: 'es', width: 390 });
  await page.goto(`${app.url}/import`);
  await page.getByText('No tiene acceso a esto').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.context().close();
}, 60_000);

test('the browser has nothing to complain of', () => {
  expect(app.faults).toEqual([]);
});
