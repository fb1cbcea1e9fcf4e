import type { Words } from '../../i18n/words.ts';

export const signInWords = {
  'signIn.title': { en: 'Sign in', es: 'Iniciar sesión' },
  'signIn.email': { en: 'E-mail', es: 'Correo electrónico' },
  'signIn.password': { en: 'Password', es: 'Contraseña' },
  'signIn.go': { en: 'Sign in', es: 'Entrar' },
  'signIn.forgotten': { en: 'Forgotten the password?', es: '¿Ha olvidado la contraseña?' },
  'signIn.code': { en: 'Code of your second factor', es: 'Código de su segundo factor' },
  'signIn.giveCode': { en: 'Check the code', es: 'Comprobar el código' },
  'signIn.wrong': {
    en: 'This e-mail and password do not go together.',
    es: 'El correo y la contraseña no coinciden.',
  },
  'signIn.tooMany': {
    en: 'Too many tries. Wait a minute, then try again.',
    es: 'Demasiados intentos. Espere un minuto y vuelva a intentarlo.',
  },
  'signIn.claim': {
    en: 'How each rep’s selling really goes, and what to do next.',
    es: 'Cómo vende de verdad cada comercial y qué hacer después.',
  },
} as const satisfies Words;
