import type { Words } from '../i18n/words.ts';

export const frameWords = {
  'frame.skip': { en: 'Skip to the content', es: 'Saltar al contenido' },
  'frame.navigation': { en: 'Pages', es: 'Páginas' },
  'frame.more': { en: 'More', es: 'Más' },
  'frame.theme': { en: 'Colours', es: 'Colores' },
  'frame.theme.light': { en: 'Light', es: 'Claro' },
  'frame.theme.dark': { en: 'Dark', es: 'Oscuro' },
  'frame.theme.system': { en: 'As the device', es: 'Según el dispositivo' },
  'frame.language': { en: 'Language', es: 'Idioma' },
  'frame.signOut': { en: 'Sign out', es: 'Cerrar sesión' },
  'frame.offline': {
    en: 'No connection. What you log stays on this device and is sent later.',
    es: 'Sin conexión. Lo que anote queda en este dispositivo y se enviará después.',
  },
  'page.board': { en: 'Board', es: 'Tablero' },
  'page.accounts': { en: 'Accounts', es: 'Cuentas' },
  'page.risk': { en: 'Risk', es: 'Riesgo' },
  'page.presentations': { en: 'Presentations', es: 'Presentaciones' },
  'page.log': { en: 'Log', es: 'Anotar' },
  'page.people': { en: 'People', es: 'Personas' },
  'page.me': { en: 'My page', es: 'Mi página' },
  'page.numbers': { en: 'Numbers', es: 'Números' },
  'page.process': { en: 'Process', es: 'Proceso' },
  'page.questions': { en: 'Questions', es: 'Preguntas' },
  'page.followUps': { en: 'Follow-ups', es: 'Seguimientos' },
  'page.settings': { en: 'Settings', es: 'Ajustes' },
} as const satisfies Words;
