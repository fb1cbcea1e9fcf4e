import type { Words } from '../../../i18n/words.ts';

export const workspaceWords = {
  'workspace.name': { en: 'Name', es: 'Nombre' },
  'workspace.timezone': { en: 'Time zone', es: 'Zona horaria' },
  'workspace.timezone.hint': {
    en: 'Days, weeks and months begin at its midnight.',
    es: 'Los días, semanas y meses empiezan en su medianoche.',
  },
  'workspace.currency': { en: 'Currency of all figures', es: 'Moneda de todas las cifras' },
  'workspace.currency.hint': {
    en: 'Amounts in others are converted at the exchange rates of the log.',
    es: 'Los importes en otras se convierten con los tipos de cambio del registro.',
  },
  'workspace.week': { en: 'The week begins on', es: 'La semana empieza el' },
  'workspace.year': { en: 'The business year begins in', es: 'El año comercial empieza en' },
  'thresholds.saved': {
    en: 'Saved. The KPIs are counted with it from now on, past months too.',
    es: 'Guardado. Los KPI se calculan así desde ahora, también los de meses pasados.',
  },
  'thresholds.pressure': { en: 'When an account is pressed', es: 'Cuándo se presiona a una cuenta' },
  'thresholds.silence': { en: 'When it is left alone', es: 'Cuándo se la descuida' },
  'thresholds.windows': { en: 'How long something may take', es: 'Cuánto puede tardar algo' },
  'threshold.pressure_window_days': {
    en: 'Touches are looked at over, in days',
    es: 'Se miran los toques de, en días',
  },
  'threshold.pressure_min_touches': {
    en: 'So many touches in that time are pressure',
    es: 'Tantos toques en ese plazo son presión',
  },
  'threshold.pressure_top_share': {
    en: 'and more than this share on one contact, in %',
    es: 'y más de esta parte en un solo contacto, en %',
  },
  'threshold.unanswered_streak': {
    en: 'So many touches in a row without an answer',
    es: 'Tantos toques seguidos sin respuesta',
  },
  'threshold.concentration_min_touches': {
    en: 'Touches from which on their spread is judged',
    es: 'Toques a partir de los cuales se juzga su reparto',
  },
  'threshold.silence_days': { en: 'Without any touch for, in days', es: 'Sin ningún toque durante, en días' },
  'threshold.touch_window_days': {
    en: 'A contact counts as covered after a touch for, in days',
    es: 'Un contacto se considera atendido tras un toque durante, en días',
  },
  'threshold.thread_window_days': {
    en: 'Contacts that answered are counted over, in days',
    es: 'Se cuentan los contactos que respondieron en, en días',
  },
  'threshold.rating_fresh_days': {
    en: 'A rating is fresh for, in days',
    es: 'Una valoración es reciente durante, en días',
  },
  'threshold.reply_window_days': { en: 'A reply may take, in days', es: 'Una respuesta puede tardar, en días' },
  'threshold.conversion_window_days': {
    en: 'A lead may take to become a deal, in days',
    es: 'Un lead puede tardar en ser oportunidad, en días',
  },
  'threshold.presentation_window_days': {
    en: 'A proposal is presented within, in days',
    es: 'Una propuesta se presenta en un plazo de, en días',
  },
  'threshold.win_window_days': {
    en: 'A deal may take to be won, in days',
    es: 'Una oportunidad puede tardar en ganarse, en días',
  },
} as const satisfies Words;
