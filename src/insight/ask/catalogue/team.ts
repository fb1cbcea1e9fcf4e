import { type AskedQuestion, kpi, report } from '../question.ts';

/** Who needs help, and what has changed. */
export const teamQuestions: readonly AskedQuestion[] = [
  {
    id: 'better_or_worse',
    group: 'team',
    text: { en: 'Are things getting better or worse?', es: '¿Vamos a mejor o a peor?' },
    words: {
      en: 'trend, change, since last month, compared with before, improve, decline, development',
      es: 'tendencia, cambio, desde el mes pasado, comparado con antes, mejorar, empeorar, evolución',
    },
    looks: [
      kpi('contracts', 'trend contracts', {
        en: 'What came of it.',
        es: 'En qué ha acabado.',
      }),
      kpi('win_rate', 'trend win_rate', {
        en: 'Whether deals that end are won as often as they were.',
        es: 'Si las oportunidades que terminan se ganan tanto como antes.',
      }),
      kpi('prospects', 'trend prospects', {
        en: 'What the next months will live on.',
        es: 'De qué vivirán los próximos meses.',
      }),
    ],
    reading: {
      en: 'Only what leaves the usual variation is a change; one good or bad month seldom is. Prospects tell today what contracts tell in a sales cycle.',
      es: 'Solo es un cambio lo que sale de la variación habitual; un mes bueno o malo rara vez lo es. Los prospectos dicen hoy lo que los contratos dirán dentro de un ciclo de venta.',
    },
  },
  {
    id: 'rep_difference',
    group: 'team',
    text: {
      en: 'Where does the difference between reps come from?',
      es: '¿De dónde viene la diferencia entre comerciales?',
    },
    words: {
      en: 'compare reps, best rep, why does one sell more, gap, top performer',
      es: 'comparar comerciales, mejor comercial, por qué uno vende más, brecha, quién vende más',
    },
    looks: [
      kpi('contracts', 'compare contracts --by rep', {
        en: 'Whether there is a difference at all, beyond chance.',
        es: 'Si de verdad hay diferencia, más allá del azar.',
      }),
      report('parts', 'why contracts --rep REP', {
        en: 'How much of it is dials, reach and close.',
        es: 'Cuánto de ella son llamadas, contacto y cierre.',
      }),
      kpi('close_rate', 'compare close_rate --by rep', {
        en: 'The part that a rep’s way of selling makes.',
        es: 'La parte que pone la manera de vender de cada uno.',
      }),
    ],
    reading: {
      en: 'First rule out other leads (`why --mix source`), then look at the largest part that is more than noise, and talk about that one.',
      es: 'Descarte primero que sean otros leads (`why --mix source`); después mire la parte mayor que sea más que ruido y hable de ella.',
    },
  },
  {
    id: 'whom_to_coach',
    group: 'team',
    text: { en: 'Whom should I coach, and in what?', es: '¿A quién debo acompañar y en qué?' },
    words: {
      en: 'coaching, training, help, develop, who needs support, feedback, one-to-one',
      es: 'coaching, formación, ayudar, desarrollar, quién necesita apoyo, feedback, reunión individual',
    },
    looks: [
      kpi('presented_share', 'compare presented_share --by rep', {
        en: 'A habit: presenting what is sent. Habits change within weeks.',
        es: 'Un hábito: presentar lo que se envía. Los hábitos cambian en semanas.',
      }),
      kpi('pressured_accounts', 'kpi pressured_accounts,silent_accounts --by rep', {
        en: 'A habit: to whom the touches go.',
        es: 'Un hábito: a quién van los toques.',
      }),
      kpi('close_rate', 'compare close_rate --by rep', {
        en: 'A skill: it takes practice, and longer to show.',
        es: 'Una destreza: pide práctica y tarda más en notarse.',
      }),
    ],
    reading: {
      en: 'Begin with whoever stands out in a habit, and with one thing only: `tacto diagnose --rep` names it, with what is done well to begin the talk.',
      es: 'Empiece por quien destaque en un hábito y con una sola cosa: `tacto diagnose --rep` la nombra, con lo que hace bien para abrir la conversación.',
    },
  },
  {
    id: 'new_rep',
    group: 'team',
    text: { en: 'Is the new rep getting up to speed?', es: '¿Arranca bien el comercial nuevo?' },
    words: {
      en: 'ramp-up, onboarding, probation, first months, beginner, new hire',
      es: 'incorporación, periodo de prueba, primeros meses, principiante, nueva contratación',
    },
    looks: [
      kpi('dials', 'trend dials --by week --where rep=REP', {
        en: 'The first thing that can be seen: whether the work has begun.',
        es: 'Lo primero que se ve: si ya se ha puesto a trabajar.',
      }),
      kpi('qualified_meetings', 'trend qualified_meetings --where rep=REP', {
        en: 'The second: whether the right people give their time.',
        es: 'Lo segundo: si las personas adecuadas le dedican tiempo.',
      }),
      kpi('prospects', 'trend prospects --where rep=REP', {
        en: 'The third, long before contracts: whether somebody considers buying.',
        es: 'Lo tercero, mucho antes que los contratos: si alguien se plantea comprar.',
      }),
    ],
    reading: {
      en: 'Contracts come a sales cycle later and say nothing in the first months. Name the rep: `--where rep=ID`.',
      es: 'Los contratos llegan un ciclo de venta después y no dicen nada en los primeros meses. Nombre al comercial: `--where rep=ID`.',
    },
  },
];
