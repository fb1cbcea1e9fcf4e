import type { Text } from '../domain/text.ts';
import type { QuestionId } from './kpi.ts';

export const playbookIds = ['accounts', 'simple', 'numbers', 'process'] as const;
export type PlaybookId = (typeof playbookIds)[number];

/** A way of managing sales: how it sees selling, whom it fits, and the few questions that it asks. */
export type Playbook = {
  readonly id: PlaybookId;
  readonly label: Text;
  readonly philosophy: Text;
  readonly fits: Text;
  /** What goes wrong when nothing else is watched. */
  readonly beware: Text;
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
    philosophy: {
      en: 'A large sale is decided by several people, each with a say and a view of us. Selling is knowing all of them, hearing those against us, and presenting to those who decide.',
      es: 'Una gran venta la deciden varias personas, cada una con su voz y su opinión de nosotros. Vender es conocerlas a todas, escuchar a las contrarias y presentar a quienes deciden.',
    },
    fits: {
      en: 'few, large contracts; several people who decide; sales that take months; customers who come back',
      es: 'pocos contratos y grandes; varias personas que deciden; ventas de meses; clientes que repiten',
    },
    beware: {
      en: 'It costs reps time to keep up: without fresh ratings and decision teams the figures say nothing.',
      es: 'Exige tiempo a los comerciales: sin valoraciones recientes y equipos de decisión, las cifras no dicen nada.',
    },
    questions: ['relationships', 'spread', 'presented'],
    focus: ['relationship_strength', 'pressured_accounts', 'presented_share'],
  },
  {
    id: 'simple',
    label: { en: 'Simple: six numbers', es: 'Sencillo: seis números' },
    philosophy: {
      en: 'What everybody understands is done. A few numbers from the meeting to the contract, kept without fail, beat a panel that nobody reads.',
      es: 'Se hace lo que todos entienden. Unos pocos números de la reunión al contrato, llevados sin falta, valen más que un panel que nadie lee.',
    },
    fits: {
      en: 'small teams; few contracts; a log that has only just begun',
      es: 'equipos pequeños; pocos contratos; un registro que acaba de empezar',
    },
    beware: {
      en: 'It says that something goes wrong, not why.',
      es: 'Dice que algo va mal, pero no por qué.',
    },
    questions: ['simple'],
    focus: ['qualified_meetings', 'qualified_conversion', 'contracts'],
  },
  {
    id: 'numbers',
    label: {
      en: 'The numbers game: dials, reached, closed',
      es: 'El juego de los números: llamadas, contestadas, cerradas',
    },
    philosophy: {
      en: 'Selling is a chain of chances: whoever tries often enough sells. Dials, reach and close multiply to contracts, and each of them can be worked on.',
      es: 'Vender es una cadena de probabilidades: quien lo intenta lo suficiente, vende. Llamadas, contacto y cierre se multiplican y dan los contratos, y cada uno se puede trabajar.',
    },
    fits: {
      en: 'many prospects; one person who decides; a short sale, mostly by phone',
      es: 'muchos prospectos; una sola persona que decide; una venta corta, sobre todo por teléfono',
    },
    beware: {
      en: 'Chasing dials alone ends in harassment: watch pressured accounts.',
      es: 'Perseguir solo las llamadas acaba en acoso: vigile las cuentas presionadas.',
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
    philosophy: {
      en: 'Each step earns the next one. First attempts open, follow-ups and information carry the customer on, and the weakest step sets the pace.',
      es: 'Cada paso se gana el siguiente. Los primeros intentos abren, los seguimientos y la información hacen avanzar al cliente, y el paso más flojo marca el ritmo.',
    },
    fits: {
      en: 'sales of several steps; much following up; material that explains the product',
      es: 'ventas de varios pasos; mucho seguimiento; material que explica el producto',
    },
    beware: {
      en: 'Steps can be done without a customer moving: watch what advances, not what was ticked off.',
      es: 'Se pueden dar pasos sin que el cliente se mueva: vigile lo que avanza, no lo que se tachó.',
    },
    questions: ['process', 'cost'],
    focus: ['first_reach_rate', 'follow_ups_per_sale', 'sales_cycle_days'],
  },
];
