import { UserError } from '../../domain/errors.ts';
import type { Language, Text } from '../../domain/text.ts';
import { problemOf, titleOf } from '../http/problem.ts';

/** What sign-in says, by its codes. */
const sentences: Readonly<Record<string, Text>> = {
  INVALID_EMAIL_OR_PASSWORD: {
    en: 'The e-mail address or the password is wrong.',
    es: 'El correo o la contraseña no son correctos.',
  },
  INVALID_EMAIL: { en: 'That is not an e-mail address.', es: 'Eso no es una dirección de correo.' },
  INVALID_PASSWORD: { en: 'The password is wrong.', es: 'La contraseña no es correcta.' },
  PASSWORD_TOO_SHORT: { en: 'The password is too short.', es: 'La contraseña es demasiado corta.' },
  PASSWORD_TOO_LONG: { en: 'The password is too long.', es: 'La contraseña es demasiado larga.' },
  INVALID_TOKEN: { en: 'The link is no longer valid.', es: 'El enlace ya no es válido.' },
  TOO_MANY_ATTEMPTS: {
    en: 'There were too many attempts for this account; try again in a quarter of an hour.',
    es: 'Ha habido demasiados intentos con esta cuenta; pruebe de nuevo en un cuarto de hora.',
  },
  RESET_PASSWORD_DISABLED: {
    en: 'This server sends no mail, so it cannot send a link to a new password. Ask whoever runs it.',
    es: 'Este servidor no envía correo, así que no puede enviar un enlace para una contraseña nueva. Pregunte a quien lo lleva.',
  },
  INVALID_CODE: { en: 'The code is wrong.', es: 'El código no es correcto.' },
  SESSION_EXPIRED: { en: 'Sign in again.', es: 'Inicie sesión de nuevo.' },
  SESSION_NOT_FRESH: { en: 'Sign in again first.', es: 'Inicie sesión de nuevo primero.' },
  INVALID_ORIGIN: { en: 'This request does not come from here.', es: 'Esta petición no viene de aquí.' },
};

const byStatus: Readonly<Record<number, { readonly code: string } & Text>> = {
  400: { code: 'bad_request', en: 'The request does not fit.', es: 'La petición no es válida.' },
  401: { code: 'not_signed_in', en: 'You are not signed in.', es: 'No ha iniciado sesión.' },
  403: { code: 'forbidden', en: 'This is not allowed.', es: 'Esto no está permitido.' },
  404: { code: 'no_such_route', en: 'There is nothing here.', es: 'Aquí no hay nada.' },
  429: {
    code: 'too_many_requests',
    en: 'Too many attempts; try again later.',
    es: 'Demasiados intentos; pruebe más tarde.',
  },
};

/** A refusal of sign-in as a problem in the reader's language, with its own code; other answers as they are. */
export async function authAnswer(answer: Response, language: Language): Promise<Response> {
  if (answer.status < 400) return answer;
  const said = (await answer.json().catch(() => null)) as { readonly code?: unknown } | null;
  const code = typeof said?.code === 'string' ? said.code : null;
  const usual = byStatus[answer.status];
  const known = code === null ? undefined : sentences[code];
  const { en, es } = known ?? usual ?? { en: 'This cannot be done.', es: 'No se puede hacer esto.' };
  const fault = new UserError({ code: code?.toLowerCase() ?? usual?.code ?? 'bad_request', message: { en, es } });
  const headers = new Headers(answer.headers);
  headers.set('Content-Type', 'application/problem+json; charset=utf-8');
  headers.delete('Content-Length');
  const wait = headers.get('X-Retry-After');
  if (wait !== null) headers.set('Retry-After', wait);
  const problem = { ...problemOf(fault, language), status: answer.status, title: titleOf(answer.status) };
  return new Response(JSON.stringify(problem), { status: answer.status, headers });
}
