import type { Words } from '../../i18n/words.ts';

export const newPasswordWords = {
  'newPassword.title': { en: 'A new password', es: 'Una contraseña nueva' },
  'newPassword.ask': { en: 'Send me a link', es: 'Enviarme un enlace' },
  'newPassword.asked': {
    en: 'If somebody here has this address, a mail with a link is on its way. It is open for an hour.',
    es: 'Si alguien tiene aquí esta dirección, le llegará un correo con un enlace. Vale una hora.',
  },
  'newPassword.set': { en: 'Set the password', es: 'Guardar la contraseña' },
  'newPassword.done': {
    en: 'The password is set. Everybody who was signed in with the old one has been signed out.',
    es: 'La contraseña está guardada. Se han cerrado las sesiones abiertas con la anterior.',
  },
  'newPassword.signIn': { en: 'To the sign-in', es: 'Ir al inicio de sesión' },
} as const satisfies Words;
