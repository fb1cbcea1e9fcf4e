import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { nearest, UserError } from '../../domain/errors.ts';
import type { Language, Text } from '../../domain/text.ts';
import { fileFault } from '../../log/file-faults.ts';
import { dataFolderFault } from '../../record/postgres/data-folder.ts';
import { type Given, type SettingName, settings } from './settings.ts';

/** The company's own sign-in. */
export type Oidc = { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };

/** How a server runs. */
export type Config = {
  /** The data folder. */
  readonly data: string;
  /** Null: a PostgreSQL of its own. */
  readonly databaseUrl: string | null;
  readonly host: string;
  readonly port: number;
  /** The origin that people use; null: `http://` with the address and port that it listens on. */
  readonly url: string | null;
  /** Null: that of the data folder. */
  readonly secret: string | null;
  readonly trustedProxies: number;
  readonly requestsPerSecond: number;
  readonly language: Language;
  readonly logLevel: NonNullable<Given['log_level']>;
  /** Null: the metrics are for this machine alone. */
  readonly metricsToken: string | null;
  /** The mail server and whom mail comes from; null: no mail is sent. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  /** Whether webhooks may go to addresses of one’s own network. */
  readonly allowsPrivateWebhooks: boolean;
  readonly oidc: Oidc | null;
};

/** The file of settings in a data folder. */
export const configFile = 'tacto.yaml';

/**
 * Reads the settings: variables of the environment before `tacto.yaml` in the data folder.
 * @throws UserError `bad_setting`, `unknown_setting`, `bad_settings_file`
 */
export async function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  dataFolder?: string,
): Promise<Config> {
  const data = dataFolder ?? (env['TACTO_DATA'] || 'data');
  const file = join(data, configFile);
  const fromFile = await readSettings(data, file);
  const given: Record<string, unknown> = {};
  for (const name of Object.keys(settings) as SettingName[]) {
    const { variable, schema } = settings[name];
    const own = env[variable];
    const isVariable = own !== undefined && own !== '';
    const value = isVariable ? own : fromFile[name];
    if (value === undefined || value === null) continue;
    const read = schema.safeParse(value);
    if (!read.success) throw bad(name, isVariable ? variable : `${name} (${file})`, value);
    given[name] = read.data;
  }
  return toConfig(data, given);
}

function toConfig(data: string, given: Given): Config {
  return {
    data,
    databaseUrl: given.database_url ?? null,
    host: given.host ?? '127.0.0.1',
    port: given.port ?? 4321,
    url: given.url ?? null,
    secret: given.secret ?? null,
    trustedProxies: given.trusted_proxies ?? 0,
    requestsPerSecond: given.requests_per_second ?? 50,
    language: given.language ?? 'en',
    logLevel: given.log_level ?? 'info',
    metricsToken: given.metrics_token ?? null,
    mail: mailOf(given),
    allowsPrivateWebhooks: given.private_webhooks === 'yes',
    oidc: oidcOf(given),
  };
}

/** Both, or none. */
function mailOf({ smtp_url: url, mail_from: from }: Given): Config['mail'] {
  if (url === undefined && from === undefined) return null;
  if (url === undefined) throw missing('smtp_url', mailWords);
  if (from === undefined) throw missing('mail_from', mailWords);
  return { url, from };
}

const mailWords = { en: 'Mail', es: 'Al correo' } as const;
const oidcWords = { en: 'Sign-in by OpenID Connect', es: 'Al inicio de sesión por OpenID Connect' } as const;

/** All three, or none. */
function oidcOf(given: Given): Oidc | null {
  const { oidc_issuer: issuer, oidc_client_id: clientId, oidc_client_secret: clientSecret } = given;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer === undefined) throw missing('oidc_issuer', oidcWords);
  if (clientId === undefined) throw missing('oidc_client_id', oidcWords);
  if (clientSecret === undefined) throw missing('oidc_client_secret', oidcWords);
  return { issuer: issuer.replace(/\/$/, ''), clientId, clientSecret };
}

async function readSettings(data: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  const content = await readFile(file, 'utf8').catch(async (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    const isThere = await stat(file).then(
      () => true,
      () => false,
    );
    throw isThere ? fileFault('read', file, error) : await dataFolderFault(data, error);
  });
  if (content === null) return {};
  let parsed: unknown;
  try {
    parsed = parse(content) ?? {};
  } catch (error) {
    throw badFile(file, error instanceof Error ? error.message.split('\n')[0]! : String(error));
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw badFile(file, '…');
  for (const key of Object.keys(parsed)) if (!(key in settings)) throw unknown(file, key);
  return parsed as Readonly<Record<string, unknown>>;
}

/** Not with a value that may be a secret. */
function bad(name: SettingName, where: string, value: unknown): UserError {
  const isSecret = /url|secret|token/.test(name) && name !== 'url';
  const shown = isSecret ? { en: 'a value', es: 'un valor' } : { en: JSON.stringify(value), es: JSON.stringify(value) };
  const { right } = settings[name];
  return new UserError({
    code: 'bad_setting',
    message: {
      en: `The setting ${where} has ${shown.en} that does not fit.`,
      es: `El ajuste ${where} tiene ${shown.es}, que no es válido.`,
    },
    fix: { en: `Right would be ${right.en}.`, es: `Lo correcto sería ${right.es}.` },
  });
}

function missing(name: SettingName, what: Text): UserError {
  const { variable, right } = settings[name];
  return new UserError({
    code: 'bad_setting',
    message: {
      en: `${what.en} lacks the setting ${variable}.`,
      es: `${what.es} le falta el ajuste ${variable}.`,
    },
    fix: { en: `Give ${right.en}.`, es: `Indique ${right.es}.` },
  });
}

function unknown(file: string, key: string): UserError {
  const meant = nearest(key, Object.keys(settings));
  const all = Object.keys(settings).join(', ');
  return new UserError({
    code: 'unknown_setting',
    message: {
      en: `${file} has a setting “${key}” that is not known.`,
      es: `${file} tiene un ajuste «${key}» que no se conoce.`,
    },
    fix:
      meant === undefined
        ? { en: `There are: ${all}.`, es: `Existen: ${all}.` }
        : { en: `Did you mean “${meant}”?`, es: `¿Quiso decir «${meant}»?` },
  });
}

function badFile(file: string, reason: string): UserError {
  return new UserError({
    code: 'bad_settings_file',
    message: {
      en: `${file} is not a list of settings: ${reason}`,
      es: `${file} no es una lista de ajustes; texto del analizador: «${reason}»`,
    },
    fix: { en: 'Write one setting a line, such as port: 4321.', es: 'Escriba un ajuste por línea, como port: 4321.' },
  });
}
