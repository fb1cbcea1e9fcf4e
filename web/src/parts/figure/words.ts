import type { Words } from '../../i18n/words.ts';

export const figureWords = {
  'chart.table': { en: 'As a table', es: 'En una tabla' },
  'table.save': { en: 'Save the table:', es: 'Guardar la tabla:' },
  'figure.open': { en: 'What this number is made of: {{label}}', es: 'De qué se compone este número: {{label}}' },
  'figure.close': { en: 'Close', es: 'Cerrar' },
  'figure.formula': { en: 'Formula', es: 'Fórmula' },
  'figure.numerator': { en: 'Numerator', es: 'Numerador' },
  'figure.denominator': { en: 'Denominator', es: 'Denominador' },
  'figure.pending': { en: 'Still pending', es: 'Aún pendientes' },
  'figure.interval': {
    en: 'The true value lies between {{low}} and {{high}}, with 95 % confidence, on {{n}} records.',
    es: 'El valor real está entre {{low}} y {{high}}, con un 95 % de confianza, sobre {{n}} registros.',
  },
  'figure.counter': { en: 'Kept honest by', es: 'Su contrapeso' },
  'figure.records': { en: 'The records behind it', es: 'Los registros que hay detrás' },
  'figure.filter': { en: 'Find in the records', es: 'Buscar en los registros' },
  'figure.files': { en: 'Save them all:', es: 'Guardarlos todos:' },
  'figure.noRecords': { en: 'No record counts here.', es: 'No cuenta ningún registro.' },
  'figure.shown': { en: '{{shown}} of {{n}} records', es: '{{shown}} de {{n}} registros' },
  'figure.better.higher': { en: 'Higher is better.', es: 'Cuanto más alto, mejor.' },
  'figure.better.lower': { en: 'Lower is better.', es: 'Cuanto más bajo, mejor.' },
} as const satisfies Words;
