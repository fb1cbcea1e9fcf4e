import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isWanted, namesOf } from '../web/src/pages/import/paths.ts';
import { openWeb, violations, type Web } from './support/web.ts';

const patience = 300_000;
const root = join(import.meta.dirname, '..');
/** Real files beside the project, which are not part of it. */
const maven = join(root, '..', 'shared', 'data', 'maven-crm');
const salesforce = join(root, 'conformance', 'imports', 'salesforce-export', 'source');

let app: Web;
beforeAll(async () => {
  app = await openWeb();
}, 300_000);
afterAll(() => app?.close(), 60_000);

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => /\.(csv|json|xlsx)$/.test(name)).map((name) => join(folder, name));

test('files of folders get names of their own, and what a system leaves there is no export', () => {
  expect(namesOf(['export/deals.csv', 'export/2025/Deals.csv', 'export/notes/calls.csv'])).toEqual([
    'deals.csv',
    '2025-Deals.csv',
    'calls.csv',
  ]);
  expect(namesOf(['a.csv', 'a.csv'])).toEqual(['a.csv', '2-a.csv']);
  expect(
    ['x/.DS_Store', '.git/a.csv', '__MACOSX/x/._a.csv', 'x/~$a.xlsx', 'x/Thumbs.db', 'x/a.csv', 'a.b/c.csv'].filter(
      isWanted,
    ),
  ).toEqual(['x/a.csv', 'a.b/c.csv']);
});

/** An export of HubSpot in Spanish in a folder, with folders in it and what a system and an office program leave there. */
async function hubspotFolder(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'tacto-export-')), 'exportación');
  await cp(join(root, 'conformance', 'imports', 'hubspot-csv-es', 'source'), folder, { recursive: true });
  await mkdir(join(folder, 'actividades', 'llamadas'), { recursive: true });
  await rename(join(folder, 'llamadas.csv'), join(folder, 'actividades', 'llamadas', 'llamadas.csv'));
  await mkdir(join(folder, '__MACOSX'));
  for (const name of ['.DS_Store', '~$notas.xlsx', '__MACOSX/._notas.csv']) await writeFile(join(folder, name), 'x');
  return folder;
}

/** Drops a file or folder of the disk as the browser itself does. */
async function drop(page: Page, path: string, on: Locator): Promise<void> {
  const { x, y, width, height } = (await on.boundingBox())!;
  const browser = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await browser.send('Input.dispatchDragEvent', {
      type,
      x: x + width / 2,
      y: y + height / 2,
      data: { items: [], files: [path], dragOperationsMask: 1 },
    });
  }
}

