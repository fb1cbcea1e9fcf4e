import type { Text } from '../../domain/text.ts';
import { reservedStages } from '../../domain/vocabulary.ts';
import type { Filter } from '../../engine/question.ts';
import type { QuestionId } from '../../kpi/kpi.ts';
import { questions as seeds } from '../../kpi/questions.ts';
import type { EffectId } from '../effects/ids.ts';
import type { FlagId } from '../risk/flags.ts';

/** What questions are about, in the order in which they are listed. */
export const groupIds = ['activity', 'leads', 'message', 'people', 'forecast', 'cost', 'team'] as const;
export type GroupId = (typeof groupIds)[number];

export const groupLabels: Readonly<Record<GroupId, Text>> = {
  activity: { en: 'Activity and effort', es: 'Actividad y esfuerzo' },
  leads: { en: 'Leads and market', es: 'Leads y mercado' },
  message: { en: 'Pitch, rep and material', es: 'Argumento, comercial y material' },
  people: { en: 'People and power', es: 'Personas y poder' },
  forecast: { en: 'Deals and forecast', es: 'Oportunidades y previsión' },
  cost: { en: 'What a customer costs', es: 'Lo que cuesta un cliente' },
  team: { en: 'The team, and what changes', es: 'El equipo y lo que cambia' },
};

/** What is looked at: a KPI, an effect pulled apart from the others, flags of open deals, or a report that is more than one number. */
export type Subject =
  | { readonly kind: 'kpi'; readonly id: string }
  | { readonly kind: 'effect'; readonly id: EffectId }
  /** The part of the weighted pipeline under at least one of these flags; without a list, under any. */
  | { readonly kind: 'flags'; readonly flags: readonly FlagId[] | 'all' }
  | { readonly kind: 'report'; readonly id: ReportId };

/** `parts`: where a difference comes from; `diagnosis`: a rep’s strengths and faults; `cycle`: what comes of deals in time; `goals`: how they stand. */
export type ReportId = 'parts' | 'diagnosis' | 'cycle' | 'goals';

/** One look at the log on the way to an answer. */
export type Look = {
  readonly subject: Subject;
  /** The command that shows it, without `tacto` and the log: `compare win_rate --by rep`; `REP` stands for a rep’s id. */
  readonly run: string;
  /** What of the log the figure is told of, where not of all that is asked about; the command says the same. */
  readonly where?: readonly Filter[];
  /** What it tells about the question. */
  readonly why: Text;
};

/** A question that a manager asks, worked backwards: at most three looks, and how they are read together. */
export type AskedQuestion = {
  readonly id: string;
  readonly group: GroupId;
  readonly text: Text;
  /** Other words in which it is asked. */
  readonly words: Text;
  readonly looks: readonly [Look, ...Look[]];
  readonly reading: Text;
};

/** The most KPIs that a question takes, and that a manager should steer by. */
export const mostLooks = 3;

/** A KPI, and the command that shows it best. */
export function kpi(id: string, run: string, why: Text): Look {
  return { subject: { kind: 'kpi', id }, run, why };
}

/** The same of what was done with accounts that had bought and had no open deal then. */
export function ofCustomers(id: string, run: string, why: Text): Look {
  const where = [{ dimension: 'stage', members: [reservedStages.customer] }] as const;
  return { ...kpi(id, `${run} --where stage=${reservedStages.customer}`, why), where };
}

export function effect(id: EffectId, why: Text): Look {
  return { subject: { kind: 'effect', id }, run: `effects ${id}`, why };
}

export function flags(of: readonly FlagId[] | 'all', run: string, why: Text): Look {
  return { subject: { kind: 'flags', flags: of }, run, why };
}

export function report(id: ReportId, run: string, why: Text): Look {
  return { subject: { kind: 'report', id }, run, why };
}

/** The words of one of the board’s questions. */
export function textOf(id: QuestionId): Text {
  return seeds.find((question) => question.id === id)!.text;
}
