import { type AskedQuestion, effect, kpi, textOf } from '../question.ts';

/** Where business comes from, and whether the market wants what is sold. */
export const leadQuestions: readonly AskedQuestion[] = [
  {
    id: 'leads_or_interest',
    group: 'leads',
    text: {
      en: 'Is it the leads, or is there no interest in the product?',
      es: '¿Fallan los leads o no interesa el producto?',
    },
    words: {
      en: 'bad leads, lead quality, marketing or product, demand, nobody wants it, why do leads not convert',
      es: 'malos leads, calidad de los leads, marketing o producto, demanda, nadie lo quiere, por qué no convierten los leads',
    },
    looks: [
      effect('lead_source_quality', {
        en: 'What a source is worth with rep, pitch, product and segment held equal.',
        es: 'Lo que vale un origen a igualdad de comercial, argumento, producto y segmento.',
      }),
      effect('product_interest', {
        en: 'How the products close with source, pitch and rep held equal.',
        es: 'Cómo se cierra cada producto a igualdad de origen, argumento y comercial.',
      }),
      kpi('qualified_conversion', 'compare qualified_conversion --by source', {
        en: 'How many leads found worth working on come to consider buying.',
        es: 'Cuántos leads dignos de trabajarse llegan a plantearse comprar.',
      }),
    ],
    reading: {
      en: 'One source low and the products alike: it is the leads. One product low from every source: it is interest. Qualified leads that go no further: what counts as qualified is too generous.',
      es: 'Un origen bajo y los productos parejos: son los leads. Un producto bajo venga de donde venga: es el interés. Leads cualificados que no avanzan: se cualifica con demasiada manga ancha.',
    },
  },
  {
    id: 'which_source',
    group: 'leads',
    text: {
      en: 'Which sources bring customers, and not just leads?',
      es: '¿Qué orígenes traen clientes y no solo leads?',
    },
    words: {
      en: 'best source, lead source, web, trade fair, referral, cold list, where do customers come from',
      es: 'mejor origen, mejor fuente, origen de los leads, web, feria, recomendación, lista fría, de dónde vienen los clientes',
    },
    looks: [
      effect('lead_source_quality', {
        en: 'What a source is worth with everything else held equal, and how sure that is.',
        es: 'Lo que vale un origen a igualdad de lo demás y con qué seguridad se sabe.',
      }),
      kpi('attempt_conversion', 'compare attempt_conversion --by source', {
        en: 'Follows the same leads from the first attempt to the contract.',
        es: 'Sigue a los mismos leads desde el primer intento hasta el contrato.',
      }),
      kpi('money_per_customer', 'kpi money_per_customer --by source --interval 0.95', {
        en: 'What a customer from each source has cost.',
        es: 'Lo que ha costado un cliente de cada origen.',
      }),
    ],
    reading: {
      en: 'A source that closes well and costs little deserves more money. One that only looks good because the best rep works it shows so in the effects.',
      es: 'Un origen que cierra bien y cuesta poco merece más dinero. Si solo parece bueno porque lo trabaja el mejor comercial, se ve en los efectos.',
    },
  },
  {
    id: 'campaign_pays',
    group: 'leads',
    text: { en: 'Does the campaign pay?', es: '¿Compensa la campaña?' },
    words: {
      en: 'campaign, advertising, ads, marketing spend, return, roi, worth the money',
      es: 'campaña, publicidad, anuncios, gasto en marketing, retorno, roi, rentable',
    },
    looks: [
      kpi('prospects', 'kpi prospects --by campaign --interval 0.95', {
        en: 'How many prospects each campaign brought.',
        es: 'Cuántos prospectos trajo cada campaña.',
      }),
      kpi('attempt_conversion', 'compare attempt_conversion --by campaign', {
        en: 'How many of its leads became contracts within the window.',
        es: 'Cuántos de sus leads acabaron en contrato dentro del plazo.',
      }),
      kpi('money_per_customer', 'kpi money_per_customer --by campaign --interval 0.95', {
        en: 'What each of its customers has cost.',
        es: 'Lo que ha costado cada uno de sus clientes.',
      }),
    ],
    reading: {
      en: 'Judge a campaign once its leads have had their time: those still pending are counted apart. Money spent now may be for contracts to come.',
      es: 'Juzgue una campaña cuando sus leads hayan cumplido el plazo: los pendientes se cuentan aparte. Lo que se gasta ahora puede ser para contratos futuros.',
    },
  },
  {
    id: 'product_wanted',
    group: 'leads',
    text: { en: 'Is there interest in the product?', es: '¿Interesa el producto?' },
    words: {
      en: 'product interest, demand, which product sells, market fit, portfolio',
      es: 'interés por el producto, demanda, qué producto se vende, encaje en el mercado, catálogo',
    },
    looks: [
      effect('product_interest', {
        en: 'How often a conversation about it closes, with source, pitch and rep held equal.',
        es: 'Cuántas conversaciones sobre él se cierran, a igualdad de origen, argumento y comercial.',
      }),
      kpi('cohort_win_rate', 'compare cohort_win_rate --by product', {
        en: 'Of the deals begun, those that were won within the window.',
        es: 'De las oportunidades iniciadas, las ganadas dentro del plazo.',
      }),
      kpi('request_volume', 'kpi request_volume --by product --interval 0.95', {
        en: 'How much of it is asked for.',
        es: 'Cuánto se pide de él.',
      }),
    ],
    reading: {
      en: 'Asked for but not won: look at price and pitch. Hardly asked for, yet won when it is: tell more people. Neither: it is interest.',
      es: 'Se pide pero no se gana: mire precio y argumento. Apenas se pide, pero se gana: cuéntelo a más gente. Ni lo uno ni lo otro: falta interés.',
    },
  },
  {
    id: 'which_segment',
    group: 'leads',
    text: { en: 'To whom should we sell?', es: '¿A quién deberíamos vender?' },
    words: {
      en: 'segment, target group, ideal customer, industry, large or small companies, where to focus',
      es: 'segmento, público objetivo, cliente ideal, sector, empresas grandes o pequeñas, dónde centrarse',
    },
    looks: [
      kpi('cohort_win_rate', 'compare cohort_win_rate --by segment', {
        en: 'Where deals that are begun are won.',
        es: 'Dónde se ganan las oportunidades que se inician.',
      }),
      kpi('contract_volume', 'kpi contract_volume --by segment --interval 0.95', {
        en: 'Where the money comes from.',
        es: 'De dónde viene el dinero.',
      }),
      kpi('sales_cycle_days', 'kpi sales_cycle_days --by segment --interval 0.95', {
        en: 'How long one waits for it.',
        es: 'Cuánto hay que esperarlo.',
      }),
    ],
    reading: {
      en: 'Weigh the three together: chance of winning, money and time. A segment with few deals may look good or bad by chance; the interval says so.',
      es: 'Pondere los tres a la vez: posibilidad de ganar, dinero y tiempo. Un segmento con pocas oportunidades puede parecer bueno o malo por azar; el intervalo lo dice.',
    },
  },
  {
    id: 'new_business',
    group: 'leads',
    text: { en: 'Is enough new business coming in?', es: '¿Entra suficiente negocio nuevo?' },
    words: {
      en: 'prospecting, new customers, pipeline generation, enough leads, inflow, hunting',
      es: 'prospección, clientes nuevos, generar cartera, suficientes leads, entrada, captación',
    },
    looks: [
      kpi('prospects', 'trend prospects', {
        en: 'How many new prospects come, month by month.',
        es: 'Cuántos prospectos nuevos llegan, mes a mes.',
      }),
      kpi('request_volume', 'trend request_volume', {
        en: 'How much they ask for: many small ones may not feed the team.',
        es: 'Cuánto piden: muchos pequeños pueden no dar de comer al equipo.',
      }),
      kpi('qualified_meetings', 'trend qualified_meetings', {
        en: 'Meetings with qualified leads: what today’s prospects come from.',
        es: 'Reuniones con leads cualificados: de ahí salen los prospectos.',
      }),
    ],
    reading: {
      en: 'A fall in prospects shows in contracts only after a sales cycle. Act when the trend says that it is more than the usual ups and downs.',
      es: 'Una caída de prospectos se nota en los contratos pasado un ciclo de venta. Actúe cuando la tendencia diga que es más que las subidas y bajadas habituales.',
    },
  },
  {
    id: 'simple',
    group: 'leads',
    text: textOf('simple'),
    words: {
      en: 'simple overview, few numbers, the basics, summary, dashboard',
      es: 'resumen sencillo, pocos números, lo básico, panel, cuadro de mando',
    },
    looks: [
      kpi('qualified_meetings', 'trend qualified_meetings', {
        en: 'What the team does that leads to business.',
        es: 'Lo que hace el equipo y lleva al negocio.',
      }),
      kpi('qualified_conversion', 'trend qualified_conversion', {
        en: 'Whether it meets the right people.',
        es: 'Si se reúne con quien debe.',
      }),
      kpi('contracts', 'trend contracts', {
        en: 'What comes of it.',
        es: 'En qué acaba.',
      }),
    ],
    reading: {
      en: 'Read from the end: fewer contracts with as many meetings and the same conversion means that deals are lost late; with fewer meetings, that too little is begun.',
      es: 'Léalo desde el final: menos contratos con las mismas reuniones y conversión significa que se pierde tarde; con menos reuniones, que se inicia poco.',
    },
  },
];