describe('an importer', () => {
  test(
    'drops a folder, says what each activity type is, and puts the stages in order by keyboard',
    async () => {
      const folder = await hubspotFolder();
      const page = await app.signedIn('admin', { language: 'es' });
      await page.goto(`${app.url}/import`);
      const zone = page.getByText('Suelte aquí los archivos o su carpeta, o');
      await zone.waitFor();
      await drop(page, folder, zone);
      await page.getByRole('heading', { name: 'Reconocido como: HubSpot' }).waitFor({ timeout: 120_000 });
      const kept = async (): Promise<{ files: { name: string }[]; settings: string | null }> => {
        const id = new URL(page.url()).searchParams.get('id')!;
        return page.evaluate(async (own) => {
          const answer = await fetch(`/api/v1/imports/${own}`);
          return (await answer.json()) as { files: { name: string }[]; settings: string | null };
        }, id);
      };
      expect((await kept()).files.map(({ name }) => name)).toEqual(
        (await readdir(join(root, 'conformance', 'imports', 'hubspot-csv-es', 'source'))).sort(),
      );

      const type = page.getByRole('group', { name: /^Presentación de propuesta/ });
      await type.getByText('1 registro', { exact: true }).waitFor();
      expect(await type.getByLabel('Canal').inputValue()).toBe('');
      await type.getByLabel('Canal').selectOption({ label: 'reunión' });
      await type.getByLabel('Para qué').selectOption({ label: 'presentación de una propuesta' });
      // What stands in a list is not asked for a second time.
      expect(await page.getByLabel(/¿De qué canal es una actividad/).count()).toBe(0);

      const stage = page.getByRole('group', { name: 'Propuesta · Servicios' });
      await stage.getByLabel('Se gana, en %').fill('35,5');
      await stage.getByRole('button', { name: 'Subir Propuesta · Servicios' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Propuesta · Servicios: 2 de 5').waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('Propuesta · Servicios: 1 de 5').waitFor();
      // At the top only the way down is left.
      await page
        .locator('button:focus')
        .and(page.getByRole('button', { name: 'Bajar Propuesta · Servicios' }))
        .waitFor();
      expect(await page.getByLabel('Así están bien').isChecked()).toBe(true);
      expect(await violations(page)).toEqual([]);

      await page.getByRole('button', { name: 'Responder y leer de nuevo' }).click();
      await page.getByText('¿En qué orden pasan los negocios por las etapas?').waitFor({ state: 'hidden' });
      await page.getByRole('heading', { name: 'Reconocido como: HubSpot' }).waitFor({ timeout: 120_000 });
      await page.getByText('¿Qué tipo de reunión es la presentación').waitFor({ state: 'hidden' });
      const { stages, ...settings } = JSON.parse((await kept()).settings!) as Record<string, Record<string, unknown>>;
      expect(settings).toEqual({
        activity_types: { 'Presentación de propuesta': { channel: 'meeting', purpose: 'proposal_presentation' } },
      });
      expect(Object.values(stages!)).toEqual([
        { kind: 'open', position: 1, probability: 0.355 },
        { kind: 'open', position: 2, probability: 0.2 },
        { kind: 'open', position: 3 },
        { kind: 'won', position: 4 },
        { kind: 'lost', position: 5 },
      ]);
      await page.context().close();
      await rm(join(folder, '..'), { recursive: true });
    },
    patience,
  );

  test(
    'chooses the folder of an export of Salesforce, answers a question, and discards it',
    async () => {
      const page = await app.signedIn('admin', { language: 'es' });
      await page.goto(`${app.url}/import`);
      await page.getByText('Suelte aquí los archivos o su carpeta, o').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.locator('input[webkitdirectory]').setInputFiles(salesforce);
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

  test(
    'settles what is doubtful in a proposed map by choosing, without a word of SQL',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'tacto-csv-'));
      await writeFile(
        join(folder, 'oportunidades.csv'),
        [
          'Ref;Cliente;Comercial;Importe;Alta;Fase;Fecha cierre',
          'OP-1;Talleres Núñez;Ana Peña;12.500,00;03/02/2026;Firmada;20/03/2026',
          'OP-2;Óptica Soler;Ana Peña;4.800,50;07/02/2026;Perdida;02/04/2026',
          'OP-3;Bodegas Ibarra;Íñigo Ruiz;31.000,00;05/03/2026;Contactado;',
        ].join('\n'),
      );
      await writeFile(
        join(folder, 'actividades.csv'),
        [
          'Id,Comercial,Cliente,Fecha,Tipo,Resultado',
          'A1,Ana Peña,Talleres Núñez,2026-02-03,Llamada,Hablado',
          'A2,Íñigo Ruiz,Bodegas Ibarra,2026-03-06,Comida,Celebrada',
        ].join('\n'),
      );
      const page = await app.signedIn('admin', { language: 'es', width: 390 });
      await page.goto(`${app.url}/import`);
      await page.locator('input[webkitdirectory]').setInputFiles(folder);
      await page.getByRole('heading', { name: 'Revise estas columnas, por favor' }).waitFor({ timeout: 120_000 });
      await page
        .getByLabel(/^Inicio: .*03\/02\/2026/)
        .selectOption({ label: '03/04 es el 3 de abril: primero el día' });
      await page
        .getByLabel(/^Entrada en la etapa: .*03\/02\/2026/)
        .selectOption({ label: '03/04 es el 3 de abril: primero el día' });
      await page.getByRole('group', { name: 'Firmada' }).getByLabel('Tipo').selectOption({ label: 'Ganada' });
      await page.getByRole('button', { name: 'Bajar Firmada' }).click();
      await page.getByRole('combobox', { name: /^Comida/ }).selectOption({ label: 'reunión' });
      await page.getByRole('combobox', { name: /^Hablado/ }).selectOption({ label: 'contactado' });
      await page.getByRole('combobox', { name: /^Celebrada/ }).selectOption({ label: 'celebrada' });
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Guardar y leer de nuevo' }).click();
      await page.getByLabel(/^Inicio: /).waitFor({ state: 'hidden', timeout: 120_000 });
      await page.getByRole('heading', { name: 'Reconocido como: Archivos CSV' }).waitFor({ timeout: 120_000 });
      const id = new URL(page.url()).searchParams.get('id')!;
      const said = await page.evaluate(async (own) => {
        const json = async (path: string): Promise<unknown> => (await fetch(`/api/v1/imports/${own}${path}`)).json();
        const text = async (file: string): Promise<string> =>
          (await fetch(`/api/v1/imports/${own}/files/${file}`)).text();
        const report = (await json('/report')) as { tables: { table: string; rows: number }[] };
        const { doubts } = (await json('')) as { doubts: { file: string; column: string | null }[] };
        return {
          rows: Object.fromEntries(report.tables.map(({ table, rows }) => [table, rows])),
          doubts: doubts.map(({ file, column }) => `${file} ${column ?? ''}`.trim()),
          stages: await text('stages.sql'),
          activities: await text('activities.sql'),
        };
      }, id);
      // Without the answers no deal has a beginning and none is kept.
      expect(said.rows).toMatchObject({ deals: 3, stage_changes: 3, activities: 2 });
      expect(said.stages).toContain("  ('Firmada', 'Firmada', 3, 'won', NULL)");
      expect(said.activities).toContain("WHEN \"Tipo\" = 'Comida' THEN 'meeting'");
      expect(said.activities).toContain("WHEN \"Resultado\" = 'Hablado' THEN 'reached'");
      expect(
        said.doubts.filter((doubt) => /stages.sql|activities.sql (channel|outcome)|(created|entered)_at/.test(doubt)),
      ).toEqual([]);
      await page.context().close();
      await rm(folder, { recursive: true });
    },
    patience,
  );

  test(
    'is told whose answers a later import of the same CRM goes by',
    async () => {
      const page = await app.signedIn('admin', { language: 'es', width: 390 });
      const read = async (): Promise<void> => {
        await page.goto(`${app.url}/import`);
        await page.locator('input[webkitdirectory]').setInputFiles(salesforce);
        await page.getByRole('heading', { name: 'Reconocido como: Salesforce' }).waitFor({ timeout: 120_000 });
      };
      const told = page.getByText(/^Sigue las respuestas de la importación que se aplicó el \d+ \w+ \d{4}\./);
      await read();
      expect(await told.count()).toBe(0);
      const question = page.getByLabel(/^¿El estado de lead «Nurturing» significa/);
      await question.selectOption({ label: 'cualificado' });
      await page.getByRole('button', { name: 'Responder y leer de nuevo' }).click();
      await question.waitFor({ state: 'hidden', timeout: 120_000 });
      // Who is signed in as a rep of the demo would lose it: the rows go in beside what there is.
      await page.getByText('Además de lo que hay', { exact: true }).click();
      await page
        .getByText('Solo se añaden filas nuevas. Lo que ya hay se queda como está.')
        .waitFor({ timeout: 120_000 });
      await page.getByRole('button', { name: 'Aplicar' }).click();
      await page.getByText('Está en el registro').waitFor({ timeout: 120_000 });
      await read();
      await told.waitFor();
      expect(await question.count()).toBe(0);
      expect(await violations(page)).toEqual([]);
      // The same once more adds nothing, and says so.
      await page.getByText('Además de lo que hay', { exact: true }).click();
      await page
        .getByText('Solo se añaden filas nuevas. Lo que ya hay se queda como está.')
        .waitFor({ timeout: 120_000 });
      const rows = /^(\S+) filas/.exec(await page.getByText(/^\S+ filas para el registro/).innerText())![1]!;
      await page.getByRole('button', { name: 'Aplicar' }).click();
      await page.getByText(`${rows} filas ya estaban y se quedan como estaban.`).waitFor({ timeout: 120_000 });
      await page.context().close();
    },
    patience,
  );

  test.skipIf(!existsSync(maven))(
    'brings in the Maven files and finds the published figures (skipped when they are not in ../shared/data)',
    async () => {
      const page = await app.signedIn('admin', { language: 'en', theme: 'dark', width: 390 });
      await page.goto(`${app.url}/import`);
      await page.locator('input[type=file][multiple]').setInputFiles(await filesIn(maven));
      await page.getByRole('heading', { name: 'Recognised as: CSV files' }).waitFor({ timeout: 120_000 });
      await page.getByText('Please check these columns').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'See and change stages.sql' }).click();
      await page.getByLabel('stages.sql').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      // Who is signed in as a rep of the demo would lose it: the files go in beside what there is.
      await page.getByText('Beside what there is', { exact: true }).click();
      await page
        .getByText('Only new rows are added. What is there already stays as it is.')
        .waitFor({ timeout: 120_000 });
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
