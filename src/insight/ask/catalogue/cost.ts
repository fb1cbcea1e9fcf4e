import { type AskedQuestion, kpi, textOf } from '../question.ts';

/** Money, time and energy, and what they bring. */
export const costQuestions: readonly AskedQuestion[] = [
  {
    id: 'cost',
    group: 'cost',
    text: textOf('cost'),
    words: {
      en: 'acquisition cost, cac, expensive, hours, effort, price of a customer, cost per customer',
      es: 'cuánto cuesta un cliente, coste de un cliente, coste por cliente, coste de adquisición, cac, caro, horas, esfuerzo, cuánto cuesta conseguir un cliente',
    },
    looks: [
      kpi('money_per_customer', 'cost --by source', {
        en: 'Money: what was spent for each contract.',
        es: 'Dinero: lo gastado por cada contrato.',
      }),
      kpi('hours_per_customer', 'cost --by segment', {
        en: 'Time: hours of activities for each contract.',
        es: 'Tiempo: horas de actividad por cada contrato.',
      }),
      kpi('touches_per_customer', 'compare touches_per_customer --by rep', {
        en: 'Energy: touches for each contract.',
        es: 'Energía: toques por cada contrato.',
      }),
    ],
    reading: {
      en: 'The three seldom agree: a source that is cheap in money may be dear in hours. Look for the one that your team has least of.',
      es: 'Los tres rara vez coinciden: un origen barato en dinero puede ser caro en horas. Fíjese en aquello de lo que su equipo tenga menos.',
    },
  },
  {
    id: 'worth_it',
    group: 'cost',
    text: { en: 'Which customers cost more than they bring?', es: '¿Qué clientes cuestan más de lo que aportan?' },
    words: {
      en: 'profitability, margin, unprofitable, worth, value against cost, return',
      es: 'rentabilidad, margen, no rentables, merece la pena, valor frente a coste, retorno',
    },
    looks: [
      kpi('cost_per_conversion', 'kpi cost_per_conversion --by source --interval 0.95', {
        en: 'Costs and paid hours for each contract.',
        es: 'Costes y horas pagadas por cada contrato.',
      }),
      kpi('contract_volume', 'kpi contract_volume,contracts --by source --interval 0.95', {
        en: 'What those contracts brought.',
        es: 'Lo que aportaron esos contratos.',
      }),
      kpi('hours_per_customer', 'kpi hours_per_customer --by segment --interval 0.95', {
        en: 'Which segments take the time.',
        es: 'Qué segmentos se llevan el tiempo.',
      }),
    ],
    reading: {
      en: 'Divide the volume of a source by its contracts and hold it against the cost of one. The log knows volume, not margin: set your own bar.',
      es: 'Divida el volumen de un origen entre sus contratos y compárelo con lo que cuesta uno. El registro conoce el volumen, no el margen: ponga usted el listón.',
    },
  },
  {
    id: 'time_spent',
    group: 'cost',
    text: { en: 'Does our time go where the sales are?', es: '¿Dedicamos el tiempo donde están las ventas?' },
    words: {
      en: 'wasted time, productivity, time management, energy, busy, priorities, where does the day go',
      es: 'tiempo perdido, productividad, gestión del tiempo, energía, ocupados, prioridades, adónde se va el día',
    },
    looks: [
      kpi('activities', 'kpi activities --by stage', {
        en: 'In which stage of the sale the team is busy.',
        es: 'En qué etapa de la venta se ocupa el equipo.',
      }),
      kpi('hours_per_customer', 'kpi hours_per_customer --by segment --interval 0.95', {
        en: 'How many hours a contract takes, segment by segment.',
        es: 'Cuántas horas exige un contrato, segmento a segmento.',
      }),
      kpi('touches_per_customer', 'compare touches_per_customer --by segment', {
        en: 'How many touches a contract takes, and where that is more than chance.',
        es: 'Cuántos toques exige un contrato y dónde es más que azar.',
      }),
    ],
    reading: {
      en: 'Where a contract takes far more touches than elsewhere, either the segment is harder or it is worked badly: ask first whether it pays better.',
      es: 'Donde un contrato exige muchos más toques, o el segmento es más difícil o se trabaja mal: pregunte primero si paga mejor.',
    },
  },
  {
    id: 'large_or_small',
    group: 'cost',
    text: {
      en: 'Do we live on a few large contracts or on many small ones?',
      es: '¿Vivimos de pocos contratos grandes o de muchos pequeños?',
    },
    words: {
      en: 'deal size, average contract, big deals, key accounts, concentration of revenue, small customers',
      es: 'tamaño de los contratos, contrato medio, grandes cuentas, concentración de ingresos, clientes pequeños',
    },
    looks: [
      kpi('contracts', 'kpi contracts --by segment --interval 0.95', {
        en: 'How many contracts, segment by segment.',
        es: 'Cuántos contratos, segmento a segmento.',
      }),
      kpi('contract_volume', 'kpi contract_volume --by segment --interval 0.95', {
        en: 'What they are worth; a wide interval means that a few large ones decide.',
        es: 'Cuánto valen; un intervalo ancho significa que deciden unos pocos grandes.',
      }),
      kpi('request_volume', 'kpi request_volume --by segment --interval 0.95', {
        en: 'What the next ones ask for.',
        es: 'Lo que piden los siguientes.',
      }),
    ],
    reading: {
      en: 'A few large ones: watch people and power in each account. Many small ones: watch dials, reach and close. `tacto ask --playbook` says which way fits your log.',
      es: 'Pocos grandes: vigile personas y poder en cada cuenta. Muchos pequeños: vigile llamadas, contacto y cierre. `tacto ask --playbook` dice qué manera encaja con su registro.',
    },
  },
];
