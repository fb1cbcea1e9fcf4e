import type { Language } from '../../domain/text.ts';
import { resetMinutes } from '../people/auth-options.ts';
import { openDays } from '../people/invitations.ts';
import { type Letter, link, paragraph } from './letter.ts';

/** Asks somebody in. */
export function invitationLetter(
  language: Language,
  { to, organisation, href }: { readonly to: string; readonly organisation: string; readonly href: string },
): Letter {
  const es = language === 'es';
  return {
    to,
    language,
    unsubscribe: null,
    subject: es ? `Invitación a Tacto: ${organisation}` : `Invitation to Tacto: ${organisation}`,
    blocks: [
      paragraph(
        es
          ? `${organisation} le invita a Tacto, donde el equipo anota su trabajo de ventas y ve sus cifras.`
          : `${organisation} invites you to Tacto, where the team logs its selling and sees its figures.`,
      ),
      link(es ? 'Aceptar la invitación' : 'Accept the invitation', href),
      paragraph(
        es
          ? `El enlace vale ${openDays} días y es solo para usted. Si no esperaba este correo, no haga nada.`
          : `The link is open for ${openDays} days and is for you alone. If you did not expect this mail, do nothing.`,
      ),
    ],
  };
}

/** Lets somebody choose a new password. */
export function resetLetter(language: Language, to: string, href: string): Letter {
  const es = language === 'es';
  return {
    to,
    language,
    unsubscribe: null,
    subject: es ? 'Nueva contraseña de Tacto' : 'A new password for Tacto',
    blocks: [
      paragraph(
        es
          ? 'Alguien ha pedido una contraseña nueva para esta dirección.'
          : 'Somebody has asked for a new password for this address.',
      ),
      link(es ? 'Elegir una contraseña' : 'Choose a password', href),
      paragraph(
        es
          ? `El enlace vale ${resetMinutes} minutos y una sola vez. Si no lo ha pedido usted, no haga nada: la contraseña sigue siendo la misma.`
          : `The link is open for ${resetMinutes} minutes and works once. If it was not you, do nothing: the password stays as it is.`,
      ),
    ],
  };
}
