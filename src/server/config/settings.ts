import { z } from 'zod';
import { languages, type Text } from '../../domain/text.ts';

/** A setting of the server: the variable that sets it, what may stand there, and both in words. */
type Setting = {
  readonly variable: string;
  readonly schema: z.ZodType;
  readonly meaning: Text;
  /** What would be right. */
  readonly right: Text;
  /** The value in words where none is given; absent: there is none. */
  readonly usual?: Text;
};

const text = z.string().trim().min(1);

const whole = (least: number, most: number): z.ZodType<number> =>
  z.union([z.number(), text.regex(/^\d+$/).transform(Number)]).pipe(z.int().min(least).max(most));

const urlOf = (protocols: readonly string[]): z.ZodType<string> =>
  text.refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol));

const origin = urlOf(['http:', 'https:'])
  .refine((value) => URL.canParse(value) && new URL(value).pathname === '/' && new URL(value).search === '')
  .transform((value) => new URL(value).origin);

const same = (value: string): Text => ({ en: value, es: value });

/** All settings, by their name in `tacto.yaml`. */
export const settings = {
  database_url: {
    variable: 'DATABASE_URL',
    schema: urlOf(['postgres:', 'postgresql:']),
    meaning: {
      en: 'the PostgreSQL that keeps the record',
      es: 'el PostgreSQL que guarda el registro',
    },
    right: { en: 'postgres://user:password@host:5432/database', es: 'postgres://usuario:clave@servidor:5432/base' },
    usual: { en: 'one of its own, under the data folder', es: 'uno propio, en la carpeta de datos' },
  },
  host: {
    variable: 'TACTO_HOST',
    schema: text,
    meaning: { en: 'the address it listens on', es: 'la dirección en la que escucha' },
    right: { en: 'an address such as 127.0.0.1 or 0.0.0.0', es: 'una dirección como 127.0.0.1 o 0.0.0.0' },
    usual: same('127.0.0.1'),
  },
  port: {
    variable: 'TACTO_PORT',
    schema: whole(0, 65_535),
    meaning: { en: 'the port it listens on; 0: a free one', es: 'el puerto en el que escucha; 0: uno libre' },
    right: { en: 'a whole number from 0 to 65535', es: 'un número entero de 0 a 65535' },
    usual: same('4321'),
  },
  url: {
    variable: 'TACTO_URL',
    schema: origin,
    meaning: {
      en: 'the address that people use, as it stands in links; with https cookies are sent over https only',
      es: 'la dirección que usan las personas, tal como aparece en los enlaces; con https las cookies solo viajan por https',
    },
    right: {
      en: 'an address without a path, such as https://tacto.example.com',
      es: 'una dirección sin ruta, como https://tacto.example.com',
    },
    usual: { en: 'http:// with host and port', es: 'http:// con la dirección y el puerto' },
  },
  secret: {
    variable: 'TACTO_SECRET',
    schema: text.min(32),
    meaning: {
      en: 'what cookies are signed with; several servers on one database need the same',
      es: 'con lo que se firman las cookies; varios servidores sobre una base de datos necesitan el mismo',
    },
    right: { en: '32 characters or more, drawn by chance', es: '32 caracteres o más, elegidos al azar' },
    usual: {
      en: 'made at the first start, in the data folder',
      es: 'se crea en el primer arranque, en la carpeta de datos',
    },
  },
  trusted_proxies: {
    variable: 'TACTO_TRUSTED_PROXIES',
    schema: whole(0, 10),
    meaning: {
      en: 'how many proxies stand before it; so many entries of X-Forwarded-For are believed',
      es: 'cuántos proxies tiene delante; se da crédito a ese número de entradas de X-Forwarded-For',
    },
    right: { en: 'a whole number from 0 to 10', es: 'un número entero de 0 a 10' },
    usual: same('0'),
  },
  requests_per_second: {
    variable: 'TACTO_REQUESTS_PER_SECOND',
    schema: whole(1, 1_000_000),
    meaning: {
      en: 'how many requests a second one person or token may make in the long run; six times as many at once',
      es: 'cuántas peticiones por segundo puede hacer a la larga una persona o un token; seis veces más de golpe',
    },
    right: { en: 'a whole number from 1 to 1000000', es: 'un número entero de 1 a 1000000' },
    usual: same('50'),
  },
  language: {
    variable: 'TACTO_LANGUAGE',
    schema: z.enum(languages),
    meaning: {
      en: 'the language of what is said to somebody whose language is not known',
      es: 'el idioma de lo que se dice a quien no indica el suyo',
    },
    right: { en: 'en or es', es: 'en o es' },
    usual: same('en'),
  },
  log_level: {
    variable: 'TACTO_LOG_LEVEL',
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
    meaning: {
      en: 'from what weight on events are written down',
      es: 'a partir de qué gravedad se anotan los sucesos',
    },
    right: { en: 'debug, info, warn, error or silent', es: 'debug, info, warn, error o silent' },
    usual: same('info'),
  },
  smtp_url: {
    variable: 'SMTP_URL',
    schema: urlOf(['smtp:', 'smtps:']),
    meaning: { en: 'the mail server that it sends by', es: 'el servidor de correo por el que envía' },
    right: { en: 'smtp://user:password@mail.example.com:587', es: 'smtp://usuario:clave@mail.example.com:587' },
    usual: { en: 'no mail is sent', es: 'no se envía correo' },
  },
  mail_from: {
    variable: 'TACTO_MAIL_FROM',
    schema: text.regex(/@/),
    meaning: { en: 'whom its mail comes from', es: 'de quién viene su correo' },
    right: { en: 'Tacto <tacto@example.com>', es: 'Tacto <tacto@example.com>' },
  },
  metrics_token: {
    variable: 'TACTO_METRICS_TOKEN',
    schema: text.min(16),
    meaning: {
      en: 'what /metrics is read with, in Authorization: Bearer',
      es: 'con lo que se lee /metrics, en Authorization: Bearer',
    },
    right: { en: '16 characters or more, drawn by chance', es: '16 caracteres o más, elegidos al azar' },
    usual: { en: 'read from this machine alone', es: 'se lee solo desde esta máquina' },
  },
  private_webhooks: {
    variable: 'TACTO_PRIVATE_WEBHOOKS',
    schema: z.union([z.enum(['yes', 'no']), z.boolean().transform((is) => (is ? ('yes' as const) : ('no' as const)))]),
    meaning: {
      en: 'whether webhooks may go to addresses of one’s own network, and without encryption',
      es: 'si los webhooks pueden ir a direcciones de la propia red, y sin cifrar',
    },
    right: { en: 'yes or no', es: 'yes o no' },
    usual: same('no'),
  },
  oidc_issuer: {
    variable: 'TACTO_OIDC_ISSUER',
    schema: urlOf(['http:', 'https:']),
    meaning: {
      en: 'the company’s own sign-in (OpenID Connect)',
      es: 'el inicio de sesión de la empresa (OpenID Connect)',
    },
    right: {
      en: 'the issuer’s address, such as https://login.example.com',
      es: 'la dirección del emisor, como https://login.example.com',
    },
    usual: { en: 'e-mail and password only', es: 'solo correo y contraseña' },
  },
  oidc_client_id: {
    variable: 'TACTO_OIDC_CLIENT_ID',
    schema: text,
    meaning: { en: 'Tacto’s name there', es: 'el nombre de Tacto allí' },
    right: { en: 'the client’s id', es: 'el identificador del cliente' },
  },
  oidc_client_secret: {
    variable: 'TACTO_OIDC_CLIENT_SECRET',
    schema: text,
    meaning: { en: 'Tacto’s secret there', es: 'el secreto de Tacto allí' },
    right: { en: 'the client’s secret', es: 'el secreto del cliente' },
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof settings;

/** The settings that were given, read. */
export type Given = { readonly [K in SettingName]?: z.infer<(typeof settings)[K]['schema']> };
