import type { Words } from '../../i18n/words.ts';

export const boardWords = {
  'board.title': { en: 'Board', es: 'Tablero' },
  'board.period': {
    en: '{{from}} to {{to}}, against {{before}} to {{end}}',
    es: 'Del {{from}} al {{to}}, frente al {{before}} – {{end}}',
  },
  'board.playbook': { en: 'Way of managing', es: 'Forma de dirigir' },
  'board.playbook.own': { en: 'own choice', es: 'elección propia' },
  'board.choose': { en: 'Choose by question', es: 'Elegir por pregunta' },
  'board.everybody': { en: 'Everybody together', es: 'Todos juntos' },
  'board.focus': { en: 'In focus', es: 'En el foco' },
  'board.interval': { en: '{{low}} … {{high}} (95 %)', es: '{{low}} … {{high}} (95 %)' },
  'board.then': { en: 'Before: {{value}}', es: 'Antes: {{value}}' },
  'board.usual': { en: 'What is usual', es: 'Lo habitual' },
  'board.usual.meaning': {
    en: 'Where the months lie as long as nothing special happens: their mean, and 2.66 times the mean step from one month to the next to either side.',
    es: 'Donde caen los meses mientras no pasa nada especial: su media y, a cada lado, 2,66 veces el paso medio de un mes al siguiente.',
  },
  'board.usual.formula': {
    en: 'mean ± 2.66 × mean step between neighbouring months (XmR)',
    es: 'media ± 2,66 × paso medio entre meses vecinos (XmR)',
  },
  'board.limits': {
    en: 'Usual: {{mean}}, within {{low}} … {{high}}.',
    es: 'Lo habitual: {{mean}}, entre {{low}} … {{high}}.',
  },
  'board.month': { en: 'Month', es: 'Mes' },
  'board.records': { en: 'Records', es: 'Registros' },
  'board.state.cut': { en: 'cut off', es: 'incompleto' },
  'board.state.running': { en: 'not over yet', es: 'sin acabar' },
  'board.state.pending': { en: 'some still pending', es: 'algunos pendientes' },
  'board.beyond.up': { en: '▲ higher than usual', es: '▲ por encima de lo habitual' },
  'board.beyond.down': { en: '▼ lower than usual', es: '▼ por debajo de lo habitual' },
  'board.help': { en: 'Who needs help', es: 'Quién necesita ayuda' },
  'board.help.none': {
    en: 'Nobody stands out on the wrong side by more than chance.',
    es: 'Nadie destaca en el lado malo más que por azar.',
  },
  'board.tooLittle': {
    en: 'Too little was logged in this period to say so.',
    es: 'En este periodo se ha anotado muy poco para decirlo.',
  },
  'board.help.about': {
    en: 'Put as one would say it to the person.',
    es: 'Dicho como se le diría a esa persona.',
  },
  'board.help.adjust': { en: 'This week:', es: 'Esta semana:' },
  'board.new': { en: 'New risks in the last four weeks', es: 'Riesgos nuevos en las últimas cuatro semanas' },
  'board.new.none': {
    en: 'Nobody has more pressured, silent or single-threaded accounts, or more hidden dissent, than four weeks ago.',
    es: 'Nadie tiene más cuentas presionadas, en silencio o con un solo interlocutor, ni más disenso oculto, que hace cuatro semanas.',
  },
  'board.accounts.pressured': { en: 'Accounts under pressure', es: 'Cuentas bajo presión' },
  'board.accounts.pressured.none': {
    en: 'No account is pressed: the touches are spread.',
    es: 'Ninguna cuenta está bajo presión: los toques se reparten.',
  },
  'board.accounts.silent': { en: 'Neglected accounts', es: 'Cuentas desatendidas' },
  'board.accounts.silent.none': {
    en: 'No account with an open deal is in silence.',
    es: 'Ninguna cuenta con oportunidad abierta está en silencio.',
  },
  'board.accounts.all': { en: 'All {{count}}, with their reasons', es: 'Las {{count}}, con sus motivos' },
  'board.new.more': {
    en: '{{label}}: {{now}} now, {{before}} four weeks ago',
    es: '{{label}}: {{now}} ahora, {{before}} hace cuatro semanas',
  },
  'board.signal.good': { en: 'good', es: 'bueno' },
  'board.signal.bad': { en: 'bad', es: 'malo' },
  'board.spark': {
    en: '{{label}} by month, with the limits of what is usual',
    es: '{{label}} por meses, con los límites de lo habitual',
  },
  'board.change.better': {
    en: 'Latest month: better than the one before, by more than chance',
    es: 'Último mes: mejor que el anterior, más que por azar',
  },
  'board.change.worse': {
    en: 'Latest month: worse than the one before, by more than chance',
    es: 'Último mes: peor que el anterior, más que por azar',
  },
  'board.change.different': {
    en: 'Latest month: different, by more than chance',
    es: 'Último mes: distinto, más que por azar',
  },
  'board.change.noise': { en: 'Latest month: chance does as much', es: 'Último mes: el azar hace lo mismo' },
  'board.change.unknown': { en: 'Too little data to compare', es: 'Muy pocos datos para comparar' },
  'board.change.same': { en: 'Latest month: as the one before', es: 'Último mes: como el anterior' },
  'board.change.counted': {
    en: 'Latest month: different from the one before',
    es: 'Último mes: distinto del anterior',
  },
  'board.change.countedBetter': {
    en: 'Latest month: better than the one before',
    es: 'Último mes: mejor que el anterior',
  },
  'board.change.countedWorse': {
    en: 'Latest month: worse than the one before',
    es: 'Último mes: peor que el anterior',
  },
  'board.missing': {
    en: 'The log does not have what it needs: {{what}}',
    es: 'El registro no tiene lo que necesita: {{what}}',
  },
  'board.beyond': { en: 'What changed by more than usual', es: 'Qué ha cambiado más de lo habitual' },
  'board.beyond.none': {
    en: 'Nothing new beyond what is usual in this period.',
    es: 'Nada nuevo fuera de lo habitual en este periodo.',
  },
  'board.signal.outlier.up': {
    en: '{{label}}: above the limits of what is usual since {{from}}',
    es: '{{label}}: por encima de los límites de lo habitual desde {{from}}',
  },
  'board.signal.outlier.down': {
    en: '{{label}}: below the limits of what is usual since {{from}}',
    es: '{{label}}: por debajo de los límites de lo habitual desde {{from}}',
  },
  'board.signal.shift.up': {
    en: '{{label}}: above its mean in every month since {{from}}, within the usual limits',
    es: '{{label}}: por encima de su media todos los meses desde {{from}}, dentro de los límites habituales',
  },
  'board.signal.shift.down': {
    en: '{{label}}: below its mean in every month since {{from}}, within the usual limits',
    es: '{{label}}: por debajo de su media todos los meses desde {{from}}, dentro de los límites habituales',
  },
  'board.signal.trend.up': {
    en: '{{label}}: higher from month to month since {{from}}, within the usual limits',
    es: '{{label}}: sube mes a mes desde {{from}}, dentro de los límites habituales',
  },
  'board.signal.trend.down': {
    en: '{{label}}: lower from month to month since {{from}}, within the usual limits',
    es: '{{label}}: baja mes a mes desde {{from}}, dentro de los límites habituales',
  },
  'board.look': { en: 'Where to look', es: 'Dónde mirar' },
  'board.look.none': {
    en: 'None of the risks that the log can show is there.',
    es: 'No hay ninguno de los riesgos que el registro puede mostrar.',
  },
  'board.risks': { en: 'Open deals that may not come', es: 'Oportunidades abiertas que pueden no llegar' },
  'board.risks.share': {
    en: '{{risk}} of {{all}} weighted pipeline carry a warning ({{share}}).',
    es: '{{risk}} de {{all}} de cartera ponderada llevan algún aviso ({{share}}).',
  },
  'board.risks.none': { en: 'No open deal carries a warning.', es: 'Ninguna oportunidad abierta lleva avisos.' },
  'board.risks.all': { en: 'All of the risk, with its reasons', es: 'Todo el riesgo, con sus motivos' },
  'board.numbers': { en: 'The numbers', es: 'Los números' },
  'board.number': { en: 'KPI', es: 'KPI' },
  'board.now': { en: 'Now', es: 'Ahora' },
  'board.before': { en: 'Before', es: 'Antes' },
  'board.year': { en: 'A year', es: 'Un año' },
  'board.nobody': { en: 'nobody', es: 'nadie' },
} as const satisfies Words;
