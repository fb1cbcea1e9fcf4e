import type { Words } from '../../i18n/words.ts';

export const stateWords = {
  'state.loading': { en: 'Loading…', es: 'Cargando…' },
  'state.fault': { en: 'This could not be shown', es: 'No se ha podido mostrar' },
  'state.unreachable': {
    en: 'The server does not answer. Check the connection.',
    es: 'El servidor no responde. Compruebe la conexión.',
  },
  'state.offline': { en: 'No connection', es: 'Sin conexión' },
  'state.signedOut': { en: 'Your session has ended', es: 'Su sesión ha terminado' },
  'state.signedOut.why': {
    en: 'Sign in again; you will come back to this page.',
    es: 'Inicie sesión de nuevo; volverá a esta página.',
  },
  'state.unfilter': { en: 'Show what is yours', es: 'Mostrar lo suyo' },
  'state.unexpected': {
    en: 'Something went wrong on our side. Nothing you entered is lost.',
    es: 'Ha fallado algo por nuestra parte. No se ha perdido nada de lo que ha introducido.',
  },
  'state.again': { en: 'Try again', es: 'Reintentar' },
  'state.forbidden': { en: 'This is not yours to see', es: 'No tiene acceso a esto' },
  'state.forbidden.why': {
    en: 'Your role does not include it. Who administers Tacto in your company can change that.',
    es: 'Su función no lo incluye. Quien administra Tacto en su empresa puede cambiarlo.',
  },
  'state.missing': { en: 'There is nothing at this address', es: 'No hay nada en esta dirección' },
  'state.home': { en: 'To the first page', es: 'Ir a la primera página' },
  'form.cancel': { en: 'Cancel', es: 'Cancelar' },
  'form.save': { en: 'Save', es: 'Guardar' },
  'form.saved': { en: 'Saved.', es: 'Guardado.' },
  'form.ready': { en: 'Done', es: 'Listo' },
  'form.number': { en: 'That is not a number.', es: 'Eso no es un número.' },
  'form.least': { en: 'At least {{least}}.', es: 'Como mínimo {{least}}.' },
  'form.most': { en: 'At most {{most}}.', es: 'Como máximo {{most}}.' },
} as const satisfies Words;
