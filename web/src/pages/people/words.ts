import type { Words } from '../../i18n/words.ts';

export const peopleWords = {
  'people.title': { en: 'People', es: 'Personas' },
  'people.about': {
    en: 'Who differs from the group by more than chance, and who does not',
    es: 'Quién se aparta del grupo más que por azar, y quién no',
  },
  'people.kpi': { en: 'KPI', es: 'KPI' },
  'people.by': { en: 'Compare', es: 'Comparar' },
  'people.by.rep': { en: 'reps', es: 'comerciales' },
  'people.by.team': { en: 'teams', es: 'equipos' },
  'people.category.Q': { en: 'Quantity', es: 'Cantidad' },
  'people.category.P': { en: 'Quality', es: 'Calidad' },
  'people.category.R': { en: 'Results', es: 'Resultados' },
  'people.verdict': { en: 'What can be said', es: 'Qué se puede decir' },
  'people.verdict.nobody': {
    en: 'Nobody differs by more than chance: look at what all have in common.',
    es: 'Nadie se aparta más que por azar: mire lo que todos tienen en común.',
  },
  'people.verdict.above': { en: '{{value}}, above the group', es: '{{value}}, por encima del grupo' },
  'people.verdict.below': { en: '{{value}}, below the group', es: '{{value}}, por debajo del grupo' },
  'people.verdict.expected': {
    en: 'by chance somebody like the others would be between {{low}} and {{high}}',
    es: 'por azar, alguien como los demás estaría entre {{low}} y {{high}}',
  },
  'people.rest.apart': {
    en: 'Outside the narrow band, but among so many comparisons it could be chance: {{who}}.',
    es: 'Fuera de la banda estrecha, pero entre tantas comparaciones podría ser azar: {{who}}.',
  },
  'people.rest.within_one': {
    en: '{{count}} other lies within what chance explains.',
    es: '{{count}} más está dentro de lo que explica el azar.',
  },
  'people.rest.within_other': {
    en: '{{count}} others lie within what chance explains: differences among them say nothing.',
    es: 'Otros {{count}} están dentro de lo que explica el azar: las diferencias entre ellos no dicen nada.',
  },
  'people.rest.little_one': {
    en: 'Of {{count}} other there is too little to say anything.',
    es: 'De {{count}} más hay muy poco para decir algo.',
  },
  'people.rest.little_other': {
    en: 'Of {{count}} others there is too little to say anything.',
    es: 'De otros {{count}} hay muy poco para decir algo.',
  },
  'people.plot': {
    en: '{{label}} against how much it rests on; the bands hold what chance does in 95 and in 99.8 of 100 cases',
    es: '{{label}} frente a cuánto lo sostiene; las bandas contienen lo que hace el azar en 95 y en 99,8 de cada 100 casos',
  },
  'people.group': { en: 'Group {{value}}', es: 'Grupo {{value}}' },
  'people.rep': { en: 'Rep', es: 'Comercial' },
  'people.team': { en: 'Team', es: 'Equipo' },
  'people.value': { en: 'Value', es: 'Valor' },
  'people.value.day': { en: 'A day', es: 'Al día' },
  'people.n.trials': { en: 'Records', es: 'Registros' },
  'people.n.events': { en: 'Out of', es: 'De' },
  'people.n.days': { en: 'Active days', es: 'Días activos' },
  'people.chance': { en: 'By chance (95 %)', es: 'Por azar (95 %)' },
  'people.drawn': { en: 'Chart', es: 'Gráfico' },
  'people.needed': { en: 'needs {{n}} more', es: 'le faltan {{n}} más' },
  'people.how': { en: 'How to read it', es: 'Cómo leerlo' },
  'people.how.text': {
    en: 'Each mark is a person or team: to the right there are more records, so the bands get narrower. Inside the bands chance alone explains where a mark lies; ▲ and ▼ lie outside for good reason, with at most 5 % of such verdicts false. Of so many who are compared some leave the narrow band by chance: without ▲ or ▼ that is no finding. Reps are compared with all reps of the organisation, unless a filter narrows that. It is no ranking: the list is in the order of names.',
    es: 'Cada marca es una persona o un equipo: más a la derecha hay más registros y las bandas se estrechan. Dentro de las bandas, el azar basta para explicar dónde cae una marca; ▲ y ▼ caen fuera con motivo, y como mucho un 5 % de esos veredictos es falso. Entre tantos, alguien sale de la banda estrecha por azar: sin ▲ ni ▼ no es un hallazgo. A los comerciales se les compara con todos los de la organización, salvo que un filtro lo estreche. No es una clasificación: la lista va por orden de nombre.',
  },
  'people.empty': { en: 'There is nothing to compare yet', es: 'Todavía no hay nada que comparar' },
  'people.empty.why': {
    en: 'In this period the log has no records for this KPI. Choose a longer period, or another KPI.',
    es: 'En este periodo el registro no tiene nada para este KPI. Elija un periodo más largo u otro KPI.',
  },
} as const satisfies Words;
