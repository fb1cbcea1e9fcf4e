import type { Words } from '../../i18n/words.ts';

export const pageWords = {
  'page.period': { en: '{{from}} to {{to}}', es: 'Del {{from}} al {{to}}' },
  'page.empty': { en: 'Nothing is logged in this period', es: 'No hay nada anotado en este periodo' },
  'page.empty.do': {
    en: 'Choose a longer period, import what your CRM has, or log the first calls.',
    es: 'Elija un periodo más largo, importe lo que tenga en su CRM o anote las primeras llamadas.',
  },
  'verdict.group.above': { en: 'above the group, beyond chance', es: 'por encima del grupo, más que por azar' },
  'verdict.group.below': { en: 'below the group, beyond chance', es: 'por debajo del grupo, más que por azar' },
  'verdict.average.above': { en: 'more often, beyond chance', es: 'más a menudo, y no por azar' },
  'verdict.average.below': { en: 'less often, beyond chance', es: 'menos a menudo, y no por azar' },
  'verdict.before.above': { en: 'more than before, beyond chance', es: 'más que antes, y no por azar' },
  'verdict.before.below': { en: 'less than before, beyond chance', es: 'menos que antes, y no por azar' },
  'verdict.within': { en: 'within what chance explains', es: 'dentro de lo que explica el azar' },
  'verdict.apart': {
    en: 'stands apart, but among so many comparisons it could be chance',
    es: 'se aparta, pero entre tantas comparaciones podría ser azar',
  },
  'verdict.too_little': { en: 'too little to say', es: 'muy poco para decirlo' },
  'group.none': { en: '(none)', es: '(ninguno)' },
} as const satisfies Words;
