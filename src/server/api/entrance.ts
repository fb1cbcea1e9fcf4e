import { z } from 'zod';
import { UserError } from '../../domain/errors.ts';
import { roles } from '../access/rights.ts';
import { right, words } from '../http/fields.ts';
import { opens, type OpenRoute } from '../http/route.ts';
import { beginMail } from '../mail/settings.ts';
import { passwordLength } from '../people/auth-options.ts';
import { accept, openInvitation } from '../people/invitations.ts';
import { email } from './people.ts';

const secret = z.string().min(10).max(100);

const password = z
  .string()
  .min(passwordLength.least)
  .max(passwordLength.most)
  .refine((value) => value.isWellFormed() && !value.includes('\0'), right('readable text', 'texto legible'));

type Acceptance = {
  secret: string;
  name?: string | undefined;
  email?: string | undefined;
  password?: string | undefined;
};

/** How an invited person gets in. The secret of an invitation is its own key. */
export const entranceRoutes: readonly OpenRoute[] = [
  opens<unknown, unknown, { secret: string }>({
    tag: 'people',
    id: 'invitation.look',
    method: 'post',
    path: '/invitation/look',
    summary: { en: 'What an invitation is for', es: 'Para qué es una invitación' },
    body: z.strictObject({ secret }),
    answer: z.object({
      organization: z.string(),
      email: z.string().nullable(),
      role: z.enum(roles),
      signed_in_as: z.string().nullable(),
    }),
    handle: async ({ body, services, headers }) => {
      const invitation = await openInvitation(services.record, body.secret);
      const signedIn = await services.auth.whoIs(headers);
      return {
        status: 200,
        body: {
          organization: invitation.organisation,
          email: invitation.email,
          role: invitation.role,
          signed_in_as: signedIn?.email ?? null,
        },
      };
    },
  }),
  opens<unknown, unknown, Acceptance>({
    tag: 'people',
    id: 'invitation.accept',
    method: 'post',
    path: '/invitation/accept',
    summary: {
      en: 'Come in: as a new user with a name and a password, or as the one who is signed in',
      es: 'Entrar: como usuario nuevo con nombre y contraseña, o como quien ha iniciado sesión',
    },
    body: z
      .strictObject({ secret, name: words(200).optional(), email: email.optional(), password: password.optional() })
      .meta({ id: 'Acceptance' }),
    status: 204,
    handle: async ({ body, services, headers, language }) => {
      const invitation = await openInvitation(services.record, body.secret);
      const signedIn = await services.auth.whoIs(headers);
      if (signedIn !== null) {
        if (invitation.email !== null && invitation.email !== signedIn.email) throw forSomebodyElse();
        await accept(services.record, invitation, signedIn.user);
        await beginMail(services.record, invitation.org, signedIn.user, language);
        return { status: 204, body: null };
      }
      const address = invitation.email ?? body.email;
      if (address === undefined || body.name === undefined || body.password === undefined) throw incomplete();
      const user = await services.auth.createUser({ name: body.name, email: address, password: body.password });
      if (!user.isNew) throw signInFirst();
      await accept(services.record, invitation, user.id);
      await beginMail(services.record, invitation.org, user.id, language);
      return { status: 204, body: null };
    },
  }),
];

function forSomebodyElse(): UserError {
  return new UserError({
    code: 'bad_invitation',
    message: {
      en: 'This invitation is for another e-mail address than the one you are signed in with.',
      es: 'Esta invitación es para otra dirección de correo que aquella con la que ha iniciado sesión.',
    },
    fix: { en: 'Sign out first.', es: 'Cierre antes la sesión.' },
  });
}

function incomplete(): UserError {
  return new UserError({
    code: 'bad_request',
    message: {
      en: 'To come in as a new user takes a name, an e-mail address and a password.',
      es: 'Para entrar como usuario nuevo hacen falta un nombre, una dirección de correo y una contraseña.',
    },
  });
}

/** Told only to whoever has the invitation's link. */
function signInFirst(): UserError {
  return new UserError({
    code: 'sign_in_first',
    message: {
      en: 'There is a user with this e-mail address already.',
      es: 'Ya existe un usuario con esta dirección de correo.',
    },
    fix: { en: 'Sign in, then open the link again.', es: 'Inicie sesión y abra el enlace de nuevo.' },
  });
}
