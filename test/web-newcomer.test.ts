import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWeb, violations, type Web } from './support/web.ts';

const patience = 240_000;
let app: Web;
beforeAll(async () => {
  app = await openWeb({ demo: false });
}, 300_000);
afterAll(() => app?.close(), 60_000);

describe('a newcomer with an empty organisation', () => {
  test(
    'comes in by the first link, is told what to do, and logs the first call',
    async () => {
      const link = /(\S+\/invitation#\S+)/.exec(app.said)![1]!;
      const page = await app.visitor({ language: 'es', width: 390 });
      await page.goto(link);
      await page.getByLabel('Su nombre').fill('Ana Ruiz');
      await page.getByLabel('Correo electrónico').fill('ana@nueva.example');
      await page.getByLabel(/Una contraseña/).fill('una frase larga');
      await page.getByRole('button', { name: 'Entrar' }).click();
      await page.getByRole('heading', { name: 'Todavía no hay nada anotado. Primeros pasos' }).waitFor();
      expect(await violations(page)).toEqual([]);

      await page.getByRole('link', { name: /Diga dónde están/ }).click();
      await page.getByLabel('Zona horaria').fill('Europe/Madrid');
      await page.getByRole('button', { name: 'Guardar' }).click();
      await page.getByText('Guardado.').waitFor();

      await page.goto(`${app.url}/board`);
      await page.getByRole('link', { name: /Diga dónde están \(hecho\)/ }).waitFor();
      await page.getByRole('link', { name: /Anote la primera llamada/ }).click();
      await page.getByRole('button', { name: 'Cambiar Ana Ruiz' }).click();
      await page.getByLabel('También vende, como').selectOption({ label: 'Un comercial nuevo' });
      await page.getByLabel('Nombre del comercial nuevo').fill('Ana Ruiz');
      await page.getByRole('button', { name: 'Guardar' }).click();
      await page.getByText('vende como Ana Ruiz').waitFor();

      await page.goto(`${app.url}/log`);
      await page.getByRole('searchbox').fill('Marta Soler');
      await page.getByRole('button', { name: 'Añadir a alguien nuevo' }).click();
      await page.getByLabel('Cuenta').fill('Talleres Soler');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Añadir', exact: true }).click();
      await page.getByRole('heading', { level: 2, name: 'Marta Soler' }).waitFor();
      await page.getByText('Contestó', { exact: true }).click();
      await page.getByRole('button', { name: 'Anotar', exact: true }).click();
      await page.getByText(/^Anotado: /).waitFor();

      await page.goto(`${app.url}/board`);
      await page.getByRole('heading', { level: 1, name: 'Tablero' }).waitFor();
      await page.getByText('Todavía no hay nada anotado').waitFor({ state: 'hidden' });
      const dials = await page.evaluate(async () => {
        const answer = await fetch('/api/v1/kpi?kpis=dials_reached', { headers: { accept: 'application/json' } });
        const { rows } = (await answer.json()) as { rows: { dials_reached: { value: number } }[] };
        return rows[0]!.dials_reached.value;
      });
      expect(dials).toBe(1);
      await page.context().close();
    },
    patience,
  );

  test(
    'finds on every page what to do first, and nothing is amiss for who cannot see',
    async () => {
      const page = await app.visitor({ language: 'en', theme: 'dark' });
      await page.goto(app.url);
      await page.getByLabel('E-mail').fill('ana@nueva.example');
      await page.getByLabel('Password').fill('una frase larga');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { level: 1, name: 'Board' }).waitFor();
      for (const [path, words] of [
        ['/settings/teams', 'Add the first'],
        ['/settings/stages', 'Add those that a deal goes through'],
        ['/settings/goals', 'No goal yet'],
        ['/settings/services', 'Make one for each program'],
        ['/settings/handover', 'Choose whose accounts are handed over'],
      ] as const) {
        await page.goto(`${app.url}${path}`);
        await page.getByText(words).first().waitFor();
        expect([path, await violations(page)]).toEqual([path, []]);
      }
      await page.context().close();
    },
    patience,
  );
});

test('the browser has nothing to complain of', () => {
  expect(app.faults).toEqual([]);
});
