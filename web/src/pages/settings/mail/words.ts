import type { Words } from '../../../i18n/words.ts';

export const mailWords = {
  'mail.off': {
    en: 'This server sends no mail yet. What you choose here counts as soon as it does.',
    es: 'Este servidor aún no envía correo. Lo que elija aquí valdrá en cuanto lo haga.',
  },
  'mail.which': { en: 'Which mail', es: 'Qué correos' },
  'mail.which.about': {
    en: 'Take the tick away and save to get one no more. Each mail has a link for it, too.',
    es: 'Quite la marca y guarde para dejar de recibir uno. Cada correo lleva también un enlace para ello.',
  },
  'mail.reminders': { en: 'Reminders', es: 'Recordatorios' },
  'mail.reminders.about': {
    en: 'Of follow-ups that fall due, in the morning of the day.',
    es: 'De los seguimientos que vencen, por la mañana de ese día.',
  },
  'mail.digest': { en: 'The week', es: 'La semana' },
  'mail.digest.about': {
    en: 'Three figures, what changed beyond noise, new risks and what is due, on the first morning of the week.',
    es: 'Tres cifras, lo que cambió más de lo habitual, riesgos nuevos y lo que vence, la primera mañana de la semana.',
  },
  'mail.alerts': { en: 'Alerts', es: 'Avisos' },
  'mail.alerts.about': { en: 'Those that you set under “My alerts”.', es: 'Los que fije en «Mis avisos».' },
  'mail.how': { en: 'How', es: 'Cómo' },
  'mail.timezone': { en: 'Time zone', es: 'Zona horaria' },
  'mail.timezone.about': {
    en: 'Empty: that of the organisation.',
    es: 'Vacía: la de la organización.',
  },
  'mail.focus': { en: 'Figures of the week', es: 'Cifras de la semana' },
  'mail.focus.about': {
    en: 'Up to three KPIs that the weekly mail begins with.',
    es: 'Hasta tres KPI con los que empieza el correo semanal.',
  },
  'mail.focus.nth': { en: 'Figure {{n}}', es: 'Cifra {{n}}' },
  'mail.focus.usual': { en: 'What fits the team', es: 'Lo que encaja con el equipo' },
} as const satisfies Words;
