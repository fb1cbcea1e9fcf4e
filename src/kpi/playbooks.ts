import type { Text } from '../domain/text.ts';
import type { QuestionId } from './kpi.ts';

/** A way of managing sales: the few questions that it asks. */
export type Playbook = {
  readonly id: string;
  readonly label: Text;
  readonly questions: readonly QuestionId[];
  readonly focus: readonly string[];
};

/** The four playbooks; `focus` are the three KPIs of each that a manager should watch first. */
export const playbooks: readonly Playbook[] = [
  {
    id: 'accounts',
    label: {
      en: 'Accounts: who holds power, and how they stand to us',
      es: 'Cuentas: quién tiene el poder y cómo se sitúa respecto a nosotros',
    },
    questions: ['relationships', 'spread', 'presented'],
    focus: ['relationship_strength', 'pressured_accounts', 'presented_share'],
  },
  {
    id: 'simple',
    label: { en: 'Simple: six numbers', es: 'Sencillo: seis números' },
    questions: ['simple'],
    focus: ['qualified_meetings', 'qualified_conversion', 'contracts'],
  },
  {
    id: 'numbers',
    label: {
      en: 'The numbers game: dials, reached, closed',
      es: 'El juego de los números: llamadas, contestadas, cerradas',
    },
    questions: ['numbers', 'cost'],
    focus: ['dials', 'reach_rate', 'close_rate'],
  },
  {
    id: 'process',
    label: {
      en: 'Sales as a process: attempts, follow-ups, information, cycle',
      es: 'La venta como proceso: intentos, seguimientos, información, ciclo',
    },
    questions: ['process', 'cost'],
    focus: ['first_reach_rate', 'follow_ups_per_sale', 'sales_cycle_days'],
  },
];
