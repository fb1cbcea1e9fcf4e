import { count, dimensionSets, distinct, type Kpi, number, ratio, sum } from '../kpi.ts';

const { A, S } = dimensionSets;
const flow = { kind: 'flow' } as const;
const snapshot = { kind: 'snapshot' } as const;
const known = count('contact_known');
const members = count('decision_team_member');

/** Who is known in the assigned accounts, how they stand to us, and how the touches are spread over them. */
export const relationshipKpis: readonly Kpi[] = [
  {
    ...snapshot, id: 'assigned_accounts', category: 'Q', dimensions: S, unit: 'count', better: null, counter: 'silent_accounts', answers: ['relationships'],
    formula: number(count('account_assigned')),
    label: { en: 'Assigned accounts', es: 'Cuentas asignadas' },
    explanation: { en: 'Accounts that a rep is in charge of at that moment; one with two reps counts for both.', es: 'Cuentas a cargo de un comercial en ese momento; si tiene dos, cuenta para ambos.' },
    formulaText: { en: 'distinct accounts assigned just before the moment', es: 'cuentas distintas asignadas justo antes del momento' },
    needs: ['accounts', 'assignments'],
  },
  {
    ...snapshot, id: 'contacts_known', category: 'Q', dimensions: S, unit: 'count', better: 'higher', counter: 'rated_share', answers: ['relationships'],
    formula: number(known),
    label: { en: 'Contacts known', es: 'Contactos conocidos' },
    explanation: { en: 'People known in the assigned accounts who have not left.', es: 'Personas conocidas en las cuentas asignadas que no se han ido.' },
    formulaText: { en: 'distinct active contacts of the assigned accounts', es: 'contactos activos distintos de las cuentas asignadas' },
    needs: ['contacts', 'assignments'],
  },
  {
    ...snapshot, id: 'contacts_per_account', category: 'Q', dimensions: S, unit: 'per', better: 'higher', counter: 'relationship_strength', answers: ['relationships'],
    formula: ratio(known, count('account_assigned')),
    label: { en: 'Contacts per account', es: 'Contactos por cuenta' },
    explanation: { en: 'How many people are known in an assigned account, on average.', es: 'Cuántas personas se conocen en cada cuenta asignada, de media.' },
    formulaText: { en: 'contacts_known ÷ assigned_accounts', es: 'contacts_known ÷ assigned_accounts' },
    needs: ['contacts', 'assignments'],
  },
  {
    ...flow, id: 'calls_per_contact', category: 'P', dimensions: A, unit: 'per', better: null, counter: 'contacts_covered', answers: ['spread'],
    formula: ratio(count('activity', 'dial', 'has_contact'), distinct('activity', 'contact', 'dial')),
    label: { en: 'Calls per contact', es: 'Llamadas por contacto' },
    explanation: { en: 'How many calls each person who was called received.', es: 'Cuántas llamadas recibió cada persona a la que se llamó.' },
    formulaText: { en: 'dials with a contact ÷ distinct contacts dialled', es: 'llamadas marcadas con contacto ÷ contactos distintos llamados' },
    needs: ['activities.contact_id'],
  },
  {
    ...flow, id: 'contact_concentration', category: 'P', dimensions: S, unit: 'ratio', better: 'lower', counter: 'contacts_covered', answers: ['spread'],
    formula: ratio(sum('concentration', 'weighted'), sum('concentration', 'touches')),
    label: { en: 'Contact concentration', es: 'Concentración en contactos' },
    explanation: { en: 'How unevenly a rep’s touches fall on the people of each account: 0 evenly on all, 1 all on one.', es: 'Cuán desigual reparte el comercial sus toques entre las personas de cada cuenta: 0 por igual, 1 todo en una.' },
    formulaText: { en: 'Σ N·C ÷ Σ N over (rep, account) pairs with enough touches; C = (Σ(n/N)² − 1/k) ÷ (1 − 1/k)', es: 'Σ N·C ÷ Σ N sobre pares (comercial, cuenta) con toques suficientes; C = (Σ(n/N)² − 1/k) ÷ (1 − 1/k)' },
    needs: ['activities.contact_id', 'contacts'],
  },
  {
    ...snapshot, id: 'relationship_strength', category: 'P', dimensions: S, unit: 'scale', better: 'higher', counter: 'rated_share', answers: ['relationships'],
    formula: ratio(sum('contact_known', 'weighted_strength', 'rated'), sum('contact_known', 'rated_influence', 'rated')),
    label: { en: 'Relationship strength', es: 'Fuerza de la relación' },
    explanation: { en: 'How the rated contacts stand to us, −3 to +3, each weighted by influence; the unrated are left out.', es: 'Cómo se sitúan los contactos valorados respecto a nosotros, de −3 a +3, ponderados por influencia; los no valorados quedan fuera.' },
    formulaText: { en: 'Σ influence·rating ÷ Σ influence over active rated contacts', es: 'Σ influencia·valoración ÷ Σ influencia sobre contactos activos valorados' },
    needs: ['ratings', 'contacts', 'assignments'],
  },
  {
    ...snapshot, id: 'political_balance', category: 'P', dimensions: S, unit: 'balance', better: 'higher', counter: 'hidden_dissent', answers: ['relationships'],
    formula: ratio(sum('contact_known', 'balance', 'rated'), sum('contact_known', 'rated_influence', 'rated')),
    label: { en: 'Political balance', es: 'Balance político' },
    explanation: { en: 'Influence of supporters minus influence of opponents, as a part of all rated influence: −1 all against, +1 all for.', es: 'Influencia de los partidarios menos la de los opositores, como parte de toda la influencia valorada: −1 todos en contra, +1 todos a favor.' },
    formulaText: { en: '(Σ influence rated ≥ 1 − Σ influence rated ≤ −1) ÷ Σ influence rated', es: '(Σ influencia con ≥ 1 − Σ influencia con ≤ −1) ÷ Σ influencia valorada' },
    needs: ['ratings', 'contacts', 'assignments'],
  },
  {
    ...snapshot, id: 'rated_share', category: 'P', dimensions: S, unit: 'ratio', better: 'higher', counter: 'relationship_strength', answers: ['relationships'],
    formula: ratio(count('contact_known', 'rated_lately'), known),
    label: { en: 'Freshly rated share', es: 'Contactos con valoración reciente' },
    explanation: { en: 'The share of known contacts whose latest rating is recent enough to be believed.', es: 'La parte de los contactos conocidos cuya última valoración es lo bastante reciente para fiarse.' },
    formulaText: { en: 'contacts rated within the freshness window ÷ contacts_known', es: 'contactos valorados dentro del plazo ÷ contacts_known' },
    needs: ['ratings', 'contacts', 'assignments'],
  },
  {
    ...snapshot, id: 'decision_team_coverage', category: 'P', dimensions: S, unit: 'ratio', better: 'higher', counter: 'pressured_accounts', answers: ['relationships'],
    formula: ratio(count('decision_team_member', 'covered'), members),
    label: { en: 'Decision-team coverage', es: 'Cobertura del equipo de decisión' },
    explanation: { en: 'The share of those who decide on open deals with whom we have lately talked.', es: 'La parte de quienes deciden en oportunidades abiertas con quienes se ha hablado hace poco.' },
    formulaText: { en: 'decision-team members with a two-way touch in the window ÷ all members of open deals', es: 'miembros del equipo de decisión con contacto en el plazo ÷ todos los de oportunidades abiertas' },
    needs: ['decision_team', 'stage_changes', 'activities.outcome'],
  },
  {
    ...snapshot, id: 'hidden_dissent', category: 'P', dimensions: S, unit: 'count', better: 'lower', counter: 'decision_team_coverage', answers: ['relationships'],
    formula: number(count('decision_team_member', 'hidden_dissent')),
    label: { en: 'Hidden dissent', es: 'Disenso oculto' },
    explanation: { en: 'Deciders rated −1 or below with whom nobody has lately talked alone: objections that a group does not voice.', es: 'Decisores valorados con −1 o menos con quienes nadie ha hablado a solas últimamente: objeciones que no salen en grupo.' },
    formulaText: { en: 'decision-team members of open deals rated ≤ −1 without a 1:1 two-way touch in the window', es: 'miembros del equipo de decisión con valoración ≤ −1 y sin contacto a solas en el plazo' },
    needs: ['decision_team', 'ratings', 'stage_changes'],
  },
  {
    ...snapshot, id: 'unheard_members', category: 'P', dimensions: S, unit: 'count', better: 'lower', counter: 'decision_team_coverage', answers: ['relationships'],
    formula: number(count('decision_team_member', 'unheard')),
    label: { en: 'Unheard deciders', es: 'Decisores sin escuchar' },
    explanation: { en: 'Deciders nobody has rated and nobody has lately talked to alone: we do not know what they think.', es: 'Decisores que nadie ha valorado y con quienes nadie ha hablado a solas últimamente: no sabemos qué piensan.' },
    formulaText: { en: 'decision-team members of open deals without any rating and without a 1:1 two-way touch in the window', es: 'miembros del equipo de decisión sin valoración y sin contacto a solas en el plazo' },
    needs: ['decision_team', 'stage_changes'],
  },
  {
    ...snapshot, id: 'single_threaded_accounts', category: 'P', dimensions: S, unit: 'count', better: 'lower', counter: 'contacts_covered', answers: ['spread'],
    formula: number(count('account_single_threaded')),
    label: { en: 'Single-threaded accounts', es: 'Cuentas con un solo interlocutor' },
    explanation: { en: 'Accounts with an open deal that hangs on one person: if they leave, the deal goes.', es: 'Cuentas con una oportunidad abierta que depende de una sola persona: si se va, se pierde.' },
    formulaText: { en: 'assigned accounts with an open deal whose two-way touches in the window are with exactly one contact', es: 'cuentas asignadas con oportunidad abierta cuyos contactos en el plazo son con una sola persona' },
    needs: ['assignments', 'stage_changes', 'activities.contact_id', 'activities.outcome'],
  },
  {
    ...snapshot, id: 'pressured_accounts', category: 'P', dimensions: S, unit: 'count', better: 'lower', counter: 'silent_accounts', answers: ['spread'],
    formula: number(count('account_pressured')),
    label: { en: 'Pressured accounts', es: 'Cuentas presionadas' },
    explanation: { en: 'Accounts where a few people are harassed: most touches go to one of them, or one keeps being tried without answering.', es: 'Cuentas donde se acosa a unos pocos: casi todos los toques van a uno, o se insiste con alguien que no responde.' },
    formulaText: { en: 'assigned accounts with (a) enough touches, most of them on one contact, or (b) a contact with a streak of unanswered touches', es: 'cuentas asignadas con (a) toques suficientes, casi todos a un contacto, o (b) un contacto con una racha de toques sin respuesta' },
    needs: ['assignments', 'activities.contact_id'],
  },
  {
    ...snapshot, id: 'silent_accounts', category: 'P', dimensions: S, unit: 'count', better: 'lower', counter: 'pressured_accounts', answers: ['spread'],
    formula: number(count('account_silent')),
    label: { en: 'Silent accounts', es: 'Cuentas en silencio' },
    explanation: { en: 'Accounts with an open deal and nobody who has lately answered: forecast at risk by absence.', es: 'Cuentas con oportunidad abierta en las que nadie ha respondido últimamente: previsión en riesgo por ausencia.' },
    formulaText: { en: 'assigned accounts with an open deal and no two-way touch in the window', es: 'cuentas asignadas con oportunidad abierta y sin contacto en el plazo' },
    needs: ['assignments', 'stage_changes', 'activities.outcome'],
  },
];
