import { crmIds } from '../../crm/ids.ts';

/** What can be imported: the export of a CRM, CSV files by a map, a whole sales log. */
export const kinds = [...crmIds, 'csv', 'log'] as const;
export type Kind = (typeof kinds)[number];

/** In place of what there is, or beside it. */
export const modes = ['replace', 'add'] as const;
export type Mode = (typeof modes)[number];

/** Where an import stands. `questions`: it can be applied, and could be told more; `ready`: there is nothing to ask. */
export const states = [
  'uploading',
  'running',
  'questions',
  'ready',
  'applying',
  'applied',
  'discarded',
  'failed',
] as const;
export type State = (typeof states)[number];

/** States in which somebody works on it. */
export const busy: readonly State[] = ['running', 'applying'];
/** States in which it waits for a person, who may still change it. */
export const waiting: readonly State[] = ['uploading', 'questions', 'ready', 'failed'];
