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
  'thresholds.default': { en: 'Default: {{value}}.', es: 'Valor por defecto: {{value}}.' },
  'thresholds.kpis': { en: 'It changes: {{kpis}}.', es: 'Influye en: {{kpis}}.' },
  'thresholds.reset': { en: 'Back to the default', es: 'Volver al valor por defecto' },
  'thresholds.reset.whose': { en: 'Back to the default: {{label}}', es: 'Volver al valor por defecto: {{label}}' },
  'thresholds.pressure': { en: 'When an account is pressed', es: 'Cuándo se presiona a una cuenta' },
  'thresholds.silence': { en: 'When it is left alone', es: 'Cuándo se la descuida' },
  'thresholds.windows': { en: 'How long something may take', es: 'Cuánto puede tardar algo' },
  'threshold.pressure_window_days': {
    en: 'Days over which touches are counted',
    es: 'Días en que se cuentan los toques',
  },
  'threshold.pressure_min_touches': {
    en: 'Touches in those days that are pressure',
    es: 'Toques en esos días que ya son presión',
  },
  'threshold.pressure_top_share': {
    en: 'Share of them on one contact, in %',
    es: 'Parte de ellos en un solo contacto, en %',
  },
  'threshold.unanswered_streak': {
    en: 'Touches in a row without an answer',
    es: 'Toques seguidos sin respuesta',
  },
  'threshold.concentration_min_touches': {
    en: 'Touches from which on their spread is judged',
    es: 'Toques a partir de los cuales se juzga su reparto',
  },
  'threshold.silence_days': {
    en: 'Days without any touch',
    es: 'Días sin ningún toque',
  },
  'threshold.touch_window_days': {
    en: 'Days for which a contact counts as covered after a touch',
    es: 'Días en que un contacto cuenta como atendido tras un toque',
  },
  'threshold.thread_window_days': {
    en: 'Days over which the contacts that answered are counted',
    es: 'Días en que se cuentan los contactos que respondieron',
  },
  'threshold.rating_fresh_days': {
    en: 'Days for which a rating is fresh',
    es: 'Días en que una valoración es reciente',
  },
  'threshold.reply_window_days': {
    en: 'Days that a reply may take',
    es: 'Días que puede tardar una respuesta',
  },
  'threshold.conversion_window_days': {
    en: 'Days that a lead may take to become a deal',
    es: 'Días que puede tardar un lead en ser oportunidad',
  },
  'threshold.presentation_window_days': {
    en: 'Days between a proposal and its presentation',
    es: 'Días entre una propuesta y su presentación',
  },
  'threshold.win_window_days': {
    en: 'Days that a deal may take to be won',
    es: 'Días que puede tardar en ganarse una oportunidad',
  },
} as const satisfies Words;
