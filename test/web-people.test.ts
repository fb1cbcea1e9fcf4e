import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWeb, readApi, settled, violations, type Web } from './support/web.ts';

let app: Web;
beforeAll(async () => {
  app = await openWeb();
}, 300_000);
afterAll(() => app?.close(), 60_000);

const slow = 240_000;

describe('the manager', () => {
  test(
    'sees who differs beyond chance, by shape and in words, and comes from there to what to adjust',
    async () => {
      const page = await app.signedIn('manager', { language: 'es' });
      await page.goto(`${app.url}/people?kpi=presented_share`);
      const said = page.getByRole('region', { name: 'Qué se puede decir' });
      await said.getByText(/por debajo del grupo/).waitFor();
      await page.getByRole('img', { name: /Propuestas presentadas sobre enviadas/ }).waitFor();
      const row = page.getByRole('row').filter({ hasText: '▼' });
      expect(await row.count()).toBe(1);
      const link = row.getByRole('link');
      const name = (await link.textContent())!;
      await link.click();
      await page.waitForURL(/\/people\/rep-\d+\?/);
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await page.getByRole('heading', { name: 'Lo que puede estar fallando' }).waitFor();
      await page.getByText(/pocas se presentan/).waitFor();
      await page.getByText(/Al nivel de los demás: \+[\d,]+ contratos por trimestre/).waitFor();
      await page.getByText(/vigile Asistencia del equipo de decisión/).waitFor();
      await page.context().close();
    },
    slow,
  );

  test(
    'is told why a value outside its band is no finding, and of money that names no source that it does not',
    async () => {
      const page = await app.signedIn('manager', { language: 'es' });
      await page.goto(`${app.url}/people?kpi=reach_rate`);
      await settled(page);
      type Choices = { periods: { id: string; from: string; to: string }[]; reps: { id: string; name: string }[] };
      type Member = { member: string; value: number; verdict: string; limits95: [number, number] };
      const choices = (await readApi(page, '/choices')).body as Choices;
      const { from, to } = choices.periods.find(({ id }) => id === 'last_12_months')!;
      const compared = (await readApi(page, `/compare/reach_rate?by=rep&from=${from}&to=${to}`)).body;
      const within = (compared as { members: Member[] }).members.filter(({ verdict }) => verdict === 'within');
      expect(within.length).toBeGreaterThan(0);
      for (const { member, value, limits95 } of within) {
        const { name } = choices.reps.find(({ id }) => id === member)!;
        const text = await page.getByRole('row').filter({ hasText: name }).textContent();
        const isOutside = value < limits95[0] || value > limits95[1];
        expect({ name, text }).toEqual({
          name,
          text: expect.stringContaining(isOutside ? 'podría ser azar' : 'dentro de lo que explica el azar') as string,
        });
      }
      await page.goto(`${app.url}/numbers`);
      await page.getByText(/^Dinero por cliente: nada de ello está asignado por origen/).waitFor();
      await page.context().close();
    },
    slow,
  );

  test(
    'sees a difference that adds up, and the days of a channel',
    async () => {
      const page = await app.signedIn('manager', { language: 'en' });
      await page.goto(`${app.url}/people/rep-04`);
      const parts = page.getByRole('region', { name: 'Where the difference comes from' });
      await parts.getByRole('row').first().waitFor();
      const rows = await parts.getByRole('row').all();
      const made = await Promise.all(
        rows.slice(1).map(async (row) => {
          const text = (await row.getByRole('cell').nth(2).textContent())!;
          return Number(text.replace('−', '-').replaceAll(/[^\d.-]/g, ''));
        }),
      );
      const [first, last] = [made[0]!, made.at(-1)!];
      const sum = made.slice(1, -1).reduce((total, part) => total + part, 0);
      expect(Math.abs(first + sum - last)).toBeLessThan(0.3);
      await page.getByRole('combobox', { name: 'Against' }).selectOption('before');
      await page.getByText(/^\d+ \w+ \d{4} to .* against .* to /).waitFor();
      const total = page.getByText(/^[\d,]+ activities, /);
      const all = Number(/^[\d,]+/.exec((await total.textContent())!)![0].replaceAll(',', ''));
      await page.getByRole('combobox', { name: 'Channel' }).selectOption('call');
      await expect
        .poll(async () => Number(/^[\d,]+/.exec((await total.textContent())!)![0].replaceAll(',', '')))
        .toBeLessThan(all);
      await page.context().close();
    },
    slow,
  );

  test(
    'reads the numbers, and opens one down to its records',
    async () => {
      const page = await app.signedIn('manager', { language: 'es' });
      await page.goto(`${app.url}/numbers`);
      await page.getByText(/^Un contrato por cada [\d.]+ llamadas/).waitFor();
      await page.getByRole('heading', { name: 'Llamadas que se contestan, por origen' }).waitFor();
      const sources = page.getByRole('region', { name: 'Llamadas que se contestan, por origen' });
      await sources.getByRole('row', { name: /lista fría.*menos a menudo/ }).waitFor();
      await page.getByRole('combobox', { name: 'Por', exact: true }).selectOption('rep');
      await page.waitForURL(/cost=rep/);
      await settled(page);
      await page
        .getByRole('button', { name: /De qué se compone este número: Tasa de contacto/ })
        .first()
        .click();
      await page.getByRole('dialog').getByText('Los registros que hay detrás').first().waitFor();
      await page.context().close();
    },
    slow,
  );

  test(
    'reads the process: what each channel brings, and what comes of deals in time',
    async () => {
      const page = await app.signedIn('manager', { language: 'en' });
      await page.goto(`${app.url}/process`);
      const first = page.getByRole('region', { name: 'First attempts', exact: true });
      await first.getByRole('row', { name: /call/ }).waitFor();
      await page.getByText(/Half of them have ended after \d+ days/).waitFor();
      const curve = page.getByRole('img', { name: /Share of deals still open and won/ });
      await curve.locator('svg').waitFor();
      expect(await curve.locator('svg path').count()).toBeGreaterThan(5);
      // Where nothing is to move, lines have the colours of the theme all the same.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.reload();
      await curve.locator('svg').waitFor();
      const strokes = curve
        .locator('svg path[stroke^="rgb"]')
        .evaluateAll((lines) => [
          ...new Set(
            lines.map((line) => (line as unknown as { getAttribute(name: string): string }).getAttribute('stroke')),
          ),
        ]);
      expect((await strokes).length).toBeGreaterThan(1);
      await page.getByRole('row', { name: /^90 days/ }).waitFor();
      await page.context().close();
    },
    slow,
  );

  test(
    'works back from a question to the board, and is warned of more than three',
    async () => {
      const page = await app.signedIn('manager', { language: 'es' });
      await page.goto(`${app.url}/questions`);
      await page.getByRole('button', { name: '¿Vamos a mejor o a peor?' }).click();
      await page.waitForURL(/q=better_or_worse/);
      await page.getByText('Nada: el registro tiene todo lo que piden estas cifras.').waitFor();
      await page.getByLabel('Cuentas presionadas').check();
      await page.getByText(/4 en el foco/).waitFor();
      await page.getByText(/Empiece por: /).waitFor();
      await page.getByLabel('Cuentas presionadas').uncheck();
      await page.getByText(/4 en el foco/).waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Mostrar en el tablero' }).click();
      await page.waitForURL(/\/board\?.*focus=contracts/);
      const focus = page.getByRole('region', { name: 'En el foco' });
      await focus.getByRole('heading', { name: 'Tasa de éxito', exact: true }).waitFor();
      await expect.poll(() => focus.getByRole('article').count(), { timeout: 30_000 }).toBe(3);
      await focus
        .getByText(/^Objetivo: /)
        .first()
        .waitFor();
      // What was chosen stays for the next time.
      await page.goto(`${app.url}/board`);
      await focus.getByRole('heading', { name: 'Tasa de éxito', exact: true }).waitFor();
      await page.getByLabel('Forma de dirigir').selectOption('numbers');
      await focus.getByRole('heading', { name: 'Llamadas marcadas', exact: true }).waitFor();
      await page.context().close();
    },
    slow,
  );

  test(
    'asks in words of their own, and is offered what they may mean',
    async () => {
      const page = await app.signedIn('manager', { language: 'en' });
      await page.goto(`${app.url}/questions`);
      await page.getByLabel('In your own words').fill('harassing the same person');
      await page.getByRole('button', { name: 'Ask' }).click();
      await page
        .getByRole('heading', { name: /Do you mean one of these|What is missing/ })
        .first()
        .waitFor();
      await page.context().close();
    },
    slow,
  );

  test(
    'sees on the board who needs help and why, and goes there',
    async () => {
      const page = await app.signedIn('manager', { language: 'en' });
      await page.getByRole('heading', { name: 'Who needs help' }).waitFor();
      await settled(page);
      const help = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Who needs help' }) });
      expect(await help.getByRole('listitem').count()).toBeGreaterThan(0);
      await help.getByText('This week:').first().waitFor();
      await help.getByRole('link').first().click();
      await page.waitForURL(/\/people\/rep-\d+/);
      await page.context().close();
    },
    slow,
  );
});

