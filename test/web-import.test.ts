import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWebApp, type WebApp } from './support/web-app.ts';
import { violations } from './support/web.ts';

const patience = 300_000;
const root = join(import.meta.dirname, '..');
/** Real files beside the project, which are not part of it. */
const maven = join(root, '..', 'shared', 'data', 'maven-crm');
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
      expect(await violations(page)).toEqual([]);
      await page.locator('input[type=file]').setInputFiles(await filesIn(salesforce));
      await page.getByRole('heading', { name: 'Reconocido como: Salesforce' }).waitFor({ timeout: 120_000 });
      const question = page.getByLabel(
        '¿El estado de lead «Nurturing» significa nuevo, cualificado, descartado o prospecto?',
      );
      await question.waitFor();
      expect(await violations(page)).toEqual([]);
      await question.selectOption({ label: 'cualificado' });
      await page.getByRole('button', { name: 'Responder y leer de nuevo' }).click();
      await question.waitFor({ state: 'hidden', timeout: 120_000 });
      await page.getByRole('heading', { name: 'Reconocido como: Salesforce' }).waitFor({ timeout: 120_000 });
      await page.getByText('En qué confiar menos').waitFor();
      await page.getByRole('button', { name: 'Descartar' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Descartar' }).click();
      await page.getByText('Esta importación se descartó').waitFor();
      await page.context().close();
    },
    patience,
  );

  test.skipIf(!existsSync(maven))(
    'brings in the Maven files and finds the published figures (skipped when they are not in ../shared/data)',
    async () => {
      const page = await app.signedIn('admin', { language: 'en', theme: 'dark', width: 390 });
      await page.goto(`${app.url}/import`);
      await page.locator('input[type=file]').setInputFiles(await filesIn(maven));
      await page.getByRole('heading', { name: 'Recognised as: CSV files' }).waitFor({ timeout: 120_000 });
      await page.getByText('Please check these columns').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'See and change stages.sql' }).click();
      await page.getByLabel('stages.sql').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      // Who is signed in as a rep of the demo would lose it: the files go in beside what there is.
      await page.getByText('Beside what there is', { exact: true }).click();
      await page.getByText('Only new rows are added.').waitFor({ timeout: 120_000 });
      await page.getByRole('button', { name: 'Apply' }).click();
      await page.getByText('It is in the record').waitFor({ timeout: 120_000 });
      const figures = async (): Promise<unknown> =>
        page.evaluate(async () => {
          const asked = 'kpis=contracts,win_rate&from=2016-01-01&to=2018-01-01';
          const answer = await fetch(`/api/v1/kpi?${asked}`, { headers: { accept: 'application/json' } });
          const { rows } = (await answer.json()) as { rows: Record<string, { value: number }>[] };
          return Object.values(rows[0]!).map(({ value }) => value);
        });
      await expect.poll(figures, { timeout: 60_000 }).toEqual([4238, expect.closeTo(0.631501, 6)]);
      await page.getByRole('link', { name: 'See the board' }).click();
      await page.getByRole('heading', { level: 1, name: 'Board' }).waitFor();
      await page.context().close();
    },
    patience,
  );
});

test('a rep sees no import, by the address neither', async () => {
  const page = await app.signedIn('rep', { language: 'es', width: 390 });
  await page.goto(`${app.url}/import`);
  await page.getByText('No tiene acceso a esto').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.context().close();
}, 60_000);

test('the browser has nothing to complain of', () => {
  expect(app.faults).toEqual([]);
});
