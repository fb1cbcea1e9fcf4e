import { count, dimensionSets, type Kpi, money, number, ratio, sum } from '../kpi.ts';

const { D, open, cost } = dimensionSets;
const flow = { kind: 'flow' } as const;
const snapshot = { kind: 'snapshot' } as const;
const contracts = count('deal_closed', 'won');

/** Prospects, contracts, pipeline, and what a customer costs. */
export const resultKpis: readonly Kpi[] = [
  {
    ...flow, id: 'prospects', category: 'R', dimensions: D, unit: 'count', better: 'higher', counter: 'cohort_win_rate', answers: ['simple'],
    formula: number(count('prospect')),
    label: { en: 'Prospects', es: 'Prospectos' },
    explanation: { en: 'New prospects: leads that became one, and deals that began without such a lead.', es: 'Prospectos nuevos: leads que llegaron a serlo y oportunidades que empezaron sin un lead así.' },
    formulaText: { en: 'leads with prospect_at in the period + deals created in it without such a lead', es: 'leads con prospect_at en el periodo + oportunidades creadas en él sin un lead así' },
    needs: ['deals'],
  },
  {
    ...flow, id: 'request_volume', category: 'R', dimensions: D, unit: 'money', better: 'higher', counter: 'win_rate', answers: ['simple'],
    formula: number(money('deal_created', 'requested')),
    label: { en: 'Requested volume', es: 'Volumen solicitado' },
    explanation: { en: 'What the prospects of new deals ask for, in the workspace’s currency.', es: 'Lo que piden los prospectos de las oportunidades nuevas, en la moneda del equipo.' },
    formulaText: { en: 'Σ requested_amount (else amount) of deals created', es: 'Σ requested_amount (si no, amount) de las oportunidades creadas' },
    needs: ['deals.amount'],
  },
  {
    ...flow, id: 'contracts', category: 'R', dimensions: D, unit: 'count', better: 'higher', counter: 'contract_volume', answers: ['simple', 'numbers'],
    formula: number(contracts),
    label: { en: 'Contracts', es: 'Contratos' },
    explanation: { en: 'Deals won in the period, credited to whoever closed them.', es: 'Oportunidades ganadas en el periodo, atribuidas a quien las cerró.' },
    formulaText: { en: 'deals won', es: 'oportunidades ganadas' },
    needs: ['deals', 'stage_changes', 'stages'],
  },
  {
    ...flow, id: 'contract_volume', category: 'R', dimensions: D, unit: 'money', better: 'higher', counter: 'contracts', answers: ['simple'],
    formula: number(money('deal_closed', 'amount', 'won')),
    label: { en: 'Contract volume', es: 'Volumen contratado' },
    explanation: { en: 'What the contracts of the period are worth, at the rate of the day they were won.', es: 'Cuánto valen los contratos del periodo, al cambio del día en que se ganaron.' },
    formulaText: { en: 'Σ amount of deals won', es: 'Σ importe de las oportunidades ganadas' },
    needs: ['deals.amount', 'stage_changes', 'stages'],
  },
  {
    ...snapshot, id: 'pipeline_value', category: 'R', dimensions: open, unit: 'money', better: 'higher', counter: 'overdue_pipeline', answers: ['spread'],
    formula: number(money('deal_open', 'amount')),
    label: { en: 'Pipeline value', es: 'Valor de la cartera abierta' },
    explanation: { en: 'What all deals open at that moment are worth.', es: 'Cuánto valen todas las oportunidades abiertas en ese momento.' },
    formulaText: { en: 'Σ amount of open deals', es: 'Σ importe de las oportunidades abiertas' },
    needs: ['deals.amount', 'stage_changes', 'stages'],
  },
  {
    ...snapshot, id: 'weighted_pipeline', category: 'R', dimensions: open, unit: 'money', better: 'higher', counter: 'overdue_pipeline', answers: ['spread'],
    formula: number(money('deal_open', 'weighted')),
    label: { en: 'Weighted pipeline', es: 'Cartera ponderada' },
    explanation: { en: 'Open deals, each counted with the probability of its stage at that moment.', es: 'Oportunidades abiertas, cada una según la probabilidad de su etapa en ese momento.' },
    formulaText: { en: 'Σ amount × probability of the stage', es: 'Σ importe × probabilidad de la etapa' },
    needs: ['deals.amount', 'stages.probability', 'stage_changes'],
  },
  {
    ...flow, id: 'forecast', category: 'R', dimensions: open, unit: 'money', better: 'higher', counter: 'overdue_pipeline', answers: ['spread'],
    formula: number(money('deal_expected', 'weighted')),
    label: { en: 'Forecast', es: 'Previsión' },
    explanation: { en: 'Deals open now that are expected to close in the period, each with the probability of its stage.', es: 'Oportunidades abiertas hoy que se espera cerrar en el periodo, cada una según la probabilidad de su etapa.' },
    formulaText: { en: 'Σ amount × probability of deals open now by their expected close', es: 'Σ importe × probabilidad de las oportunidades abiertas hoy según su cierre previsto' },
    needs: ['deals.amount', 'deals.expected_close_on', 'stages.probability', 'stage_changes'],
  },
  {
    ...snapshot, id: 'overdue_pipeline', category: 'R', dimensions: open, unit: 'money', better: 'lower', counter: 'forecast', answers: ['spread'],
    formula: number(money('deal_open', 'amount', 'overdue')),
    label: { en: 'Overdue pipeline', es: 'Cartera vencida' },
    explanation: { en: 'Open deals whose expected close has already passed: forecast that nobody has looked at.', es: 'Oportunidades abiertas cuyo cierre previsto ya pasó: previsión que nadie ha revisado.' },
    formulaText: { en: 'Σ amount of open deals with expected_close_on before that day', es: 'Σ importe de las oportunidades abiertas con expected_close_on anterior a ese día' },
    needs: ['deals.amount', 'deals.expected_close_on', 'stage_changes'],
  },
  {
    ...flow, id: 'money_per_customer', category: 'R', dimensions: cost, unit: 'money', better: 'lower', counter: 'contract_volume', answers: ['cost'],
    formula: ratio(money('cost', 'amount'), contracts),
    label: { en: 'Money per customer', es: 'Dinero por cliente' },
    explanation: { en: 'This period’s costs for each of this period’s contracts; attempt_conversion and cohort_win_rate follow the same leads and deals.', es: 'Costes de este periodo por cada contrato de este periodo; attempt_conversion y cohort_win_rate siguen a los mismos leads y oportunidades.' },
    formulaText: { en: 'Σ costs ÷ contracts', es: 'Σ costes ÷ contracts' },
    needs: ['costs', 'stage_changes'],
  },
  {
    ...flow, id: 'hours_per_customer', category: 'R', dimensions: D, unit: 'hours', better: 'lower', counter: 'win_rate', answers: ['cost'],
    formula: ratio({ ...sum('activity', 'duration_s', 'made'), per: 3600 }, contracts),
    label: { en: 'Hours per customer', es: 'Horas por cliente' },
    explanation: { en: 'Hours of this period’s activities for each of this period’s contracts; attempt_conversion and cohort_win_rate follow the same leads and deals.', es: 'Horas de actividad de este periodo por cada contrato de este periodo; attempt_conversion y cohort_win_rate siguen a los mismos leads y oportunidades.' },
    formulaText: { en: 'Σ duration of activities in hours ÷ contracts', es: 'Σ duración de las actividades en horas ÷ contracts' },
    needs: ['activities.duration_s', 'stage_changes'],
  },
  {
    ...flow, id: 'touches_per_customer', category: 'R', dimensions: D, unit: 'per', better: 'lower', counter: 'win_rate', answers: ['cost'],
    formula: ratio(count('activity', 'outbound'), contracts),
    label: { en: 'Touches per customer', es: 'Toques por cliente' },
    explanation: { en: 'Energy: this period’s outbound touches for each of this period’s contracts; attempt_conversion and cohort_win_rate follow the same leads and deals.', es: 'Energía: toques salientes de este periodo por cada contrato de este periodo; attempt_conversion y cohort_win_rate siguen a los mismos leads y oportunidades.' },
    formulaText: { en: 'outbound touches ÷ contracts', es: 'toques salientes ÷ contracts' },
    needs: ['activities', 'stage_changes'],
  },
  {
    ...flow, id: 'cost_per_conversion', category: 'R', dimensions: cost, unit: 'money', better: 'lower', counter: 'cohort_win_rate', answers: ['numbers', 'cost'],
    formula: ratio([money('cost', 'amount'), sum('activity', 'effort_cost', 'made')], contracts),
    label: { en: 'Cost per conversion', es: 'Coste por contrato' },
    explanation: { en: 'This period’s costs and paid hours for each of this period’s contracts; attempt_conversion and cohort_win_rate follow the same leads and deals.', es: 'Costes y horas pagadas de este periodo por cada contrato de este periodo; attempt_conversion y cohort_win_rate siguen a los mismos leads y oportunidades.' },
    formulaText: { en: '(Σ costs + Σ hours × hourly cost of the rep) ÷ contracts', es: '(Σ costes + Σ horas × coste por hora del comercial) ÷ contracts' },
    needs: ['stage_changes'],
  },
];
