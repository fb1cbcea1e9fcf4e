import { type AskedQuestion, effect, kpi, report, textOf } from '../question.ts';

/** Whether enough is tried, and whether it gets through. */
export const activityQuestions: readonly AskedQuestion[] = [
  {
    id: 'activity_or_quality',
    group: 'activity',
    text: { en: 'Do we do too little, or do we do it badly?', es: '¿Hacemos demasiado poco o lo hacemos mal?' },
    words: {
      en: 'activity or quality, effort, enough calls, volume, lazy, work hard, quantity',
      es: 'actividad o calidad, esfuerzo, suficientes llamadas, volumen, vago, trabajar mucho, cantidad',
    },
    looks: [
      kpi('dials', 'compare dials --by rep', {
        en: 'How much is tried: without attempts nothing else can happen.',
        es: 'Cuánto se intenta: sin intentos no puede ocurrir nada más.',
      }),
      kpi('close_rate', 'compare close_rate --by rep', {
        en: 'What a conversation comes to once somebody answers: here selling itself shows.',
        es: 'En qué acaba una conversación cuando alguien contesta: ahí se ve la venta en sí.',
      }),
      report('parts', 'why contracts --rep REP', {
        en: 'Splits a rep’s difference in contracts into dials, reach and close, to the last digit.',
        es: 'Reparte la diferencia en contratos de un comercial entre llamadas, contacto y cierre, hasta el último decimal.',
      }),
    ],
    reading: {
      en: 'Few dials and a usual close rate: it is activity. Many dials and a low close rate: it is quality, and more dials only annoy more people.',
      es: 'Pocas llamadas y un cierre normal: falta actividad. Muchas llamadas y un cierre bajo: falta calidad, y llamar más solo molesta a más gente.',
    },
  },
  {
    id: 'numbers',
    group: 'activity',
    text: textOf('numbers'),
    words: {
      en: 'funnel, call statistics, ratios, cold calling, phone, hit rate, how many calls for a contract',
      es: 'embudo, estadística de llamadas, ratios, llamada en frío, teléfono, cuántas llamadas por contrato',
    },
    looks: [
      kpi('dials', 'trend dials', {
        en: 'The number that the team decides itself, day by day.',
        es: 'El número que el equipo decide por sí mismo, día a día.',
      }),
      kpi('reach_rate', 'compare reach_rate --by rep', {
        en: 'How many dials become a conversation.',
        es: 'Cuántas llamadas se convierten en conversación.',
      }),
      kpi('close_rate', 'compare close_rate --by rep', {
        en: 'How many conversations become a contract.',
        es: 'Cuántas conversaciones se convierten en contrato.',
      }),
    ],
    reading: {
      en: 'The three multiply to contracts: work on the one that lies furthest below what the team has shown it can do, and only on that one.',
      es: 'Los tres se multiplican y dan los contratos: trabaje el que quede más lejos de lo que el equipo ya ha demostrado, y solo ese.',
    },
  },
  {
    id: 'process',
    group: 'activity',
    text: textOf('process'),
    words: {
      en: 'sales process, steps, method, conversion from step to step',
      es: 'proceso de venta, pasos, método, conversión de un paso al siguiente',
    },
    looks: [
      kpi('first_contacts_per_conversion', 'compare first_contacts_per_conversion --by rep', {
        en: 'How many people have to be approached for one contract.',
        es: 'A cuántas personas hay que dirigirse para lograr un contrato.',
      }),
      kpi('follow_ups_per_sale', 'kpi follow_ups_per_sale --by rep --interval 0.95', {
        en: 'How much persistence a sale has taken.',
        es: 'Cuánta constancia ha exigido cada venta.',
      }),
      kpi('sales_cycle_days', 'kpi sales_cycle_days --by rep --interval 0.95', {
        en: 'How long a sale takes from the lead to the contract.',
        es: 'Cuánto tarda una venta desde el lead hasta el contrato.',
      }),
    ],
    reading: {
      en: 'Many first contacts for a contract: the start is weak. Many follow-ups and a long cycle: the middle drags; agree a dated next step in every talk.',
      es: 'Muchos primeros contactos por contrato: flojea el arranque. Muchos seguimientos y un ciclo largo: se arrastra el tramo medio; acuerde en cada conversación un siguiente paso con fecha.',
    },
  },
  {
    id: 'follow_up_pays',
    group: 'activity',
    text: {
      en: 'Does following up pay, or do we insist in vain?',
      es: '¿Compensa hacer seguimiento o insistimos en vano?',
    },
    words: {
      en: 'follow-ups, persistence, insist, try again, call back, how often, how many attempts, give up',
      es: 'seguimientos, constancia, insistir, volver a llamar, cuántos intentos, cuántas veces, rendirse',
    },
    looks: [
      kpi('first_reach_rate', 'compare first_reach_rate --by channel', {
        en: 'How often the first attempt is answered: what following up is measured against.',
        es: 'Con qué frecuencia responden al primer intento: la vara con la que se mide el seguimiento.',
      }),
      kpi('follow_up_reach_rate', 'compare follow_up_reach_rate --by channel', {
        en: 'How often a later attempt is answered.',
        es: 'Con qué frecuencia responden a un intento posterior.',
      }),
      kpi('follow_ups_per_sale', 'kpi follow_ups_per_sale --by segment --interval 0.95', {
        en: 'How many follow-ups the sales that were won had taken.',
        es: 'Cuántos seguimientos habían hecho falta en las ventas ganadas.',
      }),
    ],
    reading: {
      en: 'Where follow-ups are answered nearly as often as first attempts, keep on; the follow-ups of a won sale say for how long. Where they are answered far less, change the person or the channel before you try again.',
      es: 'Si a los seguimientos responden casi tanto como a los primeros intentos, siga; los seguimientos de una venta ganada dicen hasta cuándo. Si responden mucho menos, cambie de persona o de canal antes de insistir.',
    },
  },
  {
    id: 'best_hour',
    group: 'activity',
    text: { en: 'At what time of day do people answer?', es: '¿A qué horas contestan?' },
    words: {
      en: 'when to call, best hour, morning, afternoon, time to call, schedule',
      es: 'cuándo llamar, mejor hora, mañana, tarde, momento, horario',
    },
    looks: [
      effect('reach', {
        en: 'Reach by hour and by rep, with the source held equal.',
        es: 'El contacto por hora y por comercial, a igualdad de origen.',
      }),
      kpi('reach_rate', 'trend reach_rate --by week', {
        en: 'Whether a change of hours has changed anything since.',
        es: 'Si un cambio de horario ha cambiado algo desde entonces.',
      }),
    ],
    reading: {
      en: 'Move calls into the hours that stand out, for a month, and see in the trend whether reach rises by more than it usually moves.',
      es: 'Pase llamadas a las horas que destaquen, durante un mes, y mire en la tendencia si el contacto sube más de lo que suele variar.',
    },
  },
  {
    id: 'which_channel',
    group: 'activity',
    text: { en: 'Which channel do people answer on?', es: '¿Por qué canal responden?' },
    words: {
      en: 'phone or e-mail, email, text, whatsapp, channel, medium, call or write',
      es: 'teléfono o correo, email, mensaje, whatsapp, canal, medio, llamar o escribir',
    },
    looks: [
      kpi('first_reach_rate', 'compare first_reach_rate --by channel', {
        en: 'How often a first attempt is answered, channel by channel.',
        es: 'Con qué frecuencia responden al primer intento, canal por canal.',
      }),
      kpi('follow_up_reach_rate', 'compare follow_up_reach_rate --by channel', {
        en: 'The same for later attempts: a channel may open doors and not hold them open.',
        es: 'Lo mismo con los intentos posteriores: un canal puede abrir puertas y no mantenerlas abiertas.',
      }),
      kpi('activities', 'kpi activities --by channel', {
        en: 'Where the team’s effort goes today.',
        es: 'Adónde va hoy el esfuerzo del equipo.',
      }),
    ],
    reading: {
      en: 'Effort should go where answers come from. An answer by e-mail counts when it comes within the reply window and before the next attempt.',
      es: 'El esfuerzo debería ir adonde responden. Una respuesta por correo cuenta si llega dentro del plazo y antes del siguiente intento.',
    },
  },
];
