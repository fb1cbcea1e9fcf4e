import type { Text } from '../../domain/text.ts';
import type { Aggregate } from '../../engine/measure.ts';
import type { FactName } from '../../engine/facts.ts';
import type { Kpi } from '../../kpi/kpi.ts';

/** What an activity is called that has a flag; the first that fits. */
const activities: readonly (readonly [flag: string, Text])[] = [
  ['dial', { en: 'calls', es: 'llamadas' }],
  ['first_attempt', { en: 'first attempts', es: 'primeros intentos' }],
  ['follow_up', { en: 'follow-ups', es: 'seguimientos' }],
  ['qualified_meeting', { en: 'meetings', es: 'reuniones' }],
  ['presentation', { en: 'presentations', es: 'presentaciones' }],
  ['outbound', { en: 'touches', es: 'toques' }],
];

const facts: Readonly<Record<FactName, Text>> = {
  activity: { en: 'activities', es: 'actividades' },
  contact_reached: { en: 'contacts', es: 'contactos' },
  share: { en: 'pieces of material given', es: 'entregas de material' },
  proposal: { en: 'proposals', es: 'propuestas' },
  first_proposal: { en: 'deals with a proposal', es: 'oportunidades con propuesta' },
  deal_created: { en: 'deals begun', es: 'oportunidades iniciadas' },
  deal_closed: { en: 'closed deals', es: 'oportunidades cerradas' },
  prospect: { en: 'prospects', es: 'prospectos' },
  lead_qualified: { en: 'qualified leads', es: 'leads cualificados' },
  lead_attempted: { en: 'leads tried', es: 'leads intentados' },
  cost: { en: 'costs', es: 'costes' },
  deal_expected: { en: 'open deals', es: 'oportunidades abiertas' },
  deal_open: { en: 'open deals', es: 'oportunidades abiertas' },
  account_assigned: { en: 'assigned accounts', es: 'cuentas asignadas' },
  contact_known: { en: 'contacts', es: 'contactos' },
  account_single_threaded: { en: 'accounts', es: 'cuentas' },
  account_pressured: { en: 'accounts', es: 'cuentas' },
  account_silent: { en: 'accounts', es: 'cuentas' },
  decision_team_member: { en: 'members of decision teams', es: 'integrantes de equipos de decisión' },
  concentration: { en: 'accounts worked', es: 'cuentas trabajadas' },
};

/** What the records are called on whose number a KPI's interval depends: of a ratio those below, else those that are counted. */
export function recordsOf({ formula }: Pick<Kpi, 'formula'>): Text {
  return nameOf(formula.kind === 'ratio' ? formula.denominator[0]! : formula.of);
}

/** What stands above those of a ratio; null where that is no plain number of records. */
export function recordsAbove({ formula }: Pick<Kpi, 'formula'>): Text | null {
  const [first, second] = formula.kind === 'ratio' ? formula.numerator : [];
  return first?.kind === 'count' && second === undefined ? nameOf(first) : null;
}

function nameOf({ fact, where = [], column }: Aggregate): Text {
  const holds = (flag: string): boolean => where.some(({ column: name, is }) => name === flag && is.includes(true));
  if (fact === 'deal_closed' && holds('won')) return { en: 'contracts', es: 'contratos' };
  if (fact === 'contact_known' && holds('rated')) return { en: 'rated contacts', es: 'contactos valorados' };
  if (fact !== 'activity') return facts[fact];
  if (column === 'contact') return { en: 'people called', es: 'personas llamadas' };
  if (holds('dial') && holds('two_way')) return { en: 'calls reached', es: 'llamadas contestadas' };
  return activities.find(([flag]) => holds(flag))?.[1] ?? facts.activity;
}
