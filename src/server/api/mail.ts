import { z } from 'zod';
import { UserError } from '../../domain/errors.ts';
import { type Language, languages } from '../../domain/text.ts';
import { findKpi } from '../../kpi/answer.ts';
import { allKpis } from '../insight/own-kpis.ts';
import { right, text, words } from '../http/fields.ts';
import { type OpenRoute, opens, reads, type Route, writes } from '../http/route.ts';
import { escaped } from '../mail/letter.ts';
import { changeMailSettings, type MailSettings, readMailSettings, unsubscribe } from '../mail/settings.ts';
import { type OptionalMail, subscriptionOf } from '../mail/unsubscribe.ts';

const timezone = text(100).refine(isTimezone, right('a zone such as Europe/Madrid', 'una zona como Europe/Madrid'));

function isTimezone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

const shapes = {
  language: z.enum(languages).nullable().meta({ description: 'null: that of the organisation' }),
  timezone: timezone.nullable().meta({ description: 'IANA name; null: that of the organisation' }),
  reminders: z.boolean().meta({ description: 'of follow-ups that fall due' }),
  digest: z.boolean().meta({ description: 'the week in figures, on its first morning' }),
  alerts: z.boolean().meta({ description: 'of one’s own rules' }),
  focus: z
    .array(words(200))
    .max(3)
    .meta({ description: 'KPIs of the digest; none: those of the playbook that fits the team' }),
};
const settings = z.object({
  ...shapes,
  is_sent: z.boolean().meta({ description: 'false: this server sends no mail' }),
});
const changed = z.strictObject({
  language: shapes.language.optional(),
  timezone: shapes.timezone.optional(),
  reminders: shapes.reminders.optional(),
  digest: shapes.digest.optional(),
  alerts: shapes.alerts.optional(),
  focus: shapes.focus.optional(),
});

function person(user: string | null): string {
  if (user !== null) return user;
  throw new UserError({
    code: 'forbidden',
    message: { en: 'A service gets no mail.', es: 'Un servicio no recibe correo.' },
  });
}

/** Which mail somebody gets. */
export const mailRoutes: readonly Route[] = [
  reads({
    tag: 'mail',
    id: 'mail.see',
    method: 'get',
    path: '/me/mail',
    right: 'mail.own',
    summary: { en: 'Which mail you get', es: 'Qué correos recibe usted' },
    answer: settings.meta({ id: 'MailSettings' }),
    handle: async ({ caller, services }) => {
      const found = await services.record.as(caller.actor, (tx) => readMailSettings(tx, person(caller.user)));
      return { status: 200, body: { ...found, is_sent: services.mail !== null } };
    },
  }),
  writes<unknown, unknown, Partial<MailSettings>>({
    tag: 'mail',
    id: 'mail.change',
    method: 'patch',
    path: '/me/mail',
    right: 'mail.own',
    summary: { en: 'Choose which mail you get', es: 'Elige qué correos recibe usted' },
    body: changed.meta({ id: 'ChangedMailSettings' }) as unknown as z.ZodType<Partial<MailSettings>>,
    answer: settings,
    handle: async ({ caller, body, services }, tx) => {
      if ((body.focus ?? []).length > 0) {
        const known = await allKpis(tx);
        for (const kpi of body.focus!) findKpi(known, kpi);
      }
      const now = await changeMailSettings(tx, person(caller.user), body);
      return { status: 200, body: { ...now, is_sent: services.mail !== null } };
    },
  }),
];

type Token = { readonly token: string };
const token = z.object({ token: z.string().regex(/^[\w-]{10,1000}\.[\w-]{43}$/) });

const pages: Readonly<Record<'ask' | 'done', Readonly<Record<OptionalMail, Readonly<Record<Language, string>>>>>> = {
  ask: {
    reminders: { en: 'No more reminders of follow-ups?', es: '¿No recibir más recordatorios de seguimientos?' },
    digest: { en: 'No more weekly digest?', es: '¿No recibir más el resumen semanal?' },
    alerts: { en: 'No more alerts by mail?', es: '¿No recibir más avisos por correo?' },
  },
  done: {
    reminders: { en: 'You get no more reminders.', es: 'Ya no recibirá recordatorios.' },
    digest: { en: 'You get no more weekly digest.', es: 'Ya no recibirá el resumen semanal.' },
    alerts: { en: 'You get no more alerts by mail.', es: 'Ya no recibirá avisos por correo.' },
  },
};
const confirm = { en: 'No more', es: 'No recibir más' } as const;

/** Mail programs send one request (RFC 8058); people get a page that asks, so that a program which looks at links ends nothing. */
export const unsubscribeRoutes: readonly OpenRoute[] = [
  opens<Token>({
    tag: 'mail',
    id: 'mail.unsubscribe.page',
    method: 'get',
    path: '/unsubscribe/{token}',
    summary: {
      en: 'The page that asks whether to end a kind of mail',
      es: 'La página que pregunta si dejar de enviar un tipo de correo',
    },
    params: token,
    handle: async ({ params, services, language }) => {
      const found = subscriptionOf(services.keys, params.token);
      if (found === null) throw badLink();
      return { status: 200, body: page(language, pages.ask[found.kind][language], confirm[language]) };
    },
  }),
  opens<Token>({
    tag: 'mail',
    id: 'mail.unsubscribe',
    method: 'post',
    path: '/unsubscribe/{token}',
    anyOrigin: true,
    summary: {
      en: 'End a kind of mail by the address in it',
      es: 'Deja de enviar un tipo de correo, por la dirección que lleva',
    },
    params: token,
    handle: async ({ params, services, language }) => {
      const found = subscriptionOf(services.keys, params.token);
      if (found === null) throw badLink();
      await unsubscribe(services.record, found);
      return { status: 200, body: page(language, pages.done[found.kind][language], null) };
    },
  }),
];

function page(language: Language, says: string, button: string | null): Response {
  const form = button === null ? '' : `<form method="post"><button>${escaped(button)}</button></form>`;
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tacto</title></head><body><h1>Tacto</h1><p>${escaped(says)}</p>${form}</body></html>`;
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': language,
      'Content-Security-Policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    },
  });
}

function badLink(): UserError {
  return new UserError({
    code: 'no_such_route',
    message: { en: 'This link is not one of Tacto’s.', es: 'Este enlace no es de Tacto.' },
    fix: { en: 'Sign in and choose your mail there.', es: 'Inicie sesión y elija allí sus correos.' },
  });
}
