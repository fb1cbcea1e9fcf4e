import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configFile, readConfig } from './config.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacto-config-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const withFile = async (text: string): Promise<string> => {
  const data = await mkdtemp(join(folder, 'data-'));
  await writeFile(join(data, configFile), text);
  return data;
};

describe('settings', () => {
  test('have sound values where none are given', async () => {
    expect(await readConfig({}, join(folder, 'absent'))).toMatchObject({
      databaseUrl: null,
      host: '127.0.0.1',
      port: 4321,
      url: null,
      trustedProxies: 0,
      requestsPerSecond: 50,
      metricsToken: null,
      oidc: null,
    });
  });

  test('name the data folder: the command line before the environment', async () => {
    expect((await readConfig({ TACTO_DATA: '/a' })).data).toBe('/a');
    expect((await readConfig({ TACTO_DATA: '/a' }, '/b')).data).toBe('/b');
    expect((await readConfig({})).data).toBe('data');
  });

  test('of the environment come before those of the file; one set to nothing counts as not set', async () => {
    const data = await withFile('port: 8080\nhost: 0.0.0.0\nlanguage: es\n');
    expect(await readConfig({ TACTO_PORT: '9090', TACTO_HOST: '' }, data)).toMatchObject({
      port: 9090,
      host: '0.0.0.0',
      language: 'es',
    });
  });

  test('of mail come together, or not at all', async () => {
    const mail = { SMTP_URL: 'smtp://mail.example.com:587', TACTO_MAIL_FROM: 'Tacto <tacto@example.com>' };
    expect((await readConfig(mail, folder)).mail).toEqual({
      url: 'smtp://mail.example.com:587',
      from: 'Tacto <tacto@example.com>',
    });
    expect((await readConfig({}, folder)).mail).toBeNull();
    await expect(readConfig({ SMTP_URL: mail.SMTP_URL }, folder)).rejects.toThrow(
      'Mail lacks the setting TACTO_MAIL_FROM.',
    );
    await expect(readConfig({ TACTO_MAIL_FROM: mail.TACTO_MAIL_FROM }, folder)).rejects.toThrow(
      'Mail lacks the setting SMTP_URL.',
    );
  });

  test('of webhooks allow one’s own network only when it is said', async () => {
    expect((await readConfig({}, folder)).allowsPrivateWebhooks).toBe(false);
    expect((await readConfig({ TACTO_PRIVATE_WEBHOOKS: 'yes' }, folder)).allowsPrivateWebhooks).toBe(true);
    const data = await withFile('private_webhooks: true\n');
    expect((await readConfig({}, data)).allowsPrivateWebhooks).toBe(true);
    await expect(readConfig({ TACTO_PRIVATE_WEBHOOKS: '1' }, folder)).rejects.toMatchObject({ code: 'bad_setting' });
  });

  test('take an address without its path', async () => {
    expect((await readConfig({ TACTO_URL: 'https://tacto.example.com/' }, folder)).url).toBe(
      'https://tacto.example.com',
    );
  });

  test.each([
    ['TACTO_PORT', '70000'],
    ['TACTO_PORT', '80.5'],
    ['TACTO_PORT', 'http'],
    ['TACTO_URL', 'tacto.example.com'],
    ['TACTO_URL', 'https://tacto.example.com/app'],
    ['TACTO_URL', 'ftp://tacto.example.com'],
    ['TACTO_TRUSTED_PROXIES', '-1'],
    ['TACTO_REQUESTS_PER_SECOND', '0'],
    ['TACTO_LANGUAGE', 'fr'],
    ['TACTO_LOG_LEVEL', 'loud'],
    ['SMTP_URL', 'mail.example.com'],
    ['TACTO_MAIL_FROM', 'nobody'],
    ['DATABASE_URL', 'mysql://x'],
    ['TACTO_SECRET', 'short'],
    ['TACTO_METRICS_TOKEN', 'short'],
  ])('%s=%s is refused with what would be right, in both languages', async (variable, value) => {
    const error = await readConfig({ [variable]: value }, folder).then(
      () => null,
      (reason: unknown) => reason as { code: string; in: (language: 'en' | 'es') => string },
    );
    expect(error?.code).toBe('bad_setting');
    expect(error?.in('en')).toContain(variable);
    expect(error?.in('es')).toMatch(/Lo correcto sería/);
  });

  test.each([
    ['DATABASE_URL', 'mysql://user:hunter2-hunter2@host/db'],
    ['SMTP_URL', 'imap://user:hunter2-hunter2@host'],
    ['TACTO_SECRET', 'hunter2-hunter2'],
    ['TACTO_METRICS_TOKEN', 'hunter2-hunter2'],
  ])('a secret in %s that does not fit is not shown', async (variable, value) => {
    await expect(readConfig({ [variable]: value }, folder)).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') as unknown }) as Error,
    );
  });

  test('of the company’s own sign-in come all three or not at all', async () => {
    const all = {
      TACTO_OIDC_ISSUER: 'https://login.example.com/',
      TACTO_OIDC_CLIENT_ID: 'tacto',
      TACTO_OIDC_CLIENT_SECRET: 'secret',
    };
    expect((await readConfig(all, folder)).oidc).toEqual({
      issuer: 'https://login.example.com',
      clientId: 'tacto',
      clientSecret: 'secret',
    });
    for (const name of Object.keys(all)) {
      await expect(readConfig({ ...all, [name]: undefined }, folder)).rejects.toThrow(name);
    }
  });

  test('of a file that no setting is called by are refused, with what was meant', async () => {
    await expect(readConfig({}, await withFile('prot: 8080\n'))).rejects.toMatchObject({
      code: 'unknown_setting',
      fault: { fix: { en: 'Did you mean “port”?', es: '¿Quiso decir «port»?' } },
    });
    for (const text of ['- a\n', 'port: [\n', '"just words"\n']) {
      await expect(readConfig({}, await withFile(text))).rejects.toMatchObject({ code: 'bad_settings_file' });
    }
  });
});
