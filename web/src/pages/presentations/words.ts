import type { Words } from '../../i18n/words.ts';

export const presentationsWords = {
  'presentations.title': { en: 'Presentations', es: 'Presentaciones' },
  'presentations.lead': {
    en: 'A proposal sent is not yet presented: it counts as presented when somebody who decides was in the room.',
    es: 'Enviar una propuesta no es presentarla: cuenta como presentada cuando alguien que decide estaba en la sala.',
  },
  'presentations.none': { en: 'No proposal in this period', es: 'Ninguna propuesta en este periodo' },
  'presentations.none.do': {
    en: 'Log proposals when they are sent, and presentations with who was there. Or choose a longer period.',
    es: 'Anote las propuestas al enviarlas, y las presentaciones con quienes asistieron. O elija un periodo más largo.',
  },
  'presentations.byMonth': { en: 'Sent and presented, by month', es: 'Enviadas y presentadas, por mes' },
  'presentations.sent': { en: 'Sent', es: 'Enviadas' },
  'presentations.presented': { en: 'Presented', es: 'Presentadas' },
  'presentations.share': { en: 'Presented share', es: 'Parte presentada' },
  'presentations.month': { en: 'Month', es: 'Mes' },
  'presentations.win': { en: 'Does it pay to present?', es: '¿Compensa presentar?' },
  'presentations.win.with': { en: 'Won, presented to those who decide', es: 'Ganadas, presentadas a quien decide' },
  'presentations.win.without': { en: 'Won, only sent', es: 'Ganadas, solo enviadas' },
  'presentations.win.on': { en: '{{won}} of {{all}}', es: '{{won}} de {{all}}' },
  'presentations.win.pending_one': { en: '{{count}} still pending', es: '{{count}} aún pendiente' },
  'presentations.win.pending_other': { en: '{{count}} still pending', es: '{{count}} aún pendientes' },
  'presentations.win.picture': { en: 'Win rate and 95 % interval', es: 'Tasa de éxito e intervalo del 95 %' },
  'presentations.win.more': {
    en: 'Presented deals were won {{points}} points more often; the true difference lies between {{low}} and {{high}}: more than chance.',
    es: 'Las presentadas se ganaron {{points}} puntos más; la diferencia real está entre {{low}} y {{high}}: más que por azar.',
  },
  'presentations.win.less': {
    en: 'Presented deals were won {{points}} points less often; the true difference lies between {{low}} and {{high}}: more than chance.',
    es: 'Las presentadas se ganaron {{points}} puntos menos; la diferencia real está entre {{low}} y {{high}}: más que por azar.',
  },
  'presentations.win.noise': {
    en: 'The true difference lies between {{low}} and {{high}} points: chance does as much.',
    es: 'La diferencia real está entre {{low}} y {{high}} puntos: el azar hace lo mismo.',
  },
  'presentations.win.unknown': {
    en: 'Too few deals whose time is up to compare.',
    es: 'Muy pocas oportunidades con el plazo cumplido para comparar.',
  },
  'presentations.win.beware': {
    en: 'They go together; that presenting makes the difference is not proven by it.',
    es: 'Van juntas; eso no demuestra que presentar sea la causa.',
  },
  'presentations.win.formula': {
    en: 'win rate presented − win rate only sent, in points of a hundred',
    es: 'tasa de éxito presentadas − tasa de éxito solo enviadas, en puntos de cada cien',
  },
  'presentations.win.sure': {
    en: 'The true difference lies between {{low}} and {{high}} points, with 95 % confidence.',
    es: 'La diferencia real está entre {{low}} y {{high}} puntos, con un 95 % de confianza.',
  },
  'presentations.byRep': { en: 'By rep', es: 'Por comercial' },
  'presentations.rep': { en: 'Rep', es: 'Comercial' },
  'presentations.interval': { en: '95 % interval, from 0 to 100 %', es: 'Intervalo del 95 %, de 0 a 100 %' },
  'presentations.attendance': { en: 'Team in the room', es: 'Equipo en la sala' },
  'presentations.room': { en: 'Who was in the room', es: 'Quién estaba en la sala' },
  'presentations.room.lead': {
    en: 'Of all presentations to whose decision team somebody in the role belonged, the share with them in the room.',
    es: 'De todas las presentaciones en cuyo equipo de decisión figuraba alguien con ese papel, la parte en que asistió.',
  },
  'presentations.room.formula': {
    en: 'times somebody in the role was there ÷ times somebody in the role belonged to the decision team',
    es: 'veces que alguien con ese papel asistió ÷ veces que alguien con ese papel figuraba en el equipo de decisión',
  },
  'presentations.room.share': { en: 'In the room', es: 'En la sala' },
  'presentations.list': { en: 'The presentations held', es: 'Las presentaciones celebradas' },
  'presentations.list.none': {
    en: 'No presentation was held in this period.',
    es: 'No se celebró ninguna presentación en este periodo.',
  },
  'presentations.list.more': { en: 'Show {{n}} more', es: 'Mostrar {{n}} más' },
  'presentations.present': { en: 'in the room', es: 'en la sala' },
  'presentations.absent': { en: 'not in the room', es: 'no estaba' },
  'presentations.uncounted': {
    en: 'Nobody of the decision team was there: it does not count.',
    es: 'No había nadie del equipo de decisión: no cuenta.',
  },
  'presentations.noTeam': {
    en: 'No decision team is known for this deal.',
    es: 'No se conoce el equipo de decisión de esta oportunidad.',
  },
} as const satisfies Words;
