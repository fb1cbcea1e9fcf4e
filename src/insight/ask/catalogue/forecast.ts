import { type AskedQuestion, flags, kpi, report } from '../question.ts';

/** What will come of the open deals, and why others did not come. */
export const forecastQuestions: readonly AskedQuestion[] = [
  {
    id: 'forecast_at_risk',
    group: 'forecast',
    text: { en: 'How much of the forecast may not come?', es: '¿Cuánto de la previsión puede no llegar?' },
    words: {
      en: 'forecast at risk, deals at risk, risk, forecast reliable, danger, surprises, will it close, commit',
      es: 'previsión en riesgo, oportunidades en riesgo, riesgo, previsión fiable, peligro, sorpresas, se cerrará, compromiso',
    },
    looks: [
      flags('all', 'risks --by month', {
        en: 'The part of the weighted pipeline that carries at least one flag, and why.',
        es: 'La parte de la cartera ponderada que lleva alguna señal, y por qué.',
      }),
      kpi('forecast', 'kpi forecast --by month', {
        en: 'What is expected, month by month.',
        es: 'Lo que se espera, mes a mes.',
      }),
      kpi('overdue_pipeline', 'kpi overdue_pipeline --by rep', {
        en: 'What should have closed already: a date that nobody has looked at.',
        es: 'Lo que ya debería estar cerrado: una fecha que nadie ha revisado.',
      }),
    ],
    reading: {
      en: 'A flag says where to look, not what will happen; `risks` shows what each was worth in the past. First correct the dates that have passed, then count again.',
      es: 'Una señal dice dónde mirar, no qué ocurrirá; `risks` muestra lo que valió cada una en el pasado. Corrija primero las fechas vencidas y vuelva a contar.',
    },
  },
  {
    id: 'pipeline_real',
    group: 'forecast',
    text: { en: 'Is the pipeline real, or full of hope?', es: '¿La cartera es real o está llena de deseos?' },
    words: {
      en: 'pipeline quality, wishful thinking, dead deals, inflated, coverage, realistic',
      es: 'calidad de la cartera, ilusiones, oportunidades muertas, hinchada, cobertura, realista',
    },
    looks: [
      kpi('weighted_pipeline', 'kpi weighted_pipeline,pipeline_value --by stage', {
        en: 'What it is worth with the probability of each stage.',
        es: 'Lo que vale con la probabilidad de cada etapa.',
      }),
      kpi('overdue_pipeline', 'kpi overdue_pipeline --by team', {
        en: 'How much of it is past its own date.',
        es: 'Cuánto ha pasado su propia fecha.',
      }),
      kpi('cohort_win_rate', 'compare cohort_win_rate --by rep', {
        en: 'How many of the deals that were begun were really won.',
        es: 'Cuántas de las oportunidades iniciadas se ganaron de verdad.',
      }),
    ],
    reading: {
      en: 'Hold the probabilities of the stages against what was really won. Close what has been overdue for months as lost: the pipeline shrinks, the forecast does not.',
      es: 'Compare las probabilidades de las etapas con lo que se ganó de verdad. Dé por perdido lo vencido desde hace meses: se reduce la cartera, no la previsión.',
    },
  },
  {
    id: 'why_lose',
    group: 'forecast',
    text: { en: 'Why do we lose deals?', es: '¿Por qué perdemos oportunidades?' },
    words: {
      en: 'lost deals, why do we lose, losing, competition, win rate low, reasons for loss, defeat',
      es: 'por qué perdemos, oportunidades perdidas, perder, competencia, tasa de éxito baja, motivos de pérdida, derrota',
    },
    looks: [
      kpi('win_rate', 'compare win_rate --by product', {
        en: 'Where more is lost than elsewhere, by more than chance.',
        es: 'Dónde se pierde más que en otros sitios, más que por azar.',
      }),
      kpi('win_rate_unpresented', 'kpi win_rate_unpresented,win_rate_presented --interval 0.95', {
        en: 'What becomes of proposals that were sent and never presented.',
        es: 'Qué es de las propuestas enviadas y nunca presentadas.',
      }),
      flags('all', 'risks', {
        en: 'What each flag was worth in the past, and how much hangs on flags today.',
        es: 'Lo que valió cada señal en el pasado y cuánto depende hoy de las señales.',
      }),
    ],
    reading: {
      en: 'Look for what went with losing and can be changed: unpresented proposals, silence, a single contact. Ask the last three customers you lost what decided it; no log tells that.',
      es: 'Busque lo que va unido a perder y se puede cambiar: propuestas sin presentar, silencio, un solo contacto. Pregunte a los tres últimos clientes perdidos qué fue lo decisivo; eso no lo dice ningún registro.',
    },
  },
  {
    id: 'where_stuck',
    group: 'forecast',
    text: { en: 'Where do deals get stuck?', es: '¿Dónde se atascan las oportunidades?' },
    words: {
      en: 'stalled deals, stuck, bottleneck, stage, stagnant, slow deals, no progress',
      es: 'oportunidades estancadas, atasco, cuello de botella, etapa, paradas, lentas, no avanzan',
    },
    looks: [
      flags(['stalled'], 'risks', {
        en: 'Deals that have been in their stage for longer than four of five won ones were.',
        es: 'Oportunidades que llevan en su etapa más que cuatro de cada cinco ganadas.',
      }),
      kpi('pipeline_value', 'kpi pipeline_value --by stage', {
        en: 'In which stage the money lies.',
        es: 'En qué etapa está el dinero.',
      }),
      kpi('follow_up_reach_rate', 'compare follow_up_reach_rate --by stage', {
        en: 'In which stage customers stop answering.',
        es: 'En qué etapa dejan de responder los clientes.',
      }),
    ],
    reading: {
      en: 'For each stalled deal agree a next step with a date, or give it up. Where a whole stage is stuck, the step is unclear to the customer, not to one rep.',
      es: 'Para cada oportunidad estancada acuerde un siguiente paso con fecha o déjela. Si se atasca toda una etapa, el paso no está claro para el cliente, no para un comercial.',
    },
  },
  {
    id: 'cycle_length',
    group: 'forecast',
    text: {
      en: 'How long does a sale take, and what makes it long?',
      es: '¿Cuánto dura una venta y qué la alarga?',
    },
    words: {
      en: 'why do sales take so long, slow, length of the sales cycle, duration, time to close, faster, speed, days',
      es: 'por qué tardan tanto las ventas, tarda mucho, tardar, larga, duración del ciclo de venta, tiempo hasta el cierre, más rápido, velocidad, días',
    },
    looks: [
      kpi('sales_cycle_days', 'kpi sales_cycle_days --by segment --interval 0.95', {
        en: 'How long won sales took; the lost and the open ones are not in it.',
        es: 'Cuánto tardaron las ventas ganadas; las perdidas y las abiertas no entran.',
      }),
      report('cycle', 'cost --by segment', {
        en: 'What comes of all deals in time, those still open counted too.',
        es: 'Qué es de todas las oportunidades con el tiempo, contando también las abiertas.',
      }),
      kpi('follow_ups_per_sale', 'kpi follow_ups_per_sale --by segment --interval 0.95', {
        en: 'Whether length comes of many steps or of waiting.',
        es: 'Si la duración viene de muchos pasos o de esperas.',
      }),
    ],
    reading: {
      en: 'Long with many follow-ups: many people have to be convinced; get them to one table. Long with few: deals lie untouched between steps.',
      es: 'Larga y con muchos seguimientos: hay que convencer a muchos; reúnalos en una mesa. Larga y con pocos: las oportunidades pasan tiempo sin que nadie las toque.',
    },
  },
  {
    id: 'on_target',
    group: 'forecast',
    text: { en: 'Shall we reach the goal?', es: '¿Llegaremos al objetivo?' },
    words: {
      en: 'reach the target, make the number, goal, target, quota, hit quota, hit the target, budget, on track, attainment, year end, quarter',
      es: 'llegar al objetivo, llegamos al objetivo, meta, cuota, presupuesto, vamos bien, cumplimiento, fin de año, trimestre',
    },
    looks: [
      report('goals', 'goals', {
        en: 'How each goal stands by now, what it will come to at the present pace, and what is needed.',
        es: 'Cómo va cada objetivo, en qué acabará al ritmo actual y qué hace falta.',
      }),
      kpi('forecast', 'kpi forecast --by month', {
        en: 'What open deals are expected to add, month by month.',
        es: 'Lo que se espera que sumen las oportunidades abiertas, mes a mes.',
      }),
      kpi('overdue_pipeline', 'kpi overdue_pipeline --by rep', {
        en: 'What should have come already and is still counted on.',
        es: 'Lo que ya debería haber llegado y se sigue dando por bueno.',
      }),
    ],
    reading: {
      en: 'The pace says what will come if nothing changes, the forecast what the reps expect. Where they differ, trust the pace and settle what is overdue.',
      es: 'El ritmo dice lo que llegará si nada cambia; la previsión, lo que esperan los comerciales. Si difieren, fíese del ritmo y aclare lo vencido.',
    },
  },
];
