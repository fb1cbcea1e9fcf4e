import type { Words } from '../../../i18n/words.ts';

export const accountWords = {
  'profile.email.about': {
    en: 'The address you sign in with. Only an administrator can give you another, by a new invitation.',
    es: 'La dirección con la que entra. Solo un administrador puede darle otra, con una invitación nueva.',
  },
  'profile.name': { en: 'Your name', es: 'Su nombre' },
  'profile.look': { en: 'On this device', es: 'En este dispositivo' },
  'profile.look.about': {
    en: 'Everything on screen in Spanish or English, light or dark.',
    es: 'Todo lo que ve, en español o en inglés, en claro o en oscuro.',
  },
  'profile.password': { en: 'Password', es: 'Contraseña' },
  'profile.password.about': {
    en: 'At least 10 characters; a sentence that only you know is best. Everywhere else you are signed out.',
    es: 'De 10 caracteres como mínimo; lo mejor es una frase que solo usted conozca. Se cierran sus demás sesiones.',
  },
  'profile.password.now': { en: 'Password now', es: 'Contraseña actual' },
  'profile.password.next': { en: 'New password', es: 'Contraseña nueva' },
  'profile.password.go': { en: 'Change password', es: 'Cambiar contraseña' },
  'profile.password.saved': { en: 'Your password is changed.', es: 'Su contraseña ha cambiado.' },
  'profile.factor': { en: 'Second factor', es: 'Segundo factor' },
  'profile.factor.on': {
    en: 'On: besides the password you give a code of your authenticator app.',
    es: 'Activado: además de la contraseña, da un código de su aplicación de autenticación.',
  },
  'profile.factor.off': {
    en: 'Off. With it, a password that was guessed or stolen lets nobody in.',
    es: 'Desactivado. Con él, una contraseña adivinada o robada no deja entrar a nadie.',
  },
  'profile.factor.password': { en: 'Your password', es: 'Su contraseña' },
  'profile.factor.begin': { en: 'Set it up', es: 'Configurarlo' },
  'profile.factor.end': { en: 'Switch it off', es: 'Desactivarlo' },
  'profile.factor.app': {
    en: 'Scan this with your authenticator app. If the app is on this device,',
    es: 'Escanee esto con su aplicación de autenticación. Si la aplicación está en este dispositivo,',
  },
  'profile.factor.here': { en: 'open it here.', es: 'ábrala aquí.' },
  'profile.factor.scan': {
    en: 'QR code with the key for your authenticator app',
    es: 'Código QR con la clave para su aplicación de autenticación',
  },
  'profile.factor.key': { en: 'Or type the key in', es: 'O escriba la clave' },
  'profile.factor.backup': {
    en: 'Codes for the day on which you lose the app; each works once. Keep them safe, they are not shown again.',
    es: 'Códigos para el día en que pierda la aplicación; cada uno vale una vez. Guárdelos bien, no se vuelven a mostrar.',
  },
  'profile.factor.code': { en: 'Code that the app shows', es: 'Código que muestra la aplicación' },
  'profile.factor.confirm': { en: 'Switch it on', es: 'Activarlo' },
  'profile.sessions': { en: 'Where you are signed in', es: 'Dónde tiene la sesión iniciada' },
  'profile.sessions.about': {
    en: 'End what you do not know, and change your password then.',
    es: 'Cierre lo que no conozca, y cambie entonces su contraseña.',
  },
  'profile.sessions.this': { en: 'this device', es: 'este dispositivo' },
  'profile.sessions.unknown': { en: 'Unknown device', es: 'Dispositivo desconocido' },
  'profile.sessions.since': { en: 'since {{when}}', es: 'desde {{when}}' },
  'profile.sessions.end': { en: 'End', es: 'Cerrar' },
  'profile.sessions.endOthers': { en: 'End all others', es: 'Cerrar las demás' },
} as const satisfies Words;
