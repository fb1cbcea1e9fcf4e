import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWeb, violations, type Web } from './support/web.ts';

const patience = 240_000;
let app: Web;
beforeAll(async () => {
  app = await openWeb();
}, 300_000);
afterAll(() => app?.close(), 60_000);

/** Every page of the settings that there is, in the order in which they stand. */
async function sectionsOf(page: Page): Promise<readonly string[]> {
  await page.goto(`${app.url}/settings`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const links = page.locator('main a[href^="/settings/"]');
  await links.first().waitFor();
  return Promise.all((await links.all()).map(async (link) => (await link.getAttribute('href'))!));
}

describe.each([
  ['es', 'light', 320],
  ['en', 'dark', 390],
  ['es', 'dark', 1280],
  ['en', 'light', 1280],
] as const)('the settings in %s, %s, %d wide', (language, theme, width) => {
  test(
    'are for everybody, whatever they can see and however they see it',
    async () => {
      const page = await app.signedIn('admin', { language, theme, width });
      const sections = await sectionsOf(page);
      expect(sections.length).toBeGreaterThan(10);
      for (const path of ['/settings', ...sections]) {
        await page.goto(`${app.url}${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.getByText(/^(Cargando|Loading)…$/).waitFor({ state: 'hidden' });
        await page.waitForLoadState('networkidle');
        expect([path, await violations(page)]).toEqual([path, []]);
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
        expect(overflow, path).toBeLessThanOrEqual(0);
      }
      await page.context().close();
    },
    patience,
  );
});

describe('an administrator', () => {
  test(
    'adds a team, invites a rep who is new, and takes the access away again',
    async () => {
      const page = await app.signedIn('admin', { language: 'es' });
      await page.goto(`${app.url}/settings/teams`);
      await page.getByRole('button', { name: 'Añadir un equipo' }).click();
      await page.getByLabel('Nombre').fill('Levante');
      await page.getByLabel('Depende de').selectOption({ label: 'Ventas' });
      await page.getByRole('button', { name: 'Guardar' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.getByRole('main').getByText('Levante').waitFor();

      await page.goto(`${app.url}/settings/people`);
      await page.getByRole('button', { name: 'Invitar a alguien' }).click();
      await page.getByLabel('Correo electrónico').fill('nora@acme.example');
      await page.getByLabel('Quién es entre los comerciales').selectOption({ label: 'Un comercial nuevo' });
      await page.getByLabel('Nombre del comercial nuevo').fill('Nora Vidal');
      await page.getByLabel('Equipo del comercial nuevo').selectOption({ label: 'Levante' });
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Invitar', exact: true }).click();
      const link = (await page.locator('[role=dialog] code').textContent())!;
      await page.getByRole('button', { name: 'Listo' }).click();
      await page.getByText('nora@acme.example').waitFor();

      const nora = await app.visitor({ language: 'es', width: 390 });
      await nora.goto(link);
      await nora.getByLabel('Su nombre').fill('Nora Vidal');
      await nora.getByLabel(/Una contraseña/).fill('una frase larga');
      await nora.getByRole('button', { name: 'Entrar' }).click();
      await nora.getByRole('heading', { level: 1, name: 'Seguimientos' }).waitFor();

      await page.reload();
      await page.getByText('Comercial · vende como Nora Vidal · nora@acme.example').waitFor();
      await page.getByRole('button', { name: 'Retirar acceso: Nora Vidal' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Retirar acceso' }).click();
      await page.getByText('nora@acme.example').waitFor({ state: 'hidden' });
      await nora.goto(`${app.url}/follow-ups`);
      await nora.getByText('No tiene acceso a esto').waitFor();
      await nora.context().close();
      await page.context().close();
    },
    patience,
  );

  test(
    'puts stages in another order, and hears why one cannot go',
    async () => {
      const page = await app.signedIn('admin', { language: 'en' });
      await page.goto(`${app.url}/settings/stages`);
      await page.getByRole('button', { name: 'Add a stage' }).click();
      await page.getByLabel('Name').fill('Pilot');
      await page.getByLabel(/Likely to be won/).fill('a lot');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('That is not a number.').waitFor();
      await page.getByLabel(/Likely to be won/).fill('72,5');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('72.5% likely to be won').waitFor();
      const names = async (): Promise<readonly string[]> => {
        const buttons = await page.getByRole('button', { name: /^Change / }).all();
        return Promise.all(
          buttons.map(async (button) => (await button.getAttribute('aria-label'))!.slice('Change '.length)),
        );
      };
      const before = await names();
      expect(before.at(-1)).toBe('Pilot');
      await page.getByRole('button', { name: 'Move Pilot up' }).click();
      await expect.poll(names, { timeout: 20_000 }).toEqual([...before.slice(0, -2), 'Pilot', before.at(-2)!]);
      await page.getByRole('button', { name: 'Remove Propuesta' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Remove Pilot' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await expect.poll(names, { timeout: 20_000 }).toEqual(before.slice(0, -1));
      await page.context().close();
    },
    patience,
  );

  test(
    'sets a threshold, which the KPIs then go by, and goes back to its default',
    async () => {
      const page = await app.signedIn('admin', { language: 'es' });
      const silent = async (): Promise<number> =>
        page.evaluate(async () => {
          const answer = await fetch('/api/v1/kpi?kpis=silent_accounts', { headers: { accept: 'application/json' } });
          const { rows } = (await answer.json()) as { rows: { silent_accounts: { value: number } }[] };
          return rows[0]!.silent_accounts.value;
        });
      await page.goto(`${app.url}/settings/thresholds`);
      const name = 'Días sin ningún toque';
      const field = page.getByRole('textbox', { name });
      await field.waitFor();
      const reset = page.getByRole('button', { name: `Volver al valor por defecto: ${name}` });
      expect(await page.getByRole('button', { name: /^Volver al valor por defecto/ }).count()).toBe(0);
      const about = await page.getByRole('listitem').filter({ has: field }).textContent();
      expect(about).toContain('Valor por defecto: 21 días. Influye en: Cuentas en silencio');
      const before = await silent();
      await field.fill('5');
      await page.getByRole('button', { name: 'Guardar' }).click();
      await page.getByText(/^Guardado\./).waitFor();
      await expect.poll(silent, { timeout: 20_000 }).toBeGreaterThan(before);
      await page.reload();
      await reset.click();
      expect(await field.inputValue()).toBe('21');
      await page.locator('input[name=silence_days]:focus').waitFor();
      await reset.waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Guardar' }).click();
      await page.getByText(/^Guardado\./).waitFor();
      await expect.poll(silent, { timeout: 20_000 }).toBe(before);
      await page.context().close();
    },
    patience,
  );

  test(
    'makes a token for a program, which works until it is revoked',
    async () => {
      const page = await app.signedIn('admin', { language: 'en' });
      await page.goto(`${app.url}/settings/services`);
      await page.getByRole('button', { name: 'Make a token' }).click();
      await page.getByLabel('What it is for').fill('Telephone');
      await page.getByRole('button', { name: 'Make it' }).click();
      const secret = (await page.locator('[role=dialog] code').textContent())!;
      await page.getByRole('button', { name: 'Copy' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      await page.getByRole('button', { name: 'Done' }).click();
      const status = async (): Promise<number> =>
        (await fetch(`${app.url}/api/v1/teams`, { headers: { authorization: `Bearer ${secret}` } })).status;
      expect(await status()).toBe(200);
      await page.reload();
      await page.getByText('Telephone', { exact: true }).waitFor();
      expect(await page.content()).not.toContain(secret);
      await page.getByRole('button', { name: 'Revoke Telephone' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
      await page.getByText('Telephone', { exact: true }).waitFor({ state: 'hidden' });
      expect(await status()).toBe(401);
      await page.context().close();
    },
    patience,
  );

  test(
    'hands accounts over to another rep',
    async () => {
      const page = await app.signedIn('admin', { language: 'es', width: 390 });
      await page.goto(`${app.url}/settings/handover`);
      const rep = page.getByLabel('Cuentas de');
      await rep.selectOption({ label: 'Pablo Vega Campos' });
      const accounts = page.locator('fieldset input[type=checkbox]');
      await accounts.first().waitFor();
      const count = (await accounts.count()) - 1;
      await accounts.nth(1).check();
      await page.getByLabel('Pasan a').selectOption({ label: 'Elena Rivas Serrano' });
      await page.getByRole('button', { name: 'Traspasar 1 cuenta' }).click();
      await page.getByText('Se ha traspasado 1 cuenta.').waitFor();
      await expect.poll(async () => (await accounts.count()) - 1, { timeout: 20_000 }).toBe(count - 1);
      await page.context().close();
    },
    patience,
  );
});

describe('an administrator of figures and privacy', () => {
  test(
    'makes a KPI and sees what it would say while making it',
    async () => {
      const page = await app.signedIn('admin', { language: 'es' });
      await page.goto(`${app.url}/settings/kpis`);
      await page.getByRole('button', { name: 'Crear un KPI' }).click();
      await page.getByLabel('Nombre', { exact: true }).fill('Buzones de voz');
      const preview = page.getByRole('region', { name: 'Vista previa' });
      await preview.waitFor();
      await page.getByLabel('Solo aquellos en que (opcional)').selectOption({ label: 'resultado' });
      await page.getByLabel('buzón de voz').check();
      await preview.getByText(/voicemail|buzón/i).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('Es mejor').selectOption({ label: 'menos' });
      await page.getByRole('button', { name: 'Guardar' }).click();
      await page.getByRole('button', { name: 'Cambiar Buzones de voz' }).click();
      expect(await page.getByLabel('buzón de voz').isChecked()).toBe(true);
      await preview.waitFor();
      const shown = (await preview.locator('p').first().textContent())!;
      const value = await page.evaluate(async () => {
        const answer = await fetch('/api/v1/kpi?kpis=buzones_de_voz', { headers: { accept: 'application/json' } });
        const { rows } = (await answer.json()) as { rows: { buzones_de_voz: { value: number } }[] };
        return rows[0]!.buzones_de_voz.value;
      });
      expect(value).toBeGreaterThan(0);
      expect(shown.replaceAll('.', '')).toBe(String(value));
      await page.getByRole('button', { name: 'Cancelar' }).click();
      await page.getByRole('button', { name: 'Quitar Buzones de voz' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Quitar' }).click();
      await page.getByRole('button', { name: 'Quitar Buzones de voz' }).waitFor({ state: 'hidden' });
      await page.context().close();
    },
    patience,
  );

  test(
    'erases a contact who asks for it, after typing whom, and the audit knows',
    async () => {
      const page = await app.signedIn('admin', { language: 'en' });
      await page.goto(`${app.url}/settings/privacy`);
      await page.getByLabel('Name, mail or phone').fill('Manuel');
      const erase = page.getByRole('button', { name: /^Erase / }).first();
      await erase.waitFor();
      const name = (await erase.getAttribute('aria-label'))!.slice('Erase '.length);
      const download = page.waitForEvent('download');
      await page
        .getByRole('button', { name: `Download all about ${name}` })
        .first()
        .click();
      expect((await download).suggestedFilename()).toContain('.json');
      await erase.click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/^What there is now:/).waitFor();
      await dialog.getByLabel(/^Type/).fill('somebody');
      await dialog.getByRole('button', { name: 'Erase for good' }).click();
      await dialog.getByText(`That is not “${name}”.`).waitFor();
      expect(await violations(page)).toEqual([]);
      await dialog.getByLabel(/^Type/).fill(name);
      await dialog.getByRole('button', { name: 'Erase for good' }).click();
      await dialog.getByText(/^Done\./).waitFor();
      await page.goto(`${app.url}/settings/audit`);
      await page.getByText('privacy.erase').first().waitFor();
      await page.getByLabel('What was done').selectOption({ label: 'saw' });
      await page.waitForURL(/kind=saw/);
      await page.getByText('privacy.contact').first().waitFor();
      await page.getByText('privacy.erase').waitFor({ state: 'hidden' });
      await page.context().close();
    },
    patience,
  );

  test(
    'is told of a risk, tells a program, and chooses which mail comes',
    async () => {
      const page = await app.signedIn('admin', { language: 'en', width: 390 });
      await page.goto(`${app.url}/settings/alerts`);
      await page.getByRole('button', { name: 'Add an alert' }).click();
      await page.getByLabel('Tell me of').selectOption({ label: 'A risk' });
      await page.getByLabel('Which risk').selectOption({ label: 'Accounts in silence' });
      await page.getByLabel('Bound').fill('3');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Accounts in silence above 3').waitFor();

      await page.goto(`${app.url}/settings/webhooks`);
      await page.getByRole('button', { name: 'Add a webhook' }).click();
      await page.getByLabel('Address').fill('https://example.com/tacto');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.locator('[role=dialog] code').waitFor();
      await page.getByRole('button', { name: 'Done' }).click();
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByText('paused').waitFor();

      await page.goto(`${app.url}/settings/mail`);
      await page.getByLabel(/^Reminders/).uncheck();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved.').waitFor();
      await page.reload();
      await page.getByLabel(/^Reminders/).waitFor();
      expect(await page.getByLabel(/^Reminders/).isChecked()).toBe(false);
      await page.context().close();
    },
    patience,
  );
});

describe('a rep', () => {
  test(
    'finds their own settings and no others, by the address neither',
    async () => {
      const page = await app.signedIn('rep', { language: 'es', width: 390 });
      const own = await sectionsOf(page);
      expect(own).toContain('/settings/account');
      for (const section of [
        'people',
        'teams',
        'reps',
        'handover',
        'workspace',
        'stages',
        'goals',
        'thresholds',
        'kpis',
        'services',
        'webhooks',
        'privacy',
        'audit',
      ]) {
        expect(own).not.toContain(`/settings/${section}`);
        await page.goto(`${app.url}/settings/${section}`);
        await page.getByText('No tiene acceso a esto').waitFor();
      }
      await page.goto(`${app.url}/settings/nothing`);
      await page.getByText('No hay nada en esta dirección').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    },
    patience,
  );
});

test('the browser has nothing to complain of', () => {
  // Who has no access any more is told so, which the router notes.
  expect(app.faults.filter((fault) => !fault.includes('no pertenece a ninguna organización'))).toEqual([]);
});
