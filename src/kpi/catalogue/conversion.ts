import { count, dimensionSets, type Kpi, ratio, sum } from '../kpi.ts';

const { A, D } = dimensionSets;
const flow = { kind: 'flow' } as const;
const cohort = { kind: 'cohort' } as const;
const contracts = count('deal_closed', 'won');

/** What the effort turns into: presenting, converting, winning. */
export const conversionKpis: readonly Kpi[] = [
  {
    ...cohort, id: 'presented_share', category: 'P', dimensions: D, unit: 'ratio', better: 'higher', counter: 'decision_team_attendance', answers: ['presented'],
    formula: ratio(count('first_proposal', 'presenting_matured', 'presented'), count('first_proposal', 'presenting_matured'), count('first_proposal', '!presenting_matured')),
    label: { en: 'Presented share', es: 'Propuestas presentadas sobre enviadas' },
    explanation: { en: 'Of the deals that got their first proposal, how many had it presented to those who decide, shortly before or after.', es: 'De las oportunidades que recibieron su primera propuesta, en cuántas se presentó a quienes deciden poco antes o después.' },
    formulaText: { en: 'deals with a qualifying presentation within the window around the first proposal ÷ deals whose window is over', es: 'oportunidades con presentación válida en el plazo alrededor de la primera propuesta ÷ oportunidades con el plazo cumplido' },
    needs: ['proposals', 'activities.purpose', 'decision_team'],
  },
  {
    ...flow, id: 'decision_team_attendance', category: 'P', dimensions: A, unit: 'ratio', better: 'higher', counter: 'proposal_presentations', answers: ['presented'],
    formula: ratio(sum('activity', 'attending', 'presentation'), sum('activity', 'team_size', 'presentation')),
    label: { en: 'Decision-team attendance', es: 'Asistencia del equipo de decisión' },
    explanation: { en: 'Which part of those who decide was in the room when proposals were presented.', es: 'Qué parte de quienes deciden estaba presente cuando se presentaron las propuestas.' },
    formulaText: { en: 'Σ attending decision-team members ÷ Σ decision-team size, over qualifying presentations', es: 'Σ miembros presentes ÷ Σ tamaño del equipo de decisión, sobre presentaciones válidas' },
    needs: ['activities.purpose', 'activities.deal_id', 'decision_team', 'participants'],
  },
  {
    ...cohort, id: 'qualified_conversion', category: 'P', dimensions: D, unit: 'ratio', better: 'higher', counter: 'cohort_win_rate', answers: ['simple'],
    formula: ratio(count('lead_qualified', 'matured', 'converted'), count('lead_qualified', 'matured'), count('lead_qualified', '!matured')),
    label: { en: 'Qualified-to-prospect conversion', es: 'Conversión de cualificado a prospecto' },
    explanation: { en: 'Of the leads qualified in the period, how many became prospects within the window; those still inside it are pending.', es: 'De los leads cualificados en el periodo, cuántos llegaron a prospecto dentro del plazo; los que aún están en él quedan pendientes.' },
    formulaText: { en: 'leads that became prospects within the window after qualifying ÷ leads whose window is over', es: 'leads que llegaron a prospecto en el plazo tras cualificarse ÷ leads con el plazo cumplido' },
    needs: ['leads.qualified_at', 'leads.prospect_at'],
  },
  {
    ...flow, id: 'close_rate', category: 'P', dimensions: D, unit: 'ratio', better: 'higher', counter: 'dials_reached', answers: ['numbers'],
    formula: ratio(contracts, count('activity', 'dial', 'two_way')),
    label: { en: 'Close rate', es: 'Tasa de cierre' },
    explanation: { en: 'This period’s contracts set against this period’s calls reached; attempt_conversion and cohort_win_rate follow the same leads and deals.', es: 'Contratos de este periodo frente a llamadas contestadas de este periodo; attempt_conversion y cohort_win_rate siguen a los mismos leads y oportunidades.' },
    formulaText: { en: 'contracts ÷ dials_reached', es: 'contracts ÷ dials_reached' },
    needs: ['activities.outcome', 'stage_changes'],
  },
  {
    ...flow, id: 'conversion_per_dial', category: 'P', dimensions: D, unit: 'ratio', better: 'higher', counter: 'dials', answers: ['numbers'],
    formula: ratio(contracts, count('activity', 'dial')),
    label: { en: 'Conversion per dial', es: 'Conversión por llamada marcada' },
    explanation: { en: 'This period’s contracts set against this period’s dials; attempt_conversion and cohort_win_rate follow the same leads and deals.', es: 'Contratos de este periodo frente a llamadas marcadas de este periodo; attempt_conversion y cohort_win_rate siguen a los mismos leads y oportunidades.' },
    formulaText: { en: 'contracts ÷ dials', es: 'contracts ÷ dials' },
    needs: ['activities', 'stage_changes'],
  },
  {
    ...flow, id: 'first_contacts_per_conversion', category: 'P', dimensions: D, unit: 'per', better: 'lower', counter: 'cohort_win_rate', answers: ['process'],
    formula: ratio(count('activity', 'first_attempt'), contracts),
    label: { en: 'First contacts per conversion', es: 'Primeros intentos por contrato' },
    explanation: { en: 'This period’s first attempts for each of this period’s contracts; attempt_conversion and cohort_win_rate follow the same leads and deals.', es: 'Primeros intentos de este periodo por cada contrato de este periodo; attempt_conversion y cohort_win_rate siguen a los mismos leads y oportunidades.' },
    formulaText: { en: 'first_attempts ÷ contracts', es: 'first_attempts ÷ contracts' },
    needs: ['activities', 'stage_changes'],
  },
  {
    ...cohort, id: 'attempt_conversion', category: 'P', dimensions: D, unit: 'ratio', better: 'higher', counter: 'first_attempts', answers: ['numbers', 'process'],
    formula: ratio(count('lead_attempted', 'matured', 'converted'), count('lead_attempted', 'matured'), count('lead_attempted', '!matured')),
    label: { en: 'Attempt conversion', es: 'Conversión desde el primer intento' },
    explanation: { en: 'Of the leads first tried in the period, how many led to a won deal within the window; those still inside it are pending.', es: 'De los leads intentados por primera vez en el periodo, cuántos acabaron en contrato dentro del plazo; los que aún están en él quedan pendientes.' },
    formulaText: { en: 'leads with a deal won within the window after their first attempt ÷ leads whose window is over', es: 'leads con oportunidad ganada en el plazo tras su primer intento ÷ leads con el plazo cumplido' },
    needs: ['activities.lead_id', 'deals.lead_id', 'stage_changes'],
  },
  {
    ...flow, id: 'follow_ups_per_sale', category: 'P', dimensions: D, unit: 'per', better: null, counter: 'follow_up_reach_rate', answers: ['process'],
    formula: ratio(sum('deal_closed', 'follow_ups', 'won'), contracts),
    label: { en: 'Follow-ups per sale', es: 'Seguimientos por venta' },
    explanation: { en: 'How many follow-ups went into each deal won, to its lead and to everyone of its decision team.', es: 'Cuántos seguimientos hubo en cada oportunidad ganada, a su lead y a todos los de su equipo de decisión.' },
    formulaText: { en: 'Σ follow-ups from the lead’s or deal’s begin to the win ÷ contracts', es: 'Σ seguimientos desde el inicio del lead o de la oportunidad hasta ganarla ÷ contracts' },
    needs: ['activities', 'stage_changes'],
  },
  {
    ...flow, id: 'win_rate', category: 'P', dimensions: D, unit: 'ratio', better: 'higher', counter: 'prospects', answers: ['simple', 'numbers'],
    formula: ratio(contracts, count('deal_closed')),
    label: { en: 'Win rate', es: 'Tasa de éxito' },
    explanation: { en: 'Of the deals that ended in the period, the share that was won.', es: 'De las oportunidades que terminaron en el periodo, la parte que se ganó.' },
    formulaText: { en: 'contracts ÷ (contracts + deals lost)', es: 'contracts ÷ (contracts + oportunidades perdidas)' },
    needs: ['deals', 'stage_changes', 'stages'],
  },
  {
    ...cohort, id: 'cohort_win_rate', category: 'P', dimensions: D, unit: 'ratio', better: 'higher', counter: 'prospects', answers: ['simple', 'process'],
    formula: ratio(count('deal_created', 'matured', 'won_in_window'), count('deal_created', 'matured'), count('deal_created', '!matured')),
    label: { en: 'Cohort win rate', es: 'Tasa de éxito por cohorte' },
    explanation: { en: 'Of the deals created in the period, the share won within the window; those still inside it are pending.', es: 'De las oportunidades creadas en el periodo, la parte ganada dentro del plazo; las que aún están en él quedan pendientes.' },
    formulaText: { en: 'deals won within the window after creation ÷ deals whose window is over', es: 'oportunidades ganadas en el plazo desde su creación ÷ oportunidades con el plazo cumplido' },
    needs: ['deals', 'stage_changes', 'stages'],
  },
  {
    ...cohort, id: 'win_rate_presented', category: 'P', dimensions: D, unit: 'ratio', better: 'higher', counter: 'presented_share', answers: ['presented'],
    formula: ratio(
      count('first_proposal', 'winning_matured', 'open_at_landmark', 'presented_by_landmark', 'won_in_window'),
      count('first_proposal', 'winning_matured', 'open_at_landmark', 'presented_by_landmark'),
      count('first_proposal', '!winning_matured'),
    ),
    label: { en: 'Win rate when presented', es: 'Tasa de éxito con presentación' },
    explanation: { en: 'Of the deals still open some weeks after their first proposal and presented by then, the share won.', es: 'De las oportunidades abiertas unas semanas después de su primera propuesta y ya presentadas, la parte ganada.' },
    formulaText: { en: 'won within the window ÷ deals open at the landmark with a qualifying presentation before it', es: 'ganadas en el plazo ÷ abiertas en la fecha de corte con presentación válida antes de ella' },
    needs: ['proposals', 'activities.purpose', 'decision_team', 'stage_changes'],
  },
  {
    ...cohort, id: 'win_rate_unpresented', category: 'P', dimensions: D, unit: 'ratio', better: 'higher', counter: 'presented_share', answers: ['presented'],
    formula: ratio(
      count('first_proposal', 'winning_matured', 'open_at_landmark', '!presented_by_landmark', 'won_in_window'),
      count('first_proposal', 'winning_matured', 'open_at_landmark', '!presented_by_landmark'),
      count('first_proposal', '!winning_matured'),
    ),
    label: { en: 'Win rate when not presented', es: 'Tasa de éxito sin presentación' },
    explanation: { en: 'Of the deals still open some weeks after their first proposal and only sent by then, the share won.', es: 'De las oportunidades abiertas unas semanas después de su primera propuesta y solo enviadas, la parte ganada.' },
    formulaText: { en: 'won within the window ÷ deals open at the landmark without a qualifying presentation before it', es: 'ganadas en el plazo ÷ abiertas en la fecha de corte sin presentación válida antes de ella' },
    needs: ['proposals', 'stage_changes'],
  },
  {
    ...flow, id: 'sales_cycle_days', category: 'P', dimensions: D, unit: 'days', better: 'lower', counter: 'win_rate', answers: ['process'],
    formula: { kind: 'median', of: { ...sum('deal_closed', 'cycle_days', 'won'), kind: 'median' } },
    label: { en: 'Sales cycle', es: 'Ciclo de venta' },
    explanation: { en: 'Half of the deals won in the period took at most so many days from the lead, or else the deal’s begin, to the win.', es: 'La mitad de las oportunidades ganadas en el periodo tardó como mucho estos días desde el lead, o si no desde su inicio, hasta ganarse.' },
    formulaText: { en: 'median of won at − lead created (else begin of the deal), in days', es: 'mediana de ganada − creación del lead (si no, inicio de la oportunidad), en días' },
    needs: ['deals', 'stage_changes', 'stages'],
  },
];
