import type { Words } from '../../i18n/words.ts';

export const invitationWords = {
  'invitation.title': { en: 'Welcome to Tacto', es: 'Le damos la bienvenida a Tacto' },
  'invitation.for': {
    en: '{{organization}} invites you as {{role}}.',
    es: '{{organization}} le invita con la función de {{role}}.',
  },
  'invitation.role.administrator': { en: 'administrator', es: 'administrador' },
  'invitation.role.manager': { en: 'manager', es: 'responsable' },
  'invitation.role.rep': { en: 'rep', es: 'comercial' },
  'invitation.role.viewer': { en: 'viewer', es: 'lector' },
  'invitation.name': { en: 'Your name', es: 'Su nombre' },
  'invitation.password': {
    en: 'A password, at least 10 characters',
    es: 'Una contraseña, de 10 caracteres como mínimo',
  },
  'invitation.as': { en: 'You are signed in as {{email}}.', es: 'Ha iniciado sesión como {{email}}.' },
  'invitation.broken': { en: 'This link is not whole', es: 'Este enlace no está completo' },
  'invitation.broken.do': {
    en: 'Copy all of it from the message in which it came, or ask for a new one.',
    es: 'Cópielo entero del mensaje en que le llegó o pida otro.',
  },
  'invitation.go': { en: 'Come in', es: 'Entrar' },
} as const satisfies Words;
