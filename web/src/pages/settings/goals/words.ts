import type { Words } from '../../../i18n/words.ts';

export const goalSettingWords = {
  'targets.list': { en: 'Goals', es: 'Objetivos' },
  'targets.add': { en: 'Set a goal', es: 'Fijar un objetivo' },
  'targets.none': {
    en: 'No goal yet. With one, the board says what is reached and whether the pace will do.',
    es: 'Todavía no hay objetivos. Con uno, el tablero dice qué se ha alcanzado y si el ritmo basta.',
  },
  'targets.none.now': { en: 'No goal runs now.', es: 'Ahora no hay ningún objetivo en curso.' },
  'targets.past_one': { en: '{{count}} goal that is over', es: '{{count}} objetivo terminado' },
  'targets.past_other': { en: '{{count}} goals that are over', es: '{{count}} objetivos terminados' },
  'targets.kpi': { en: 'KPI', es: 'KPI' },
  'targets.kpi.choose': { en: 'Choose a KPI', es: 'Elija un KPI' },
  'targets.target': { en: 'Goal', es: 'Objetivo' },
  'targets.target.percent': { en: 'Goal, in %', es: 'Objetivo, en %' },
  'targets.whose': { en: 'Of whom', es: 'De quién' },
  'targets.everybody': { en: 'Everybody together', es: 'Todos juntos' },
  'targets.team': { en: 'Team {{name}}', es: 'Equipo {{name}}' },
  'targets.grain': { en: 'Period', es: 'Periodo' },
  'targets.grain.week': { en: 'Week', es: 'Semana' },
  'targets.grain.month': { en: 'Month', es: 'Mes' },
  'targets.grain.quarter': { en: 'Quarter', es: 'Trimestre' },
  'targets.grain.year': { en: 'Year', es: 'Año' },
  'targets.each.week': { en: 'the week from {{day}}', es: 'la semana del {{day}}' },
  'targets.each.month': { en: 'the month from {{day}}', es: 'el mes que empieza el {{day}}' },
  'targets.each.quarter': { en: 'the quarter from {{day}}', es: 'el trimestre que empieza el {{day}}' },
  'targets.each.year': { en: 'the year from {{day}}', es: 'el año que empieza el {{day}}' },
  'targets.starts': { en: 'First day', es: 'Primer día' },
  'targets.change.whose': {
    en: 'Change the goal {{name}} of {{whose}}',
    es: 'Cambiar el objetivo {{name}} de {{whose}}',
  },
  'targets.remove.whose': {
    en: 'Remove the goal {{name}} of {{whose}}',
    es: 'Quitar el objetivo {{name}} de {{whose}}',
  },
  'targets.remove.what': {
    en: 'The goal of {{value}} ({{whose}}) is no longer shown.',
    es: 'El objetivo de {{value}} ({{whose}}) dejará de mostrarse.',
  },
} as const satisfies Words;
