import type { Words } from '../../i18n/words.ts';

export const followUpWords = {
  'followUps.title': { en: 'Follow-ups', es: 'Seguimientos' },
  'followUps.planned': { en: 'Planned', es: 'Planificado' },
  'followUps.none': {
    en: 'Nothing is planned. Log a touch and say what comes next.',
    es: 'No hay nada planificado. Anote un toque y diga qué viene después.',
  },
  'followUps.proposed': { en: 'What the data propose', es: 'Lo que proponen los datos' },
  'followUps.proposed.none': { en: 'The data propose nothing now.', es: 'Los datos no proponen nada ahora.' },
  'followUps.overdue': { en: 'overdue', es: 'vencido' },
  'followUps.log': { en: 'Log it', es: 'Anotar' },
  'followUps.done': { en: 'Done', es: 'Hecho' },
  'followUps.later': { en: 'In a week', es: 'En una semana' },
  'followUps.tomorrow': { en: 'Tomorrow', es: 'Mañana' },
  'followUps.drop': { en: 'Drop', es: 'Descartar' },
} as const satisfies Words;