describe('a rep', () => {
  test(
    'sees the same page about themselves, with the same comparison and nobody else’s name',
    async () => {
      const page = await app.signedIn('rep', { language: 'en', width: 390 });
      await page.goto(`${app.url}/me`);
      await page.getByText(/The others’ figures come without names/).waitFor();
      await page
        .getByText(/Compared with all reps of the organisation/)
        .first()
        .waitFor();
      await settled(page);
      const names = ['Lucía García Serrano', 'Hugo Sánchez Campos', 'Carmen Campos Sanz'];
      const text = (await page.locator('main').textContent())!;
      for (const name of names) expect(text).not.toContain(name);
      expect(text).not.toMatch(/rep-\d\d/);
      expect(await violations(page)).toEqual([]);
      await page.goto(`${app.url}/people`);
      await page.waitForURL(/\/me$/);
      await page.context().close();
    },
    slow,
  );

  test(
    'cannot reach a colleague’s page by its address, nor what is behind it',
    async () => {
      const page = await app.signedIn('rep', { language: 'en' });
      await page.goto(`${app.url}/people/rep-07`);
      await page.getByRole('heading', { name: 'This is not yours to see' }).first().waitFor();
      expect(await page.locator('main').textContent()).not.toMatch(/Carmen|Done well/);
      expect((await readApi(page, '/diagnose?rep=rep-07')).status).toBe(403);
      expect((await readApi(page, '/why/contracts?rep=rep-07')).status).toBe(403);
      const compared = (await readApi(page, '/compare/reach_rate')).body as { members: { member: string }[] };
      expect(compared.members.map(({ member }) => member)).toEqual(['rep-04']);
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    },
    slow,
  );
});

const pages = [
  '/people',
  '/people/rep-07',
  '/numbers',
  '/process',
  '/questions',
  '/questions?q=whom_to_coach',
  '/board',
];

describe.each([
  ['es', 'light'],
  ['es', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
] as const)('in %s, %s', (language, theme) => {
  test(
    'axe finds nothing, on a desk and on a phone, and nothing is wider than the window',
    async () => {
      const page = await app.signedIn('manager', { language, theme });
      for (const path of pages) {
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.goto(`${app.url}${path}`);
        await settled(page);
        for (const width of [1440, 390, 320]) {
          await page.setViewportSize({ width, height: 900 });
          const over: number = await page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)');
          if (width === 320) {
            expect({ path, width, over }).toEqual({ path, width, over: 0 });
            continue;
          }
          expect({ path, width, over, found: await violations(page) }).toEqual({ path, width, over: 0, found: [] });
        }
      }
      await page.context().close();
    },
    slow,
  );
});

test('the browser has nothing to complain of', () => {
  // A colleague's page asks nothing of the server; what the tests asked themselves was refused.
  expect(app.faults.filter((fault) => !/403/.test(fault))).toEqual([]);
});
