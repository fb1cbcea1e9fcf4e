import type { Text } from '../domain/text.ts';
import type { QuestionId } from './kpi.ts';

/** A question that a manager asks, and the KPIs that answer it together. */
export type ManagerQuestion = { readonly id: QuestionId; readonly text: Text; readonly kpis: readonly string[] };

export const questions: readonly ManagerQuestion[] = [
  {
    id: 'relationships',
    text: {
      en: 'Who do we know in each account, and how do they stand to us?',
      es: '¿A quién conocemos en cada cuenta y cómo se sitúa respecto a nosotros?',
    },
    kpis: [
      'contacts_per_account',
      'relationship_strength',
      'political_balance',
      'rated_share',
      'hidden_dissent',
      'unheard_members',
    ],
  },
  {
    id: 'spread',
    text: {
      en: 'Are calls spread over the account’s people, and right for its stage?',
      es: '¿Se reparten las llamadas entre las personas de la cuenta y convienen a su etapa?',
    },
    kpis: [
      'dials',
      'calls_per_contact',
      'contact_concentration',
      'pressured_accounts',
      'silent_accounts',
      'single_threaded_accounts',
    ],
  },
  {
    id: 'presented',
    text: {
      en: 'How many proposals did we present to the people who decide?',
      es: '¿Cuántas propuestas presentamos a quienes deciden?',
    },
    kpis: [
      'proposal_presentations',
      'presented_share',
      'decision_team_attendance',
      'win_rate_presented',
      'win_rate_unpresented',
    ],
  },
  {
    id: 'simple',
    text: {
      en: 'Keep it simple: meetings, conversion, prospects, requests, contracts?',
      es: 'En sencillo: ¿reuniones, conversión, prospectos, solicitudes, contratos?',
    },
    kpis: ['qualified_meetings', 'qualified_conversion', 'prospects', 'request_volume', 'contracts', 'contract_volume'],
  },
  {
    id: 'numbers',
    text: {
      en: 'The numbers game: how many dials, reached, closed?',
      es: 'El juego de los números: ¿cuántas llamadas, contestadas, cerradas?',
    },
    kpis: [
      'dials',
      'dials_reached',
      'contracts',
      'reach_rate',
      'close_rate',
      'conversion_per_dial',
      'cost_per_conversion',
    ],
  },
  {
    id: 'process',
    text: {
      en: 'Sales as a process: how do first attempts, follow-ups and information become contracts?',
      es: 'La venta como proceso: ¿cómo se convierten en contratos los primeros intentos, los seguimientos y la información?',
    },
    kpis: [
      'first_attempts',
      'first_attempts_reached',
      'follow_ups',
      'follow_ups_reached',
      'information_provided',
      'information_types',
      'first_contacts_per_conversion',
      'follow_ups_per_sale',
      'sales_cycle_days',
      'contracts',
    ],
  },
  {
    id: 'cost',
    text: {
      en: 'What does a customer cost in money, time and energy?',
      es: '¿Qué cuesta un cliente en dinero, tiempo y energía?',
    },
    kpis: ['money_per_customer', 'hours_per_customer', 'touches_per_customer'],
  },
];
