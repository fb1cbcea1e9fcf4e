import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { makeTeam } from '../src/record/test-support/team.ts';
import { buildWeb } from '../src/server/web/build.ts';
import { chromiumFlags, chromiumPath } from './support/chromium.ts';
import { openMailbox } from './support/mailbox.ts';
import { memberOf, openTestServer, signIn } from './support/server.ts';

test('whoever has forgotten their password gets in by a mail, and ends a kind of mail by its link', async () => {
  await buildWeb();
  const mailbox = await openMailbox();
  const server = await openTestServer({ SMTP_URL: mailbox.url, TACTO_MAIL_FROM: 'tacto@mine.example' });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
  try {
    await makeTeam(server.services.record, 'mine');
    await memberOf(server, 'mine', 'rep', 'ann@mine.example', 'a password of before', 'ann');
    const page = await (await browser.newContext({ locale: 'es-ES' })).newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(server.url);
    await page.getByRole('link', { name: '¿Ha olvidado la contraseña?' }).click();
    // The page of before has a field of that name, too.
    const send = page.getByRole('button', { name: 'Enviarme un enlace' });
    await send.waitFor();
    await page.getByLabel('Correo electrónico').fill('ann@mine.example');
    await send.click();
    await page.getByText('le llegará un correo con un enlace').waitFor();
    const [letter] = await mailbox.lettersTo('ann@mine.example', 1);
    await page.goto(/http\S+new-password#\S+/.exec(letter!.text)![0]);
    await page.getByLabel(/Una contraseña/).fill('una frase larga');
    await page.getByRole('button', { name: 'Guardar la contraseña' }).click();
    await page.getByText('La contraseña está guardada.').waitFor();
    await page.getByRole('link', { name: 'Ir al inicio de sesión' }).click();
    await page.getByRole('button', { name: 'Entrar' }).waitFor();
    await page.getByLabel('Correo electrónico').fill('ann@mine.example');
    await page.getByLabel('Contraseña').fill('una frase larga');
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByRole('heading', { level: 1, name: 'Seguimientos' }).waitFor();

    const { client } = await signIn(server, 'ann@mine.example', 'una frase larga');
    const due_at = Temporal.Now.instant().subtract({ minutes: 1 }).round('second').toString();
    await client('POST', '/follow-ups', { due_at, reason: 'Llamar' });
    const { remindIn } = await import('../src/server/mail/reminders.ts');
    await server.services.record.system('mine', (tx) => remindIn(server.services, tx));
    const reminder = (await mailbox.lettersTo('ann@mine.example', 2))[1]!;
    await page.goto(/<(.+)>/.exec(reminder.headers.get('list-unsubscribe')!)![1]!);
    await page.getByText('¿No recibir más recordatorios de seguimientos?').waitFor();
    await page.getByRole('button', { name: 'No recibir más' }).click();
    await page.getByText('Ya no recibirá recordatorios.').waitFor();
    expect((await client('GET', '/me/mail')).body).toMatchObject({ reminders: false, digest: true });
  } finally {
    await browser.close();
    await server.close();
    await mailbox.close();
  }
}, 240_000);
