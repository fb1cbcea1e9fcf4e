import type { Words } from '../../i18n/words.ts';

export const numbersWords = {
  'numbers.title': { en: 'Numbers', es: 'Números' },
  'numbers.about': {
    en: 'The numbers game: dials, reached, closed, and what each goes with',
    es: 'El juego de los números: llamadas, contestadas, cerradas, y con qué se relaciona cada cosa',
  },
  'numbers.empty': {
    en: 'In this period the log has neither dials nor contracts. Choose a longer period.',
    es: 'En este periodo el registro no tiene ni llamadas ni contratos. Elija un periodo más largo.',
  },
  'numbers.chain': { en: 'Dials, reached, closed', es: 'Llamadas, contestadas, cerradas' },
  'numbers.sentence': {
    en: 'One contract for every {{dials}} dials: {{reach}} of dials reach somebody, {{close}} of those reached close ({{whole}} of all dials). Contracts of the period for dials of the period: not the same customers followed.',
    es: 'Un contrato por cada {{dials}} llamadas: el {{reach}} se contesta y el {{close}} de las contestadas cierra ({{whole}} de todas). Son contratos y llamadas del periodo: no se sigue a los mismos clientes.',
  },
  'numbers.noContract': {
    en: '{{dials}} dials and no contract in this period.',
    es: '{{dials}} llamadas y ningún contrato en este periodo.',
  },
  'numbers.effects': { en: 'What it goes with', es: 'Con qué se relaciona' },
  'numbers.effects.how': {
    en: '100 is the average, with everything else equal; 120 is a fifth more often. An interval that holds 100 says nothing. These are associations, not causes.',
    es: '100 es la media, a igualdad de lo demás; 120 es una quinta parte más a menudo. Un intervalo que contiene 100 no dice nada. Son asociaciones, no causas.',
  },
  'numbers.reach.by': {
    en: 'Dials that reach somebody, by {{factor}}',
    es: 'Llamadas que se contestan, por {{factor}}',
  },
  'numbers.close.by': { en: 'Reached calls that close, by {{factor}}', es: 'Contestadas que cierran, por {{factor}}' },
  'numbers.index': { en: 'Index (95 %)', es: 'Índice (95 %)' },
  'numbers.index.drawn': { en: 'Against 100', es: 'Frente a 100' },
  'numbers.rate': { en: 'Rate', es: 'Tasa' },
  'numbers.n': { en: 'Calls', es: 'Llamadas' },
  'numbers.above': { en: 'More often than the average: {{who}}.', es: 'Más a menudo que la media: {{who}}.' },
  'numbers.below': { en: 'Less often: {{who}}.', es: 'Menos a menudo: {{who}}.' },
  'numbers.within_one': {
    en: 'It does not differ from the average beyond chance.',
    es: 'No se aparta de la media más que por azar.',
  },
  'numbers.within_other': {
    en: 'None of the {{count}} differs from the average beyond chance.',
    es: 'Ninguno de los {{count}} se aparta de la media más que por azar.',
  },
  'numbers.average': {
    en: 'Average {{rate}}, with {{others}} equal.',
    es: 'Media {{rate}}, a igualdad de {{others}}.',
  },
  'numbers.missing': {
    en: '{{n}} calls without a {{factor}} take no part.',
    es: 'No entran {{n}} llamadas sin {{factor}}.',
  },
  'numbers.entangled': {
    en: '{{one}} and {{other}} go together: they cannot be told apart.',
    es: '{{one}} y {{other}} van juntos: no se pueden separar.',
  },
  'numbers.effect.meaning': {
    en: 'How often it comes to that, with {{others}} equal: {{rate}}, against {{average}} on average. 100 is the average.',
    es: 'Con qué frecuencia ocurre, a igualdad de {{others}}: {{rate}}, frente a un {{average}} de media. 100 es la media.',
  },
  'numbers.effect.formula': {
    en: 'rate with all else equal ÷ average rate × 100; below, how often it came to that as counted',
    es: 'tasa a igualdad de lo demás ÷ tasa media × 100; abajo, las veces que ocurrió, tal como se contaron',
  },
  'numbers.effect.all': {
    en: 'Calls cannot be filtered by {{factor}}: these are all of the period, each with its time.',
    es: 'Las llamadas no se pueden filtrar por {{factor}}: estas son todas las del periodo, cada una con su hora.',
  },
  'numbers.silence.no_records': { en: 'There are no records of it.', es: 'No hay registros de ello.' },
  'numbers.silence.not_recorded': {
    en: 'Nobody records it yet. As soon as it is logged, it is told here.',
    es: 'Todavía nadie lo anota. En cuanto se anote, se verá aquí.',
  },
  'numbers.silence.one_level': {
    en: 'All records say the same: there is nothing to compare.',
    es: 'Todos los registros dicen lo mismo: no hay nada que comparar.',
  },
  'numbers.silence.no_results': { en: 'Too little to say anything.', es: 'Muy poco para decir algo.' },
  'numbers.material': { en: 'Deals that go on, by material given', es: 'Oportunidades que avanzan, por material dado' },
  'numbers.asset': { en: 'Material', es: 'Material' },
  'numbers.odds': { en: 'Odds (95 %)', es: 'Posibilidades (95 %)' },
  'numbers.odds.drawn': { en: 'Against ×1', es: 'Frente a ×1' },
  'numbers.odds.meaning': {
    en: 'How many times as high the odds are that a deal takes the next step where this was given in its stage, with other things equal.',
    es: 'Cuántas veces mayores son las posibilidades de que la oportunidad avance cuando se entregó en su etapa, a igualdad de lo demás.',
  },
  'numbers.odds.formula': {
    en: 'odds of a step forward with it ÷ odds without it; below, the stays in a stage that had it, and those that went on',
    es: 'posibilidades de avanzar con ello ÷ sin ello; abajo, las estancias en una etapa que lo tuvieron y las que avanzaron',
  },
  'numbers.given': { en: 'Given', es: 'Dado' },
  'numbers.advanced': { en: 'Went on', es: 'Avanzan' },
  'numbers.material.how': {
    en: 'Of {{n}} stays in a stage, {{advanced}} ended with a step forward. ×2 is twice the odds of going on, other things equal; ×1 is no difference.',
    es: 'De {{n}} estancias en una etapa, {{advanced}} acabaron con un paso adelante. ×2 es el doble de posibilidades de avanzar, a igualdad de lo demás; ×1 es ninguna diferencia.',
  },
  'numbers.cost': { en: 'What a contract costs', es: 'Lo que cuesta un contrato' },
  'numbers.cost.how': {
    en: 'In money, time and energy: what the period spent for each of its contracts. The line is all together.',
    es: 'En dinero, tiempo y energía: lo que gastó el periodo por cada uno de sus contratos. La línea es el conjunto.',
  },
  'numbers.untold.not_in_log': {
    en: '{{label}}: the log has nothing of it.',
    es: '{{label}}: el registro no tiene nada de ello.',
  },
  'numbers.untold.not_by_dimension': {
    en: '{{label}} is not known by {{by}}, or by what is filtered.',
    es: '{{label}} no se conoce por {{by}}, o por lo que se filtra.',
  },
  'numbers.untold.not_assigned': {
    en: '{{label}}: none of it is assigned by {{by}}, so it is told of the whole alone.',
    es: '{{label}}: nada de ello está asignado por {{by}}, así que solo se dice del conjunto.',
  },
  'numbers.by': { en: 'By', es: 'Por' },
  'numbers.drawn': { en: 'Interval (95 %)', es: 'Intervalo (95 %)' },
  'numbers.noContracts': { en: 'No contract in this period.', es: 'Ningún contrato en este periodo.' },
} as const satisfies Words;
