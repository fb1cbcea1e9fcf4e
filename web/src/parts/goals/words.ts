import type { Words } from '../../i18n/words.ts';

export const goalWords = {
  'goal.at_least': { en: 'Goal: {{target}} or more', es: 'Objetivo: {{target}} o más' },
  'goal.at_most': { en: 'Goal: {{target}} at most', es: 'Objetivo: {{target}} como máximo' },
  'goal.grain.week': { en: 'this week', es: 'esta semana' },
  'goal.grain.month': { en: 'this month', es: 'este mes' },
  'goal.grain.quarter': { en: 'this quarter', es: 'este trimestre' },
  'goal.grain.year': { en: 'this year', es: 'este año' },
  'goal.verdict.reached': { en: 'reached', es: 'alcanzado' },
  'goal.verdict.missed': { en: 'missed', es: 'no alcanzado' },
  'goal.verdict.exceeded': { en: 'exceeded', es: 'superado el máximo' },
  'goal.verdict.on_course': { en: 'on course', es: 'en buen camino' },
  'goal.verdict.hardly_reachable': { en: 'hardly reachable', es: 'difícil de alcanzar' },
  'goal.verdict.open': { en: 'open', es: 'por ver' },
  'goal.verdict.behind': { en: 'behind', es: 'con retraso' },
  'goal.verdict.too_early': { en: 'too early to say', es: 'demasiado pronto' },
  'goal.verdict.not_begun': { en: 'not begun', es: 'sin empezar' },
  'goal.verdict.unknown': { en: 'not known', es: 'no se sabe' },
  'goal.there': { en: '{{value}} so far', es: '{{value}} hasta ahora' },
  'goal.expected': { en: 'by now it should be {{expected}}', es: 'ya deberían ser {{expected}}' },
  'goal.pace': {
    en: '{{needed}} a working day needed, {{own}} of late',
    es: 'hacen falta {{needed}} por día laborable; últimamente, {{own}}',
  },
  'goal.projection': {
    en: 'at this pace it will come to {{value}} ({{low}} … {{high}}), chance of reaching it {{chance}}',
    es: 'a este ritmo acabará en {{value}} ({{low}} … {{high}}), probabilidad de alcanzarlo {{chance}}',
  },
} as const satisfies Words;
