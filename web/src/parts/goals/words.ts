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
  'goal.told.expected': { en: 'What it should be by now', es: 'Lo que ya debería haber' },
  'goal.told.expected.meaning': {
    en: 'The part of the goal that falls to the working days that are over. Below, what there is so far.',
    es: 'La parte del objetivo que corresponde a los días laborables ya pasados. Abajo, lo que hay hasta ahora.',
  },
  'goal.told.expected.formula': {
    en: 'goal × working days that are over ÷ working days of the period',
    es: 'objetivo × días laborables pasados ÷ días laborables del periodo',
  },
  'goal.told.needed': { en: 'Needed a working day', es: 'Necesario por día laborable' },
  'goal.told.needed.meaning': {
    en: 'What has to come on each working day that is left, to reach the goal. Below, what there is so far.',
    es: 'Lo que tiene que llegar cada día laborable que queda para alcanzar el objetivo. Abajo, lo que hay hasta ahora.',
  },
  'goal.told.needed.formula': {
    en: '(goal − so far) ÷ working days that are left',
    es: '(objetivo − hasta ahora) ÷ días laborables que quedan',
  },
  'goal.told.own': { en: 'Pace of late', es: 'Ritmo reciente' },
  'goal.told.own.meaning': {
    en: 'What the latest weeks have brought a working day. Below, what there is so far.',
    es: 'Lo que han traído las últimas semanas por día laborable. Abajo, lo que hay hasta ahora.',
  },
  'goal.told.projection': { en: 'What it will come to', es: 'En qué acabará' },
  'goal.told.projection.meaning': {
    en: 'What there is so far, and for the working days that are left the pace of late. Below, what there is so far.',
    es: 'Lo que hay hasta ahora y, para los días laborables que quedan, el ritmo reciente. Abajo, lo que hay hasta ahora.',
  },
  'goal.told.projection.formula': {
    en: 'so far + pace of late × working days that are left',
    es: 'hasta ahora + ritmo reciente × días laborables que quedan',
  },
  'goal.told.sure': {
    en: 'It lies between {{low}} and {{high}} with 95 % confidence.',
    es: 'Está entre {{low}} y {{high}} con un 95 % de confianza.',
  },
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
