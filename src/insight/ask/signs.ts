import type { Text } from '../../domain/text.ts';
import type { Unit } from '../../kpi/kpi.ts';
import type { PlaybookId } from '../../kpi/playbooks.ts';

/** What the log tells of the way in which the team sells. */
export const figureIds = [
  'team_size',
  'cycle_days',
  'top_share',
  'returning',
  'stages_passed',
  'follow_up_share',
  'follow_ups_per_sale',
  'material_per_contract',
  'phone_share',
  'dials_per_contract',
  'contracts',
  'reps',
  'kpis_ready',
] as const;
export type FigureId = (typeof figureIds)[number];

/** A figure that speaks for a playbook when it lies at or beyond a bound. */
export type Sign = {
  readonly playbook: PlaybookId;
  readonly figure: FigureId;
  readonly bound: { readonly least: number } | { readonly most: number };
  readonly unit: Unit;
  /** What it says when it holds. */
  readonly text: Text;
};

/**
 * The signs of each playbook. The bounds are rules of thumb of ours, set where the figures of one way of selling and of the other part; that large
 * sales have several deciders, many talks and a long way, and small ones one decider and one talk, is Rackham’s finding (SPIN Selling, 1988) and
 * Miller and Heiman’s “buying influences” (Strategic Selling, 1985).
 */
export const signs: readonly Sign[] = [
  {
    playbook: 'accounts',
    figure: 'team_size',
    bound: { least: 3 },
    unit: 'per',
    text: { en: 'several people decide on a deal', es: 'varias personas deciden sobre cada oportunidad' },
  },
  {
    playbook: 'accounts',
    figure: 'cycle_days',
    bound: { least: 60 },
    unit: 'days',
    text: { en: 'a sale takes months', es: 'una venta dura meses' },
  },
  {
    playbook: 'accounts',
    figure: 'top_share',
    bound: { least: 0.5 },
    unit: 'ratio',
    text: {
      en: 'a fifth of the customers brings half of the volume or more',
      es: 'una quinta parte de los clientes aporta al menos la mitad del volumen',
    },
  },
  {
    playbook: 'accounts',
    figure: 'returning',
    bound: { least: 0.25 },
    unit: 'ratio',
    text: { en: 'customers come back', es: 'los clientes repiten' },
  },
  {
    playbook: 'simple',
    figure: 'contracts',
    bound: { most: 36 },
    unit: 'count',
    text: {
      en: 'there are so few contracts that finer figures are mostly chance',
      es: 'hay tan pocos contratos que las cifras más finas son casi todo azar',
    },
  },
  {
    playbook: 'simple',
    figure: 'reps',
    bound: { most: 3 },
    unit: 'count',
    text: { en: 'the team is small', es: 'el equipo es pequeño' },
  },
  {
    playbook: 'simple',
    figure: 'kpis_ready',
    bound: { most: 0.5 },
    unit: 'ratio',
    text: {
      en: 'the log has what half of the KPIs need, or less',
      es: 'el registro tiene lo que necesita la mitad de los KPI, o menos',
    },
  },
  {
    playbook: 'numbers',
    figure: 'dials_per_contract',
    bound: { least: 50 },
    unit: 'per',
    text: { en: 'a contract takes many calls', es: 'un contrato exige muchas llamadas' },
  },
  {
    playbook: 'numbers',
    figure: 'phone_share',
    bound: { least: 0.6 },
    unit: 'ratio',
    text: { en: 'most touches are calls', es: 'la mayoría de los toques son llamadas' },
  },
  {
    playbook: 'numbers',
    figure: 'cycle_days',
    bound: { most: 30 },
    unit: 'days',
    text: { en: 'a sale takes weeks', es: 'una venta dura semanas' },
  },
  {
    playbook: 'numbers',
    figure: 'team_size',
    bound: { most: 1 },
    unit: 'per',
    text: { en: 'one person decides on a deal', es: 'una sola persona decide sobre cada oportunidad' },
  },
  {
    playbook: 'process',
    figure: 'follow_up_share',
    bound: { least: 0.6 },
    unit: 'ratio',
    text: { en: 'most attempts are follow-ups', es: 'la mayoría de los intentos son seguimientos' },
  },
  {
    playbook: 'process',
    figure: 'follow_ups_per_sale',
    bound: { least: 5 },
    unit: 'per',
    text: { en: 'a sale takes five follow-ups or more', es: 'una venta exige cinco seguimientos o más' },
  },
  {
    playbook: 'process',
    figure: 'material_per_contract',
    bound: { least: 3 },
    unit: 'per',
    text: { en: 'much material is given for a contract', es: 'se entrega mucho material por contrato' },
  },
  {
    playbook: 'process',
    figure: 'stages_passed',
    bound: { least: 3 },
    unit: 'per',
    text: { en: 'a sale goes through several stages', es: 'una venta pasa por varias etapas' },
  },
];
