import type { Words } from '../../i18n/words.ts';

export const repWords = {
  'rep.back': { en: '← All people', es: '← Todas las personas' },
  'rep.about': {
    en: 'What goes well, what may be wrong, and what to adjust',
    es: 'Qué va bien, qué puede estar fallando y qué ajustar',
  },
  'rep.about.self': {
    en: 'Your page. Your manager reads the same of you, with the same comparison; colleagues do not. The others’ figures come without names.',
    es: 'Su página. Su responsable lee de usted lo mismo, con la misma comparación; sus compañeros, no. Las cifras de los demás van sin nombres.',
  },
  'rep.with.all': {
    en: 'Compared with all reps of the organisation, whoever reads this.',
    es: 'Comparado con todos los comerciales de la organización, lo lea quien lo lea.',
  },
  'rep.with.team': {
    en: 'Compared with the reps of {{team}} only, by the filter above.',
    es: 'Comparado solo con los comerciales de {{team}}, por el filtro de arriba.',
  },
  'rep.noRep': { en: 'You do not sell here', es: 'Usted no vende aquí' },
  'rep.noRep.why': {
    en: 'This page is of somebody who sells. Who administers Tacto can say which rep you are.',
    es: 'Esta página es de quien vende. Quien administra Tacto puede indicar qué comercial es usted.',
  },
  'rep.diagnosis': { en: 'Diagnosis', es: 'Diagnóstico' },
  'rep.diagnosis.about': {
    en: 'Put as one would say it to the person.',
    es: 'Dicho como se le diría a esa persona.',
  },
  'rep.well': { en: 'Done well', es: 'Lo que va bien' },
  'rep.well.none': {
    en: 'Nothing stands out beyond chance. That is usual, and no fault.',
    es: 'Nada destaca más que por azar. Es lo habitual, y no es un defecto.',
  },
  'rep.wrong': { en: 'What may be wrong', es: 'Lo que puede estar fallando' },
  'rep.wrong.none': { en: 'Nothing that chance would not explain.', es: 'Nada que el azar no explique.' },
  'rep.adjust': { en: 'To adjust', es: 'Qué ajustar' },
  'rep.adjust.none': {
    en: 'The data give no reason to change anything.',
    es: 'Los datos no dan motivo para cambiar nada.',
  },
  'rep.counter': {
    en: 'Meanwhile keep an eye on {{label}}: now {{value}}. It must not suffer.',
    es: 'Mientras tanto, vigile {{label}}: ahora {{value}}. No debe empeorar.',
  },
  'rep.gain': {
    en: 'At the others’ level: {{contracts}} contracts a quarter ({{low}} … {{high}}).',
    es: 'Al nivel de los demás: {{contracts}} contratos por trimestre ({{low}} … {{high}}).',
  },
  'rep.gain.volume': {
    en: 'That is {{volume}} a quarter ({{low}} … {{high}}).',
    es: 'Son {{volume}} por trimestre ({{low}} … {{high}}).',
  },
  'rep.explained': {
    en: '{{label}} differs only because of other leads and accounts (by {{by}}): no finding.',
    es: '{{label}} solo difiere porque los leads y cuentas son otros (por {{by}}): no es un hallazgo.',
  },
  'rep.little': { en: 'Too little to say anything of: {{what}}.', es: 'Muy poco para decir algo de: {{what}}.' },
  'rep.notBy': {
    en: 'Not known by {{by}}, so not looked at: {{what}}.',
    es: 'No se conocen por {{by}}, así que no se miran: {{what}}.',
  },
  'rep.looked_one': { en: 'The {{count}} KPI that was looked at', es: 'El KPI que se ha mirado ({{count}})' },
  'rep.looked_other': { en: 'All {{count}} KPIs that were looked at', es: 'Los {{count}} KPI que se han mirado' },
  'rep.looked.caption': {
    en: 'Each KPI held against the group: the band is what chance does',
    es: 'Cada KPI frente al grupo: la banda es lo que hace el azar',
  },
  'rep.group': { en: 'Group', es: 'Grupo' },
  'rep.perDay': { en: 'a day', es: 'al día' },
  'rep.difference': { en: 'Where the difference comes from', es: 'De dónde viene la diferencia' },
  'rep.difference.team': {
    en: 'Against the other reps, over as many days. The parts add up to the whole difference.',
    es: 'Frente a los demás comerciales, en los mismos días. Las partes suman toda la diferencia.',
  },
  'rep.difference.before': {
    en: 'Against as many days before. The parts add up to the whole difference.',
    es: 'Frente a otros tantos días anteriores. Las partes suman toda la diferencia.',
  },
  'rep.against': { en: 'Against', es: 'Frente a' },
  'rep.against.team': { en: 'the other reps', es: 'los demás comerciales' },
  'rep.against.before': { en: 'the time before', es: 'el tiempo anterior' },
  'rep.outcome': { en: 'Of', es: 'De' },
  'rep.chain': { en: 'By way of', es: 'Por la vía de' },
  'rep.chain.numbers': { en: 'dials, reached, closed', es: 'llamadas, contestadas, cerradas' },
  'rep.chain.process': { en: 'first attempts to proposals', es: 'primeros intentos a propuestas' },
  'rep.sum.team': {
    en: '{{label}}: {{after}}; somebody like the average of the others, in as many days: {{before}}. Difference: {{difference}}.',
    es: '{{label}}: {{after}}; alguien como la media de los demás, en los mismos días: {{before}}. Diferencia: {{difference}}.',
  },
  'rep.sum.before': {
    en: '{{label}}: {{after}}; before: {{before}}. Difference: {{difference}}.',
    es: '{{label}}: {{after}}; antes: {{before}}. Diferencia: {{difference}}.',
  },
  'rep.earlier': {
    en: '{{from}} to {{to}} against {{before}} to {{end}}.',
    es: 'Del {{from}} al {{to}} frente al {{before}} – {{end}}.',
  },
  'rep.skipped': {
    en: 'Left out, for one side has none: {{what}}.',
    es: 'Se ha dejado fuera, pues un lado no tiene: {{what}}.',
  },
  'rep.nothing': {
    en: 'There are no contracts or steps here to explain. Choose a longer period.',
    es: 'Aquí no hay contratos ni pasos que explicar. Elija un periodo más largo.',
  },
  'rep.factor': { en: 'Factor', es: 'Factor' },
  'rep.factor.rate': { en: 'From {{of}} to {{to}}', es: 'De {{of}} a {{to}}' },
  'rep.factor.count.meaning': {
    en: 'How many there were in these days: {{to}}. Those of the others are what their average comes to in as many days.',
    es: 'Cuántos hubo en estos días: {{to}}. En los demás, lo que da su media en los mismos días.',
  },
  'rep.factor.rate.meaning': {
    en: 'How many of “{{to}}” there were for each of “{{of}}”.',
    es: 'Cuántos hubo de «{{to}}» por cada uno de «{{of}}».',
  },
  'rep.average.meaning': {
    en: '{{label}} that somebody with the others’ average of every factor would come to in as many days.',
    es: '{{label}} que lograría en los mismos días alguien con la media de los demás en todos los factores.',
  },
  'rep.average.formula': {
    en: '{{label}} of the others ÷ their days × days of this rep',
    es: '{{label}} de los demás ÷ sus días × días de este comercial',
  },
  'rep.part.meaning': {
    en: 'How much of the difference in “{{outcome}}” comes of “{{factor}}”. All parts add up to the difference.',
    es: 'Cuánto de la diferencia en «{{outcome}}» viene de «{{factor}}». Todas las partes suman la diferencia.',
  },
  'rep.part.formula': {
    en: 'what changes when this factor alone goes from the one side to the other, averaged over all orders in which the factors can go (Shapley)',
    es: 'lo que cambia cuando solo este factor pasa de un lado al otro, en promedio sobre todos los órdenes posibles (Shapley)',
  },
  'rep.factor.size': { en: 'Size of a contract', es: 'Tamaño del contrato' },
  'rep.fromTo': { en: 'From → to', es: 'De → a' },
  'rep.part': { en: 'Makes', es: 'Aporta' },
  'rep.side.team': { en: 'Average of the others', es: 'Media de los demás' },
  'rep.side.before': { en: 'Before', es: 'Antes' },
  'rep.side.rep': { en: 'This rep', es: 'Este comercial' },
  'rep.side.self': { en: 'You', es: 'Usted' },
  'rep.side.now': { en: 'Now', es: 'Ahora' },
  'rep.steps': { en: 'From first attempt to contract', es: 'Del primer intento al contrato' },
  'rep.steps.how': {
    en: 'What happened in these days; customers of one step are not all those of the one before.',
    es: 'Lo que ocurrió en estos días; los clientes de un paso no son todos los del anterior.',
  },
  'rep.step': { en: 'Step', es: 'Paso' },
  'rep.number': { en: 'Number', es: 'Cantidad' },
  'rep.ofBefore': { en: 'Of the step before', es: 'Del paso anterior' },
  'rep.ofBefore.team': { en: 'The others', es: 'Los demás' },
  'rep.calendar': { en: 'Activity day by day', es: 'Actividad día a día' },
  'rep.calendar.sum': { en: '{{n}} activities, {{from}} to {{to}}', es: '{{n}} actividades, del {{from}} al {{to}}' },
  'rep.channel': { en: 'Channel', es: 'Canal' },
  'rep.channel.all': { en: 'all', es: 'todos' },
  'rep.week': { en: 'Week of', es: 'Semana del' },
  'rep.week.sum': { en: 'Total', es: 'Total' },
  'rep.goals': { en: 'Goals and pace', es: 'Objetivos y ritmo' },
  'rep.goals.none': {
    en: 'No goal of this rep’s own is running. Team goals stand on the board.',
    es: 'No hay ningún objetivo propio en marcha. Los del equipo están en el tablero.',
  },
} as const satisfies Words;
